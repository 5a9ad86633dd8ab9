"""What can be learnt from a drawing, on the page Draw: what the network sees, what it answers, how sure that is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import streamlit as st

from engine import Network
from engine.digits import Steps, uncentred
from ui.canvas import answer, blocks
from ui.canvas.blocks import Block, Click
from ui.canvas.outputs import largest
from ui.canvas.sketch import Sketch
from ui.draw import drawings_view, keys, ladder_view, layers, reasons_view, sources_view, teaching_view, variations
from ui.screen import arrival, components, fragments
from ui.session import current, pad, widgets
from ui.text.words import Words

WIDE = 140  # CSS pixels of a picture: 5 a pixel of 28, 7 a pixel of 20


def show(words: Words) -> None:
    """The choice of a lesson, and the chosen one, which is about the drawing on the pad."""
    with st.container(gap=None):
        arrival.here("lessons", keys.ARRIVED.get())
        st.divider()
    widgets.pick(
        keys.LESSON,
        words["lessons.title"],
        keys.LESSONS,
        lambda lesson: words[f"lessons.{lesson}"],
        label_visibility="collapsed",
    )
    lesson, drawing = keys.LESSON.get(), pad.DRAWING.get()
    if lesson == "mine":
        drawings_view.show(drawing, words)
    elif drawing is None:
        st.info(words["lessons.empty"])
        st.button(words["lessons.example"], key="example", on_click=sources_view.copy, icon=":material/gesture:")
    elif lesson in ("teach", "ladder"):
        {"teach": teaching_view, "ladder": ladder_view}[lesson].show(drawing, words)
    else:
        fragments.live(_look, 2.0, {"see": _see, "answer": reasons_view.show, "sure": _sure}[lesson], words)


def _look(lesson: Callable[[Sketch, Network, Words], None], words: Words) -> None:
    """A lesson about the drawing and the current network as they are now."""
    if drawing := pad.DRAWING.get():  # it may have gone since the page was drawn
        lesson(drawing, current.network().network, words)


# --- what the network sees ---


def _see(drawing: Sketch, net: Network, words: Words) -> None:
    """From the drawing to the 784 inputs, and what centring is worth."""
    st.markdown(words["see.lead"])
    steps = drawing.preparation
    components.maps("see_steps", _steps(steps, words), across=0)
    st.header(words["see.without"], anchor=False)
    st.markdown(words["see.lesson"])
    left, right = st.columns(2, gap="medium")
    for column, name, x in ((left, "centred", steps.x), (right, "drawn", uncentred(steps.ink))):
        with column:
            _reading(name, net, x.astype(float), words)


def _steps(steps: Steps, words: Words) -> list[Block]:
    rows, columns = steps.crop.shape
    small_rows, small_columns = steps.fitted.shape
    return [
        _square("raw", steps.ink, words),
        _square("crop", steps.crop, words, rows=rows, columns=columns),
        _square("fitted", steps.fitted, words, rows=small_rows, columns=small_columns),
        _square("seen", steps.centred, words),
    ]


def _square(name: str, ink: np.ndarray, words: Words, **values: object) -> Block:
    width = max(8, round(WIDE * ink.shape[1] / max(ink.shape)))
    text = words(f"see.{name}", **values)
    return blocks.matrix(ink, alt=text, label=text, kind="ink", least=width, most=width, tip="{v}", show_scale=False)


def _reading(name: str, net: Network, x: np.ndarray, words: Words) -> None:
    """An image, the ten activations and the answer."""
    a = net.feedforward(x)
    label = words[f"see.{name}"]
    picture = blocks.images(
        x.T, alt=label, label=label, kind="ink", least=WIDE, most=WIDE, tip="x[{p}] = {v}", show_scale=False
    )
    components.maps(f"see_{name}", [picture, layers.outputs(net, a, words)], note=answer.sentence(a[:, 0], words))


# --- how sure that is ---


def _sure(drawing: Sketch, net: Network, words: Words) -> None:
    """The drawing turned, scaled and shifted a little: is the answer still the same?"""
    x = drawing.x.astype(float)
    grids = {"turned": variations.turned_and_scaled(x), "shifted": variations.shifted(x)}
    found = {name: variations.answers(net, grid) for name, grid in grids.items()}
    here = found["turned"].a[:, grids["turned"].home]
    if (first := largest(here)) is None:
        st.info(answer.sentence(here, words))
        return
    st.markdown(
        words(
            "sure.lead",
            j=first,
            turned=found["turned"].kept,
            all_turned=found["turned"].digits.size,
            shifted=found["shifted"].kept,
            all_shifted=found["shifted"].digits.size,
        )
    )
    for column, name in zip(st.columns(2, gap="medium"), grids, strict=True):
        with column:
            _grid(name, grids[name], found[name], first, words)
    st.caption(words("sure.legend", j=first))
    with st.expander(words["sure.why"]):
        st.markdown(words["sure.reason"])


def _grid(name: str, grid: variations.Grid, found: variations.Answers, first: int, words: Words) -> None:
    """The map of answers, and the variation that is chosen in it."""
    key = keys.VARIATIONS[name]
    columns = len(grid.col_names)

    def pick(click: Click) -> None:
        key.put(click.r * columns + click.c)

    at = key.get()
    at = grid.home if at is None else at
    block = blocks.matrix(
        found.margins,
        alt=words(f"sure.{name}_alt", kept=found.kept, all=found.digits.size, j=first),
        label=words[f"sure.{name}"],
        texts=variations.texts(found),
        axes=("", ""),
        row_names=grid.row_names,
        col_names=grid.col_names,
        tip=words[f"sure.{name}_tip"],
        picks="cell",
        selected=at,
        least=250,
        most=330,
    )
    r, c = divmod(at, columns)
    label = words(f"sure.{name}_at", r=grid.row_names[r], c=grid.col_names[c])
    seen = blocks.images(grid.x.T[[at]], alt=label, label=label, kind="ink", least=84, most=84, show_scale=False)
    components.maps(f"map_{name}", [block, seen], note=answer.sentence(found.a[:, at], words), on_pick=pick)
