"""Deltascope's own components: the drawing pad, maps, which are blocks of small pictures, and drawings of networks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import streamlit as st

from engine import Network
from ui.canvas import answer, sketch
from ui.canvas.bars import Table
from ui.canvas.blocks import Block, BrushStroke, Click, encode, images, read_click, read_stroke, round_scale
from ui.canvas.bundle import bundle
from ui.canvas.network import NetworkDrawing, Pick, read_pick
from ui.folders import ASSETS
from ui.session import pad as visit
from ui.session import store
from ui.session.current import Current
from ui.text.words import Words

FOLDER = ASSETS / "canvas"


def _component(name: str) -> st.components.v2.types.ComponentRenderer:
    """The component of a name, whose HTML, CSS and JavaScript lie in a folder of its own."""
    html, css = ((FOLDER / name / f"{name}.{kind}").read_text("utf-8") for kind in ("html", "css"))
    return st.components.v2.component(name, html=html, css=css, js=bundle(FOLDER / name / f"{name}.js"))


_pad, _maps, _bars, _diagram = (_component(name) for name in ("pad", "maps", "bars", "diagram"))


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

    def said(name: str) -> Any:
        return (store.heard(key) or {}).get(name)

    def hear_drawing() -> None:
        if drawing := sketch.read(said("drawing")):
            visit.hear(drawing)

    def hear_rest() -> None:
        if said("rested"):
            visit.RESTED.put(True)

    def hear_paste() -> None:
        if on_paste and isinstance(said("pasted"), str):
            on_paste(said("pasted"))
            visit.RESTED.put(True)

    message = sketch.read(said("drawing"))
    offer = visit.waiting(message.taken if message else 0)
    if offer:
        message = offer.put_on(message or visit.DRAWING.get())
    data: dict[str, Any] = {"texts": words.part("pad"), "empty": answer.empty(words)}
    if tools:
        data |= {"tools": True, "texts": words.part("pad") | words.part("tools")}
        data["trace"] = None if trace is None else sketch.code(trace)
        data["offer"] = offer.data() if offer else None
    if message:
        data["reply"] = answer.reply(message, current.network, current.cost, words)
    elif kept := visit.DRAWING.get():
        data["drawing"] = kept.data()
    else:
        data["demo"] = demo
    _pad(
        key=key,
        data=data,
        default={"drawing": None},
        on_drawing_change=hear_drawing,
        on_rested_change=hear_rest,
        on_pasted_change=hear_paste,
        width="stretch",
        height="content",
    )
    if visit.RESTED.forget():  # at the end, so that the pad is never taken off the page
        st.rerun()


def maps(
    key: str,
    blocks: Sequence[Block],
    *,
    title: str = "",
    note: str = "",
    across: int = 1,
    on_pick: Callable[[Click], None] | None = None,
    on_paint: Callable[[BrushStroke], None] | None = None,
) -> None:
    """Blocks of small pictures, `across` of them side by side; with 0 as many as there is room for.

    `on_pick` hears of a click on a picture or a cell that may be picked, `on_paint` of a stroke of a block's brush.
    """

    def said(name: str) -> object:
        return (store.heard(key) or {}).get(name)

    def hear_pick() -> None:
        if on_pick and (click := read_click(said("picked"), blocks)):
            on_pick(click)

    def hear_paint() -> None:
        if on_paint and (stroke := read_stroke(said("painted"), blocks)):
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


def network(
    key: str, picture: NetworkDrawing, *, note: str = "", on_pick: Callable[[Pick], None] | None = None
) -> None:
    """A drawing of a network; `on_pick` hears of a click on a neuron or a connection."""

    def hear() -> None:
        click = read_pick((store.heard(key) or {}).get("picked"), picture)
        if on_pick and click:
            on_pick(click)

    data = {"svg": picture.svg(), "note": note}
    _diagram(key=key, data=data, on_picked_change=hear, width="stretch", height="content")


def picture(key: str, svg: str) -> None:
    """An SVG that has been made here, in the colours of the theme; nothing of it can be clicked."""
    _diagram(key=key, data={"svg": svg, "note": ""}, width="stretch", height="content")


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
