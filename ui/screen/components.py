"""Deltascope's own components: the drawing pad, maps of small pictures, plots, drawings of networks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from engine import Network
from ui.canvas import answer, sketch
from ui.canvas.bars import Table
from ui.canvas.blocks import Block, BrushStroke, Click, encode, images, read_click, read_stroke, round_scale
from ui.canvas.network import NetworkDrawing, Pick, read_pick
from ui.screen import moving
from ui.screen.mount import mounted
from ui.session import pad, resources, store
from ui.session.current import Current
from ui.session.store import LANGUAGE
from ui.text.words import Words, load

_pad, _maps, _bars, _diagram = (mounted(name) for name in ("pad", "maps", "bars", "diagram"))


def _said(key: str, name: str) -> Any:
    """What the component of that key last said under a name; None before. It comes from a browser: anything."""
    return (store.heard(key) or {}).get(name)


@dataclass(frozen=True)
class Tools:
    """What a pad has besides undo and clear: pens, changes of the whole drawing, pictures, an image to trace.

    `on_paste` gets a picture that is pasted or dropped, as base64; it may be anything. `trace` `(784, 1)` is a faint
    image below the ink.
    """

    on_paste: Callable[[str], None]
    trace: np.ndarray | None = None


def drawing_pad(
    key: str, current: Current, words: Words, *, demo: dict[str, Any] | None = None, tools: Tools | None = None
) -> None:
    """The drawing pad, and the answer of a network that follows the pen; `demo` draws itself on a first visit.

    What is drawn is kept for the other pages. Call it in a fragment: each message of the pen reruns that. With `tools`
    the whole page is drawn again once the pen has come to rest.
    """

    def hear_drawing() -> None:
        if drawing := sketch.read(_said(key, "drawing")):
            pad.hear(drawing)

    def hear_rest() -> None:
        if _said(key, "rested"):
            pad.RESTED.put(True)

    def hear_paste() -> None:
        if tools and isinstance(picture := _said(key, "pasted"), str):
            tools.on_paste(picture)
            pad.RESTED.put(True)

    content = _pad_content(_said(key, "drawing") is not None, current, words)
    _pad(
        key=key,
        data=_pad_texts(words, tools) | (content or {"demo": demo}),
        default={"drawing": None},
        on_drawing_change=hear_drawing,
        on_rested_change=hear_rest,
        on_pasted_change=hear_paste,
        width="stretch",
        height="content",
    )
    if pad.RESTED.forget():  # at the end, so that the pad is never taken off the page
        st.rerun()


def _pad_texts(words: Words, tools: Tools | None) -> dict[str, Any]:
    """The texts of the pad, and what belongs to its tools."""
    data: dict[str, Any] = {"texts": words.part("pad"), "empty": answer.empty(words)}
    if tools:
        data |= {"tools": True, "texts": words.part("pad") | words.part("tools")}
        data["trace"] = None if tools.trace is None else sketch.code(tools.trace)
        offer = pad.OFFER.get()
        data["offer"] = offer.data() if offer else None
    return data


def _pad_content(speaks: bool, current: Current, words: Words) -> dict[str, Any]:
    """The reply to what the pad shows; for a pad that has not spoken yet, the visitor's drawing to begin with."""
    shown, drawing = pad.SHOWN.get(), pad.DRAWING.get()
    if shown and (speaks or pad.OFFER.get()):
        return {"reply": answer.reply(shown, current.network, current.cost, resources.doubt(), words)}
    return {"drawing": drawing.data()} if drawing else {}


def maps(
    key: str,
    blocks: Sequence[Block],
    *,
    title: str = "",
    note: str = "",
    across: int = 1,
    on_pick: Callable[[Click], None] | None = None,
) -> None:
    """Blocks of small pictures, `across` of them side by side; with 0 as many as there is room for.

    `on_pick` hears of a click on a picture or a cell that may be picked.
    """
    _show_maps(key, blocks, encode(blocks, title, note, across, texts=_map_texts(title)), on_pick)


def paintable(
    key: str,
    block: Block,
    *,
    title: str,
    note: str,
    on_pick: Callable[[Click], None],
    on_paint: Callable[[BrushStroke], None],
) -> None:
    """One block of small pictures that has a brush; `on_paint` hears of each stroke of it, `on_pick` of a click."""
    _show_maps(key, [block], encode([block], title, note, texts=_map_texts(title)), on_pick, on_paint)


def moving_maps(
    key: str, view: Callable[[], Sequence[Block]], again: moving.Again | None, *, title: str = "", note: str = ""
) -> None:
    """Blocks of small pictures; with `again` the browser asks for newer ones: `view` must do without the session."""
    texts = _map_texts(title)
    live = moving.asked_for(key, lambda: encode(view(), title, note, texts=texts), again)
    _maps(key=key, data=encode(view(), title, note, live=live, texts=texts), width="stretch", height="content")


def _map_texts(title: str) -> dict[str, str]:
    """What is said of maps to who does not see them."""
    words = load(LANGUAGE.get(), "common")
    return words.part("maps") | {"save": words("maps.save", title=title)}


def _show_maps(
    key: str,
    blocks: Sequence[Block],
    data: bytes,
    on_pick: Callable[[Click], None] | None,
    on_paint: Callable[[BrushStroke], None] | None = None,
) -> None:
    def hear_pick() -> None:
        if on_pick and (click := read_click(_said(key, "picked"), blocks)):
            on_pick(click)

    def hear_paint() -> None:
        if on_paint and (stroke := read_stroke(_said(key, "painted"), blocks)):
            on_paint(stroke)

    _maps(
        key=key,
        data=data,
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
        click = read_pick(_said(key, "picked"), picture)
        if on_pick and click:
            on_pick(click)

    data = {"svg": picture.svg(), "note": note}
    _diagram(key=key, data=data, on_picked_change=hear, width="stretch", height="content")


def picture(key: str, svg: str) -> None:
    """An SVG that has been made here, in the colours of the theme; nothing of it can be clicked."""
    _diagram(key=key, data={"svg": svg, "note": ""}, width="stretch", height="content")


def weights(key: str, network: Network, words: Words, *, most: int = 60, width: int = 58, title: bool = True) -> None:
    """The weights into the first hidden layer, one picture of 28×28 a neuron; not more than `most`."""
    heading, note = words["weights.title"] if title else "", _weights_note(network, words, most)
    maps(key, _weights(network, words, most, width), title=heading, note=note)


def moving_weights(
    key: str, view: Callable[[], Network], again: moving.Again | None, words: Words, *, most: int = 60
) -> None:
    """The same of a network that may change, as in `moving_maps`."""
    note = _weights_note(view(), words, most)
    moving_maps(key, lambda: _weights(view(), words, most), again, title=words["weights.title"], note=note)


def _weights(network: Network, words: Words, most: int, width: int = 58) -> list[Block]:
    w = network.w[2][:most]
    alt, tip = words["weights.alt"], "w²[{i}, {p}] = {v}"
    return [images(w, alt=alt, tip=tip, scale=round_scale(w), least=width)]


def _weights_note(network: Network, words: Words, most: int) -> str:
    count = len(network.w[2])
    return words("weights.some", shown=most, count=count) if count > most else ""
