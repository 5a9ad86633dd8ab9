"""The drawing pad, the answer that follows the pen, and the network on the drawing as one picture."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

import numpy as np
import streamlit as st

from engine import Network
from ui.canvas import answer, passes, sketch
from ui.screen import pages
from ui.screen.components import said
from ui.screen.mount import mounted
from ui.session import current, feed, memo, networks, pad, resources, selection
from ui.session.current import Current
from ui.session.store import LANGUAGE
from ui.text.words import Words

_pad = mounted("pad")
_SHEET = "sheet"


@dataclass(frozen=True)
class Tools:
    """What a pad has besides undo and clear: pens, changes of the whole drawing, pictures, an image to trace.

    `on_paste` gets a picture that is pasted or dropped, as base64; it may be anything. `trace` `(784, 1)` is a faint
    image below the ink.
    """

    on_paste: Callable[[str], None]
    trace: np.ndarray | None = None


def with_network(
    key: str, now: Current, words: Words, demo: dict[str, Any], on_why: Callable[[], None] = lambda: None
) -> None:
    """The drawing pad, the answer that follows the pen, and what the network does, forwards and backwards.

    `demo` draws itself on a first visit. A click on a part of the network leads to the page that shows more of it;
    `on_why` hears before of the one that asks for the reasons of the answer, on the page Draw.
    Call it in a fragment: each message of the pen reruns that.
    """

    def hear_open() -> None:
        if way := passes.read_way(said(key, "opened"), now.network):
            _take_along(way.neuron)
            if way.page == "why":
                on_why()
            pages.want("draw" if way.page == "why" else way.page)

    view = {"passes": {"texts": words.part("passes"), "sheet": _sheet(now.network), "query": _query()}, "demo": demo}
    _mount(key, view, now, words, on_opened_change=hear_open)
    pages.go()


def with_tools(key: str, now: Current, words: Words, tools: Tools) -> None:
    """The drawing pad with tools, and the answer that follows the pen; once that rests, the page is drawn again.

    Call it in a fragment: each message of the pen reruns that.
    """

    def hear_rest() -> None:
        if said(key, "rested"):
            pad.RESTED.put(True)

    def hear_paste() -> None:
        if isinstance(picture := said(key, "pasted"), str):
            tools.on_paste(picture)
            pad.RESTED.put(True)

    offer = pad.OFFER.get()
    view = {
        "tools": True,
        "texts": words.part("pad") | words.part("tools"),
        "trace": None if tools.trace is None else sketch.code(tools.trace),
        "offer": offer.data() if offer else None,
    }
    _mount(key, view, now, words, on_rested_change=hear_rest, on_pasted_change=hear_paste)
    if pad.RESTED.forget():  # at the end, so that the pad is never taken off the page
        st.rerun()


def _mount(key: str, view: dict[str, Any], now: Current, words: Words, **heard: Callable[[], None]) -> None:
    """The pad with what it shows besides the drawing and the answer. What is drawn is kept for the other pages."""

    def hear_drawing() -> None:
        if drawing := sketch.read(said(key, "drawing")):
            pad.hear(drawing)

    whole, speaks = "passes" in view, said(key, "drawing") is not None
    data = {
        "texts": words.part("pad"),
        "empty": answer.empty(words, now.network if whole else None),
        **view,
        **_content(speaks, now, words, whole),
    }
    _pad(
        key=key,
        data=data,
        default={"drawing": None},
        on_drawing_change=hear_drawing,
        width="stretch",
        height="content",
        **heard,
    )


def _content(speaks: bool, now: Current, words: Words, whole: bool) -> dict[str, Any]:
    """The reply to what the pad shows; for a pad that has not spoken yet, the visitor's drawing to begin with."""
    shown, drawing = pad.SHOWN.get(), pad.DRAWING.get()
    if shown and (speaks or pad.OFFER.get()):
        return {"reply": answer.reply(shown, now.network, now.cost, resources.doubt(), words, whole=whole)}
    return {"drawing": drawing.data()} if drawing else {}


# --- the picture of the network ---


def _sheet(net: Network) -> str:
    """The address of the weights into layer 2: the same one as long as the network is, and nobody has forgotten it."""
    known, address, offered = memo.last(_SHEET) or (None, "", 0.0)
    if known is not net or time.monotonic() > offered + feed.FORGOTTEN / 2:
        address = feed.offer(_SHEET, lambda: feed.Frame(passes.sheet(net), feed.FORGOTTEN))
        memo.keep(_SHEET, (net, address, time.monotonic()))
    return address


def _query() -> str:
    """What a link to another page takes along in its address."""
    name = current.name()
    own = {networks.NETWORK.name: name} if name in resources.BUNDLED else {}
    return urlencode(own | {LANGUAGE.name: LANGUAGE.get()})


def _take_along(neuron: tuple[int, ...] | None) -> None:
    """The other pages show this network, the neuron, and what draws itself as if the visitor had drawn it."""
    networks.NETWORK.remember(current.name())
    if neuron:
        selection.select(*neuron)
    if (shown := pad.SHOWN.get()) and shown.demo:
        pad.hear(replace(shown, demo=False))
