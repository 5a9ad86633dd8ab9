"""Hands on, on the page Weights: the tools that edit the selected neuron, and the answer of the edited network."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from ui.canvas import blocks
from ui.screen import components
from ui.session import store, widgets
from ui.text.words import Words
from ui.weights import brush, edits, keys
from ui.weights.answer import answer
from ui.weights.edits import NewValue, Silence
from ui.weights.inspection import Inspection
from ui.weights.memory import EditHistory


def tools(words: Words, inspection: Inspection, history: EditHistory, *, moving: bool) -> None:
    """What the pointer does; the brush, or one weight and one bias; and silence.

    While a run is `moving` the weights, their numbers can only be watched.
    """
    if inspection.l == 2:
        widgets.pick(keys.TOOL, words["tools.tool"], keys.TOOLS, lambda tool: words[f"tool.{tool}"])
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if inspection.l == 2 and brush.chosen(inspection.network):
            _brush(words, inspection)
        else:
            _numbers(words, inspection, history, moving)
    _silence(words, inspection, history)


def _brush(words: Words, inspection: Inspection) -> None:
    scale = blocks.round_scale(inspection.network.w[2])
    widgets.select(keys.BRUSH, words["tools.size"], brush.SIZES, lambda n: f"{n}×{n}")
    widgets.select(
        keys.STRENGTH,
        words["tools.strength"],
        brush.STRENGTHS,
        lambda part: f"±{part * scale:g}",
        disabled=keys.TOOL.get() == "erase",
    )


def _numbers(words: Words, inspection: Inspection, history: EditHistory, moving: bool) -> None:
    """New values for the chosen weight and for the bias."""
    l, j, k, net = inspection.l, inspection.j, inspection.k, inspection.edited
    if k is None:
        st.number_input(words["tools.no_weight"], value=None, key=f"no_weight_{l}", disabled=True)
    else:
        _number(words, f"$w^{l}_{{{j},{k}}}$", NewValue(l, j, k, float(net.w[l][j, k])), history, moving)
    _number(words, f"$b^{l}_{{{j}}}$", NewValue(l, j, None, float(net.b[l][j, 0])), history, moving)


def _number(words: Words, label: str, shown: NewValue, history: EditHistory, moving: bool) -> None:
    """One number to edit."""
    key = history.field(shown)

    def take() -> None:
        if isinstance(value := store.heard(key), int | float):
            history.add(replace(shown, value=float(value)))

    st.number_input(
        label,
        -edits.LARGEST,
        edits.LARGEST,
        step=0.1,
        format="%.4f",
        key=key,
        on_change=take,
        disabled=moving,
        help=words["tools.moving"] if moving else None,
    )


def _silence(words: Words, inspection: Inspection, history: EditHistory) -> None:
    """Silence the neuron, or let it speak again."""
    l, j = inspection.l, inspection.j
    silent, is_output = j in edits.silenced(inspection.edits, l), l == inspection.network.L
    st.button(
        words["tools.speak" if silent else "tools.silence"],
        key="tool_silence",
        on_click=history.toggle,
        args=(Silence(l, j),),
        icon=":material/volume_up:" if silent else ":material/volume_off:",
        disabled=is_output,
        help=words["tools.silence_output" if is_output else "tools.silence_help"],
        width="stretch",
    )


def result(words: Words, inspection: Inspection, history: EditHistory) -> None:
    """How many edits there are; the ten activations, C and δ^L, of the network as edited and as it was."""
    count = len(inspection.edits)
    _count(words, count)
    with st.container(horizontal=True, gap="small"):
        undo, reset = ":material/undo:", ":material/restart_alt:"
        st.button(words["tools.undo"], key="undo", on_click=history.undo, disabled=not count, icon=undo)
        st.button(words["tools.reset"], key="reset", on_click=history.reset, disabled=not count, icon=reset)
    components.bars("weights_answer", answer(inspection, words))


def _count(words: Words, count: int) -> None:
    """Always clear which network the answer is of."""
    if count:
        st.badge(words("edits.some", count=count), icon=":material/edit:", color="orange")
        st.caption(words["edits.some_note"] if count < edits.MOST else words("edits.full", most=edits.MOST))
    else:
        st.badge(words["edits.none"], icon=":material/check:", color="gray")
        st.caption(words["edits.none_note"])
