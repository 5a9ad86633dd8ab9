"""Exercise 1: one neuron computes f(z)."""

from __future__ import annotations

import numpy as np
import streamlit as st

from engine import ACTIVATIONS, COSTS, Activation, FormulaError, Network, backprop, formula, load_mnist
from ui.canvas import blocks
from ui.charts import listing, tables
from ui.charts.tables import Math
from ui.exercises import exercise_view, experiments, keys
from ui.exercises.experiments import Modification
from ui.screen import components, guesses
from ui.session import selection, widgets
from ui.session.current import Current, Digit, selected
from ui.text.numbers import number
from ui.text.words import Words

COMPANIONS = 9  # test images beside the current digit in the gradient check


def show(words: Words, now: Current, digit: Digit) -> None:
    """Choose f and the neuron, guess which lines change, and see the gradient checked."""
    net = now.network
    choice, picture = st.columns([1, 2], gap="medium")
    with choice:
        f = _function(words)
    l, j = _neuron(net, digit, now.cost)
    impossible = l == net.L and COSTS[now.cost].output and f and f.name != COSTS[now.cost].output
    modification = Modification(l, j, f) if f and not impossible else None
    with picture:
        _maps(words, modification.of(net) if modification else net, digit, now.cost, (l, j))
    if impossible:
        st.warning(words["neuron.impossible"])
    question = guesses.Question("neuron", {line: words[f"neuron.line.{line}"] for line in experiments.LINES})
    if modification and exercise_view.guess(words, question, experiments.changed_lines(net, l), many=True):
        exercise_view.answer(words, "neuron", "answer_output" if l == net.L else "answer", l=l, j=j, after=l + 1)
        numbers, check = st.columns([1, 1.25], gap="medium")
        with numbers:
            _numbers(words, now, digit, modification)
        with check:
            _check(words, now, digit, modification)
        _code(words, net, l, j)


def _function(words: Words) -> Activation | None:
    """f: an activation of the engine or a typed one; None, and what is wrong, for an invalid formula."""
    names = {"formula": words["f.formula"], **{name: words[f"activation.{name}"] for name in ACTIVATIONS}}
    widgets.select(keys.FUNCTION, words["neuron.f"], list(names), names.__getitem__)
    if keys.FUNCTION.get() in ACTIVATIONS:
        f = ACTIVATIONS[keys.FUNCTION.get()]
    else:
        widgets.text(keys.NEURON_FORMULA, words["neuron.formula"], help=words["formula.help"])
        try:
            f = formula(keys.NEURON_FORMULA.get() or "")
        except FormulaError as error:
            st.error(exercise_view.problem(words, error))
            return None
    st.latex(f"f(z)={f.latex}")
    return f


def _neuron(net: Network, digit: Digit, cost: str) -> tuple[int, int]:
    """The selected neuron; if there is none, the one of layer 2 with the largest error."""
    if chosen := selected(net):
        return chosen[0], chosen[1]
    return 2, int(np.abs(backprop(net, digit.x, digit.y, cost).delta[2]).argmax())


def _maps(words: Words, net: Network, digit: Digit, cost: str, chosen: tuple[int, int]) -> None:
    """The errors of all layers; a click chooses the neuron."""
    delta = backprop(net, digit.x, digit.y, cost).delta
    scale = blocks.round_scale(np.vstack([*delta.values()]))
    errors = [
        blocks.neurons(
            delta[l],
            label=words("neuron.layer", l=l, n=len(delta[l])),
            alt=words("neuron.alt", l=l),
            tip=words("neuron.tip", l=l),
            picks="picture",
            selected=chosen[1] if l == chosen[0] else None,
            scale=scale,
            decades=6,
            show_scale=l == net.L,
            legend=words["neuron.legend"],
            ends=blocks.ends(words, "cost"),
        )
        for l in range(2, net.L + 1)
    ]
    title = words("neuron.map", l=chosen[0], j=chosen[1])
    components.maps(
        "exercise_neuron", errors, title=title, on_pick=lambda click: selection.select(click.block + 2, click.i)
    )


def _code(words: Words, net: Network, l: int, j: int) -> None:
    st.markdown(words["neuron.code"])
    error = "bp1" if l == net.L else "bp2"
    notes = {step: words(f"neuron.note.{step}", l=l, j=j) for step in ("a", "prime", error)}
    st.html(listing.html(experiments.marked_source(notes)))


def _numbers(words: Words, now: Current, digit: Digit, modification: Modification) -> None:
    """z, a, the derivative, δ and C before and after."""
    found = experiments.compare(now.network, now.cost, modification, digit.x, digit.y)
    rows: list[list[str | Math]] = [
        [
            Math(symbol.format(l=modification.l, j=modification.j)),
            *(number(value, sign=symbol.startswith(("z", r"\delta"))) for value in (before, after)),
        ]
        for symbol, before, after in zip(experiments.ROWS, found.before, found.after, strict=True)
    ]
    st.markdown(words["neuron.numbers"])
    st.markdown(tables.markdown(["", words["neuron.before"], words["neuron.after"]], rows, "lrr"))


def _check(words: Words, now: Current, digit: Digit, modification: Modification) -> None:
    """The gradient against finite differences, here and now."""
    test = load_mnist().test[:COMPANIONS]
    x = np.hstack([digit.x, test.images.astype(float)])
    y = np.hstack([digit.y, test.targets.astype(float)])
    with st.spinner(words["neuron.checking"]):
        found = experiments.check_modification(now.network, now.cost, modification, x, y)
    passes, milliseconds = words.whole(found.right.forward_passes), f"{1000 * found.right.seconds_numeric:.0f}"
    st.markdown(words("neuron.checked", tried=words.whole(found.tried), passes=passes, milliseconds=milliseconds))
    if found.flat:
        st.markdown(words["neuron.flat"])
        return
    for key, check in (("right", found.right), ("forgotten", found.forgotten)):
        agrees = check.relative_error < experiments.AGREE
        sign = ":green[:material/check_circle:]" if agrees else ":red[:material/cancel:]"
        st.markdown(f"{sign} {words(f'neuron.{key}', error=number(check.relative_error))}")
