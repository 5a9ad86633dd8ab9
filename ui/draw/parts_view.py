"""What several parts of the page Draw show: the label of the drawing, and feedback."""

from __future__ import annotations

import numpy as np
import streamlit as st

from ui.canvas import blocks
from ui.canvas.blocks import Click
from ui.canvas.sketch import Offer, Sketch
from ui.draw import keys
from ui.screen import components
from ui.session import pad
from ui.text.words import Words


def label(drawing: Sketch, words: Words) -> None:
    """The digit that the drawing is meant to be, to be chosen here or beside the pad; a second click clears it.

    This is no widget of Streamlit: one whose value something else changes too may send its old value once more.
    """

    def hear(click: Click) -> None:
        pad.put_on(Offer(label=None if click.i == drawing.label else click.i, labelled=True))

    digits = blocks.neurons(
        np.zeros((10, 1)),
        alt=words["teach.meant"],
        label=words["teach.meant"],
        texts=[str(digit) for digit in range(10)],
        picks="picture",
        selected=drawing.label,
        show_scale=False,
        least=29,
        most=36,
    )
    components.maps("meant", [digits], on_pick=hear)


def feedback(words: Words, part: str) -> None:
    """The feedback that belongs to a part of the page, if there is any."""
    given = keys.FEEDBACK.get()
    if given and given.part == part:
        text = " ".join(words(f"{part}.{key}", **values) for key, values in given.sentences)
        (st.error if given.is_error else st.info)(text)
