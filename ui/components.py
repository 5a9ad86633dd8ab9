"""Deltascope's own components: the drawing pad, and many small pictures in one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from engine import Network
from ui import drawing, pictures, state
from ui.current import Current
from ui.words import Words

FOLDER = Path(__file__).parent.parent / "assets" / "canvas"


def _component(name: str) -> st.components.v2.types.ComponentRenderer:
    html, css, js = ((FOLDER / f"{name}.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
    return st.components.v2.component(name, html=html, css=css, js=js)


_draw, _weights = _component("draw"), _component("weights")


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


def weights(key: str, network: Network, words: Words, *, most: int = 60, width: int = 58, title: bool = True) -> None:
    """The weights into the first hidden layer, one picture of 28×28 a neuron; not more than `most`."""
    w = network.w[2]
    shown = words("weights.some", shown=most, count=len(w)) if len(w) > most else ""
    texts = {"title": words["weights.title"] if title else "", "alt": words["weights.alt"], "note": shown}
    _weights(
        key=key,
        data=pictures.weight_images(w, most=most, width=width, texts=texts),
        width="stretch",
        height="content",
    )
