"""Predict first: guesses about the errors of the current digit, then the numbers."""

from __future__ import annotations

import random
from typing import Any

import streamlit as st

from ui.backprop import equations, keys, pass_view, predictions, quantities
from ui.backprop.example_pass import ExamplePass
from ui.canvas import blocks
from ui.screen import components, fragments
from ui.session import current, selection, store
from ui.text.numbers import raised
from ui.text.words import Words


def show(words: Words) -> None:
    fragments.live(_view, 3.0, words)


def _view(words: Words) -> None:
    seen = pass_view.current_pass(words, 1)
    made = _made()
    left, right = st.columns([2.4, 1], vertical_alignment="center")
    left.subheader(words("predict.score", right=made["right"], asked=made["asked"]), anchor=False)
    if right.button(words["predict.another"], key="bp_another", icon=":material/shuffle:"):
        _another()
        st.rerun()
    answered = [kind for kind in predictions.KINDS if (kind, seen.subject) in made["made"]]
    _outputs(words, seen, {"sign", "largest"} <= set(answered))
    for kind in predictions.KINDS:
        with st.container(border=True):
            _question(words, kind, seen, made["made"].get((kind, seen.subject)))


def _made() -> dict[str, Any]:
    return keys.GUESSES.get() or {"right": 0, "asked": 0, "made": {}}


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
        legend = words("show.log", decades=quantities.DECADES)
        tip = f"δ{raised(L)}[{{i}}] = {{v}}"
        shown.append(
            blocks.neurons(
                delta,
                label=name_d,
                alt=name_d,
                tip=tip,
                scale=blocks.round_scale(delta),
                decades=quantities.DECADES,
                legend=legend,
                **shape,
            )
        )
    components.maps("bp_outputs", shown, note="" if errors else words["predict.hidden"])


def _question(words: Words, kind: str, seen: ExamplePass, verdict: dict | None) -> None:
    j = predictions.neuron(kind, seen)
    label = int(seen.y[:, 0].argmax())
    z = {"calm": predictions.CALM, "end": f"−{-predictions.WRONG_END:g}"}
    st.markdown(words(f"predict.{kind}", L=seen.net.L, j=j, label=label, **z))
    if verdict is None:
        key = f"bp_guess:{kind}:{seen.subject}:{words.language}"

        def take() -> None:
            option = store.heard(key)
            if option in predictions.options(kind):
                _judge(kind, seen, option)

        st.segmented_control(
            words["predict.guess"],
            predictions.options(kind),
            format_func=lambda option: _option(words, option),
            key=key,
            on_change=take,
            label_visibility="collapsed",
        )
        return
    right = verdict["option"] == verdict["answer"]
    texts = {"guess": _option(words, verdict["option"]), "answer": _option(words, verdict["answer"])}
    (st.success if right else st.warning)(words("predict.right" if right else "predict.wrong", **texts))
    for latex in verdict["latex"]:
        st.latex(latex)
    st.markdown(words(f"predict.{verdict['why']}", **verdict["values"]))


def _option(words: Words, option: str | int) -> str:
    return str(option) if isinstance(option, int) else words[f"predict.{option}"]


def _judge(kind: str, seen: ExamplePass, option: str | int) -> None:
    """Remember a guess, with the right answer and the numbers as they are now."""
    made, answer = _made(), predictions.answer(kind, seen)
    why, values, latex = {"sign": _sign, "largest": _largest, "saturated": _saturated}[kind](seen, option)
    verdict = {"option": option, "answer": answer, "why": why, "values": values, "latex": latex}
    counts = {"right": made["right"] + (option == answer), "asked": made["asked"] + 1}
    kept = dict(list(made["made"].items())[-99:])
    keys.GUESSES.put(counts | {"made": kept | {(kind, seen.subject): verdict}})


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
    return f"why_{predictions.answer('saturated', seen)}{'_cross' if seen.cost == 'cross_entropy' else ''}", {}, [latex]
