"""Deltascope's own components: the drawing pad, and maps, which are blocks of small pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from engine import Network
from ui import drawing, state
from ui.current import Current
from ui.maps import Block, Picked, encode, images, picked, round_scale
from ui.words import Words

FOLDER = Path(__file__).parent.parent / "assets" / "canvas"


def _component(name: str, *before: str) -> st.components.v2.types.ComponentRenderer:
    """The component of a name; scripts `before` its own are read into the same module."""
    html, css = ((FOLDER / f"{name}.{kind}").read_text("utf-8") for kind in ("html", "css"))
    js = "\n".join((FOLDER / f"{part}.js").read_text("utf-8") for part in (*before, name))
    return st.components.v2.component(name, html=html, css=css, js=js)


_draw, _maps = _component("draw", "tools"), _component("maps")


def pad(
    key: str,
    current: Current,
    words: Words,
    *,
    demo: dict | None = None,
    tools: bool = False,
    trace: np.ndarray | None = None,
    on_paste: Callable[[str], None] | None = None,
) -> None:
    """The drawing pad, and the answer of a network that follows the pen; `demo` draws itself on a first visit.

    What is drawn is kept for the other pages. Call it in a fragment: each message of the pen reruns that. With `tools`
    the pad has more than undo and clear, and the whole page is drawn again when the pen has come to rest; then `trace`
    `(784, 1)` is a faint image below the ink, and `on_paste` gets a picture that is pasted or dropped, as base64.
    """

    def hear() -> None:
        told = state.get(key) or {}
        if told.get("rested"):
            state.put(state.RESTED, True)
        if on_paste and isinstance(told.get("pasted"), str):
            on_paste(told["pasted"])
            state.put(state.RESTED, True)

    message = drawing.read((state.get(key) or {}).get("drawing"))
    offer = state.offer(message.taken if message else 0)
    if offer:
        message = offer.put_on(message or state.drawing())
    data: dict[str, Any] = {"texts": words.part("pad"), "empty": drawing.empty(words)}
    if tools:
        data |= {"tools": True, "texts": words.part("pad") | words.part("tools")}
        data["trace"] = None if trace is None else drawing.code(trace)
        data["offer"] = offer.data() if offer else None
    if message:
        state.keep_drawing(message)
        data["reply"] = drawing.reply(message, current.network, current.cost, words)
    elif kept := state.drawing():
        data["drawing"] = kept.data()
    else:
        data["demo"] = demo
    _draw(
        key=key,
        data=data,
        default={"drawing": None},
        on_drawing_change=lambda: None,
        on_rested_change=hear,
        on_pasted_change=hear,
        width="stretch",
        height="content",
    )
    if state.take(state.RESTED):  # at the end, so that the pad is never taken off the page
        st.rerun()


def maps(
    key: str,
    blocks: Sequence[Block],
    *,
    title: str = "",
    note: str = "",
    beside: bool = False,
    on_pick: Callable[[Picked], None] | None = None,
) -> None:
    """Blocks of small pictures, below or beside each other; `on_pick` hears of a click on what may be picked."""

    def hear() -> None:
        message = (state.get(key) or {}).get("picked")
        if on_pick and (click := picked(message, blocks)):
            on_pick(click)

    _maps(key=key, data=encode(blocks, title, note, beside), on_picked_change=hear, width="stretch", height="content")


def weights(key: str, network: Network, words: Words, *, most: int = 60, width: int = 58, title: bool = True) -> None:
    """The weights into the first hidden layer, one picture of 28×28 a neuron; not more than `most`."""
    w = network.w[2]
    block = images(
        w[:most],
        alt=words["weights.alt"],
        tip="w²[{i}, {p}] = {v}",
        scale=round_scale(w[:most]),
        least=width,
    )
    note = words("weights.some", shown=most, count=len(w)) if len(w) > most else ""
    maps(key, [block], title=words["weights.title"] if title else "", note=note)
