"""Why the network answers as it does, on the page Draw: what adds up to z, and the pixels that speak for a digit."""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import streamlit as st

from engine import Network, Trace, forward
from engine.sensitivity import input_gradient
from ui.canvas import answer, blocks
from ui.canvas.sketch import Sketch
from ui.draw import keys, layers, reasons
from ui.screen import components
from ui.session import current, selection, widgets
from ui.text.numbers import number
from ui.text.words import Words

WIDE = 140  # CSS pixels of a picture, 5 a pixel


def show(drawing: Sketch, net: Network, words: Words) -> None:
    """The reasons for the answer, the layers' activations, and the pixels that speak for and against."""
    x = drawing.x.astype(float)
    trace = forward(net, x)
    a = trace.a[net.L][:, 0]
    asked = _asked(a, drawing.label)
    st.markdown(answer.verdict(a, words))
    _choice(asked, words)
    left, right = st.columns(2, gap="medium")
    with left:
        chosen = keys.REASON.get()
        _sum(net, trace, asked[0] if chosen is None or chosen not in asked else chosen, words)
    with right:
        _speaking(net, x, asked, words)
    _layers(net, trace, words)


def _asked(a: np.ndarray, label: int | None) -> list[int]:
    """The digits whose reasons are shown: the answer, the second guess, the label."""
    second, first = (int(j) for j in a.argsort()[-2:])
    return [first, second, *({label} - {first, second, None})]  # type: ignore[list-item]


def _choice(asked: Sequence[int], words: Words) -> None:
    """Why the answer, and why not the others?"""
    widgets.pick(
        keys.REASON,
        words["why.which"],
        asked,
        lambda j: words("why.of" if j == asked[0] else "why.not", j=j),
        label_visibility="collapsed",
    )


def _sum(net: Network, trace: Trace, j: int, words: Words) -> None:
    """What adds up to z of an output neuron, in sentences and as a table."""
    found = reasons.reason(net, trace, j)
    st.markdown(f"**{words('why.title' if net.L > 2 else 'why.title_pixels', j=j, l=net.L - 1)}**")
    st.markdown(reasons.sentences(found, words))
    st.html(reasons.table(found, words))
    st.caption(words["why.note"])
    if found.saturated:
        st.caption(words("why.saturated", prime=number(found.sigma_prime)))


def _speaking(net: Network, x: np.ndarray, digits: Sequence[int], words: Words) -> None:
    """∂z^L_j/∂x for some output neurons j, on one scale."""
    gradients = {j: input_gradient(net, x, net.L, j) for j in digits}
    scale = blocks.round_scale(np.hstack([*gradients.values()]))
    pictures = []
    for j, gradient in gradients.items():
        label, tip = words("answer.pixels", j=j), f"∂z[{j}]/∂x[{{p}}] = {{v}}"
        look = {"scale": scale, "ends": blocks.ends(words, "for"), "least": WIDE, "most": WIDE}
        pictures.append(blocks.images(gradient.T, alt=label, label=label, tip=tip, **look))
    components.maps("answer_pixels", pictures, title=words["answer.speaking"], across=0)
    st.caption(words["answer.legend"])
    with st.expander(words["answer.how"]):
        st.markdown(words["answer.formula"])


def _layers(net: Network, trace: Trace, words: Words) -> None:
    """The activations of all layers; a click selects a neuron on all pages."""
    components.maps(
        "answer_layers",
        [
            *layers.hidden(net, trace, current.selected(net), words),
            layers.outputs(net, trace.a[net.L], words),
        ],
        title=words["answer.layers"],
        on_pick=lambda click: selection.select(click.block + 2, click.i),
    )


def come() -> None:
    """In a callback: lead to this lesson, which is scrolled to where the page opens."""
    keys.LESSON.remember("answer")
    keys.REASON.remember(None)
    keys.ARRIVED.put(time.time())
