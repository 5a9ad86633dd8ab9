"""Predict first: guesses about the errors of the current digit, then the numbers."""

from __future__ import annotations

import random

import streamlit as st

from engine.costs import cost_named
from ui.backprop import equations, pass_view, predictions, quantities
from ui.backprop.example_pass import ExamplePass
from ui.canvas import blocks
from ui.screen import components, fragments, guess_view, guesses
from ui.session import current, selection
from ui.text.numbers import raised
from ui.text.words import Words


def show(words: Words) -> None:
    fragments.live(_view, 3.0, words)


def _view(words: Words) -> None:
    seen = pass_view.current_pass(words, 1)
    questions = {kind: _question(words, kind, seen) for kind in predictions.KINDS}
    score = questions["sign"]  # of all kinds: they have one name
    left, right = st.columns([2.4, 1], vertical_alignment="center")
    left.header(words("predict.score", right=score.right, asked=len(score.guesses)), anchor=False)
    if right.button(words["predict.another"], key="bp_another", icon=":material/shuffle:", on_click=_another):
        st.rerun()  # the whole page has another digit
    _outputs(words, seen, all(questions[kind].guess for kind in ("sign", "largest")))
    for kind, question in questions.items():
        with st.container(border=True):
            _ask(words, kind, seen, question)


def _question(words: Words, kind: str, seen: ExamplePass) -> guesses.Question:
    options = {each: words.get(f"predict.{each}", str(each)) for each in predictions.options(kind)}
    return guesses.Question("prediction", options, about=f"{kind}:{seen.subject}", kept=guesses.MANY)


def _another() -> None:
    """Another test image, of those that one steps through."""
    indices = current.images_of(selection.FILTER.get())
    selection.show_image(int(random.choice(indices)) if len(indices) else 0)


def _outputs(words: Words, seen: ExamplePass, errors: bool) -> None:
    """What may be known before: the answer and the label; the errors once the guesses are made."""
    L = seen.net.L
    ink = {"kind": "ink"} if quantities.ink_of(L, seen) else {}
    shape = {"least": 46, "most": 46, "write": 3}
    a, y, delta = seen.trace.a[L], seen.y, seen.trace.delta[L]
    label = words("predict.outputs", l=raised(L))
    scale = 1.0 if ink else blocks.round_scale(a)
    name_y, name_d = words("show.y"), words("show.delta", l=raised(L))
    shown = [
        blocks.neurons(a, label=label, alt=label, tip=f"a{raised(L)}[{{i}}] = {{v}}", scale=scale, **ink, **shape),
        blocks.neurons(y, label=name_y, alt=name_y, tip="y[{i}] = {v}", kind="ink", show_scale=False, **shape),
    ]
    if errors:
        decades, tip = quantities.DECADES, f"δ{raised(L)}[{{i}}] = {{v}}"
        log = {"scale": blocks.round_scale(delta), "decades": decades, "legend": words("show.log", decades=decades)}
        log |= {"ends": blocks.ends(words, "cost")}
        shown.append(blocks.neurons(delta, label=name_d, alt=name_d, tip=tip, **log, **shape))
    components.maps("bp_outputs", shown, note="" if errors else words["predict.hidden"])


def _ask(words: Words, kind: str, seen: ExamplePass, question: guesses.Question) -> None:
    j = predictions.neuron(kind, seen)
    label = int(seen.y[:, 0].argmax())
    z = {"calm": predictions.CALM, "end": f"−{-predictions.WRONG_END:g}"}
    st.markdown(words(f"predict.{kind}", L=seen.net.L, j=j, label=label, **z))
    guess = question.guess
    if guess is None:

        def judge(option: str | int) -> None:
            question.put(option, predictions.answer(kind, seen), REASONS[kind](seen, option))

        look = {"widget": st.segmented_control, "label_visibility": "collapsed"}
        guess_view.choice(question, words["predict.guess"], judge, **look)
        return
    texts = {"guess": question.options[guess.value], "answer": question.options[guess.answer]}
    (st.success if guess.right else st.warning)(words("predict.right" if guess.right else "predict.wrong", **texts))
    why, values, formulas = guess.reason
    for latex in formulas:
        st.latex(latex)
    error = cost_named(seen.cost).error_latex.format(a="a", y="y")
    st.markdown(words(f"predict.{why}", **values, cost=words[f"cost.{seen.cost}"], error=error))


def _filled(seen: ExamplePass, j: int) -> str:
    return equations.output_error(seen.net, seen.trace, seen.y, j, 0, seen.cost).latex


def _sign(seen: ExamplePass, option: str | int) -> tuple[str, dict, list[str]]:
    j = predictions.neuron("sign", seen)
    right = predictions.answer("sign", seen)
    why = "why_zero" if right == "zero" else "why_not_zero" if option == "zero" else f"why_{right}"
    return why, {"j": j}, [_filled(seen, j)]


def _largest(seen: ExamplePass, option: str | int) -> tuple[str, dict, list[str]]:
    right = predictions.answer("largest", seen)
    if option == right:
        return "why_largest", {"j": right}, [_filled(seen, int(right))]
    L = seen.net.L
    gap = abs(seen.trace.a[L][:, 0] - seen.y[:, 0])
    flat = gap[int(option)] > gap[int(right)]
    return (
        "why_flat" if flat else "why_smaller",
        {"j": right, "guess": option},
        [_filled(seen, int(right)), _filled(seen, int(option))],
    )


def _saturated(seen: ExamplePass, option: str | int) -> tuple[str, dict, list[str]]:
    rows = []
    for z, neuron in zip((predictions.CALM, predictions.WRONG_END), predictions.saturation(seen), strict=True):
        a, gradient, prime, delta = map(equations.written, neuron)
        rows.append(
            rf"z={z:g}:&\quad a={a},\ \ \tfrac{{\partial C}}{{\partial a}}={gradient},"
            rf"\\ &\quad \sigma'={prime},\ \ \delta={delta}"
        )
    latex = r"\begin{aligned}" + r" \\[4pt] ".join(rows) + r"\end{aligned}"
    cancels = "_cancels" if cost_named(seen.cost).cancels else ""
    return f"why_{predictions.answer('saturated', seen)}{cancels}", {}, [latex]


# why a guess is right or wrong: a text, by its key, what it mentions, and equations with the numbers as they are now
REASONS = {"sign": _sign, "largest": _largest, "saturated": _saturated}
