"""The selected neuron on the page Weights: its weights at large, its numbers, what excites it, what it looks for."""

from __future__ import annotations

import streamlit as st

from engine import load_mnist
from ui.canvas.blocks import SIDE, BrushStroke, Click
from ui.screen import components
from ui.session import selection
from ui.text.numbers import number
from ui.text.words import Words
from ui.weights import brush, extremes, keys, neuron
from ui.weights.edits import Paint
from ui.weights.inspection import Inspection
from ui.weights.memory import EditHistory


def large(words: Words, inspection: Inspection, history: EditHistory) -> None:
    """Its weights: in layer 2 a picture that can be painted, else a row of cells; and its numbers."""
    l, j = inspection.l, inspection.j
    kind = "large.title_output" if l == inspection.network.L else "large.title"
    title, note = words(kind, l=l, j=j), _facts(words, inspection)
    if l == 2:
        _picture(words, inspection, history, title, note)
    else:
        components.maps(
            "maps_row",
            [neuron.row(inspection, words)],
            title=title,
            note=note,
            on_pick=lambda click: selection.select(l, j, click.i),
        )


def _picture(words: Words, inspection: Inspection, history: EditHistory, title: str, note: str) -> None:
    net, j = inspection.network, inspection.j

    def paint(stroke: BrushStroke) -> None:
        if tool := brush.chosen(net):
            history.add(Paint(2, j, stroke.cells, tool.amount))

    components.paintable(
        "maps_large",
        neuron.large(inspection, brush.chosen(net), words),
        title=title,
        note=note,
        on_pick=lambda click: selection.select(2, j, click.r * SIDE + click.c),
        on_paint=paint,
    )


def _facts(words: Words, inspection: Inspection) -> str:
    """b, z, a and δ of the neuron, and what they were before the edits."""
    l, j = inspection.l, inspection.j
    now = neuron.facts(inspection.edited, inspection.trace, l, j)
    was = neuron.facts(inspection.network, inspection.before, l, j)

    def shown(name: str) -> str:
        value, before = (number(getattr(facts, name), sign=name != "a") for facts in (now, was))
        return value if value == before else words("facts.changed", now=value, before=before)

    return words("facts.line", **{name: shown(name) for name in now._fields})


def around(words: Words, inspection: Inspection) -> None:
    """Where its activation goes, and the images that excite it."""
    st.header(words("around.title", l=inspection.l, j=inspection.j), anchor=False)
    goes, images = st.columns([1, 1.6], gap="medium")
    with goes:
        _outgoing(words, inspection)
    with images:
        blocks = extremes.excitement(inspection, load_mnist().test, words)
        components.maps("maps_images", blocks, note=words["excite.note_below"], on_pick=_show_image)


def _outgoing(words: Words, inspection: Inspection) -> None:
    l, j = inspection.l, inspection.j
    if l == inspection.network.L:
        st.markdown(words("outgoing.none", j=j))
        return
    block = neuron.outgoing(inspection, words)
    components.maps("maps_out", [block], on_pick=lambda click: selection.select(l + 1, max(click.i, click.c), j))


def _show_image(picked: Click) -> None:
    """Make a test image the current digit, on all pages."""
    selection.show_image(picked.i)
    keys.REDRAW.put(True)


def looks(words: Words, inspection: Inspection) -> None:
    """The input picture that it looks for: its weights in layer 2, deeper both the exact one and a linear product."""
    l, j = inspection.l, inspection.j
    st.header(words("looks.title", l=l, j=j), anchor=False)
    if l == 2:  # it is the large picture
        st.markdown(words("looks.first", j=j))
        return
    pictures, text = st.columns([1.6, 1], gap="medium")
    with pictures:
        components.maps("maps_looks", neuron.looks_for(inspection, words), across=2)
    with text:
        st.markdown(words("looks.deeper", l=l, j=j))
