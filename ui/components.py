"""Deltascope's own components: the drawing pad, and maps, which are blocks of small pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from engine import Network
from ui import drawing, state
from ui.bars import Table
from ui.current import Current
from ui.maps import Block, Painted, Picked, encode, images, painted, picked, round_scale
from ui.words import Words

FOLDER = Path(__file__).parent.parent / "assets" / "canvas"


def _component(name: str) -> st.components.v2.types.ComponentRenderer:
    html, css, js = ((FOLDER / f"{name}.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
    return st.components.v2.component(name, html=html, css=css, js=js)


_draw, _maps, _bars = _component("draw"), _component("maps"), _component("bars")


def pad(key: str, current: Current, words: Words, *, demo: dict | None = None) -> None:
    """The drawing pad, and the answer of a network that follows the pen; `demo` draws itself on a first visit.

    What is drawn is kept for the other pages. Call it in a fragment: each message of the pen reruns that.
    """
    message = drawing.read((state.get(key) or {}).get("drawing"))
    data: dict[str, Any] = {"texts": words.part("pad"), "empty": drawing.empty(words)}
    if message:
        state.keep_drawing(message)
        data["reply"] = drawing.reply(message, current.network, current.cost, words)
    elif kept := state.drawing():
        data["drawing"] = {"strokes": kept.strokes, "label": kept.label}
    else:
        data["demo"] = demo
    _draw(
        key=key, data=data, default={"drawing": None}, on_drawing_change=lambda: None, width="stretch", height="content"
    )


def maps(
    key: str,
    blocks: Sequence[Block],
    *,
    title: str = "",
    note: str = "",
    across: int = 1,
    on_pick: Callable[[Picked], None] | None = None,
    on_paint: Callable[[Painted], None] | None = None,
) -> None:
    """Blocks of small pictures, `across` of them side by side.

    `on_pick` hears of a click on a picture or a cell that may be picked, `on_paint` of a stroke of a block's brush.
    """

    def said(name: str) -> object:
        return (state.get(key) or {}).get(name)

    def hear_pick() -> None:
        if on_pick and (click := picked(said("picked"), blocks)):
            on_pick(click)

    def hear_paint() -> None:
        if on_paint and (stroke := painted(said("painted"), blocks)):
            on_paint(stroke)

    _maps(
        key=key,
        data=encode(blocks, title, note, across),
        on_picked_change=hear_pick,
        on_painted_change=hear_paint,
        width="stretch",
        height="content",
    )


def bars(key: str, table: Table) -> None:
    """A table of numbers with their bars, now and before."""
    _bars(key=key, data=table.data(), width="stretch", height="content")


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
