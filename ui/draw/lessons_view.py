"""What can be learnt from a drawing, on the page Draw: what the network sees, what it answers, how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import streamlit as st

from engine import Network, forward
from engine.digits import Steps, uncentred
from engine.sensitivity import input_gradient
from ui.canvas import answer, blocks
from ui.canvas.blocks import Block, Click
from ui.canvas.outputs import largest
from ui.canvas.sketch import Sketch
from ui.draw import drawings_view, keys, ladder_view, sources_view, teaching_view, variations
from ui.screen import components, fragments
from ui.session import current, pad, selection, widgets
from ui.text.words import Words

WIDE = 140  # CSS pixels of a picture: 5 a pixel of 28, 7 a pixel of 20


def show(words: Words) -> None:
    """The choice of a lesson, and the chosen one, which is about the drawing on the pad."""
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
        fragments.live(_look, 2.0, {"see": _see, "answer": _answer, "sure": _sure}[lesson], words)


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
    components.maps(f"see_{name}", [picture, _outputs(net, a, words)], note=answer.sentence(a[:, 0], words))


def _outputs(net: Network, a: np.ndarray, words: Words) -> Block:
    """The ten output activations, each cell with its digit."""
    return blocks.neurons(
        a,
        texts=[str(j) for j in range(len(a))],
        alt=words["answer.outputs"],
        label=words["answer.outputs"],
        tip="a[{i}] = {v}",
        least=26,
        most=30,
        **_activation(net, net.L, a),
    )


def _activation(net: Network, l: int, a: np.ndarray) -> dict:
    """How the activations of a layer are shown: as ink where they lie between 0 and 1, else signed."""
    return {"kind": "ink"} if net.sigma[l].between_0_and_1 else {"scale": blocks.round_scale(a)}


# --- what it answers ---


def _answer(drawing: Sketch, net: Network, words: Words) -> None:
    """All layers' activations, the margin, and the pixels that speak for and against."""
    x = drawing.x.astype(float)
    trace = forward(net, x)
    a = trace.a[net.L][:, 0]
    st.markdown(answer.verdict(a, words))
    chosen = current.selected(net)
    layers = [
        blocks.neurons(
            trace.a[l],
            alt=words("answer.hidden", l=l),
            label=words("answer.hidden", l=l),
            tip=f"a[{{i}}] = {{v}}, l = {l}",
            picks="picture",
            selected=chosen[1] if chosen and chosen[0] == l else None,
            **_activation(net, l, trace.a[l]),
        )
        for l in range(2, net.L)
    ]
    left, right = st.columns(2, gap="medium")
    with left:
        components.maps(
            "answer_layers",
            [*layers, _outputs(net, trace.a[net.L], words)],
            title=words["answer.layers"],
            on_pick=lambda click: selection.select(click.block + 2, click.i),
        )
    with right:
        _speaking(net, x, _asked(a, drawing.label), trace.sigma_prime[net.L][:, 0], words)


def _asked(a: np.ndarray, label: int | None) -> list[int]:
    """The digits whose pixels are shown: the answer, the second guess, the label."""
    second, first = (int(j) for j in a.argsort()[-2:])
    return [first, second, *({label} - {first, second, None})]  # type: ignore[list-item]


def _speaking(net: Network, x: np.ndarray, digits: Sequence[int], sigma_prime: np.ndarray, words: Words) -> None:
    """∂a^L_j/∂x for some output neurons j, each with a scale of its own, which is written below it."""
    pictures = []
    for j in digits:
        gradient = sigma_prime[j] * input_gradient(net, x, net.L, j)
        label = words("answer.pixels", j=j)
        scale = blocks.round_scale(gradient)
        tip = f"∂a[{j}]/∂x[{{p}}] = {{v}}"
        pictures.append(blocks.images(gradient.T, alt=label, label=label, tip=tip, scale=scale, least=WIDE, most=WIDE))
    components.maps("answer_pixels", pictures, title=words["answer.speaking"], across=0)
    st.caption(words["answer.legend"])
    with st.expander(words["answer.how"]):
        st.markdown(words["answer.formula"])


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
