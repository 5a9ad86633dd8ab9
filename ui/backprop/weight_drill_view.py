"""The drill on the notation w^l_jk: point at a weight, or name the one that is marked."""

from __future__ import annotations

import random

import numpy as np
import streamlit as st

from ui.backprop import keys, notation
from ui.backprop.notation import SIZES, Weight, WeightDrill
from ui.canvas import blocks
from ui.canvas.blocks import Block, Click
from ui.canvas.network import Edge, NetworkDrawing, NeuronColumn
from ui.screen import components
from ui.session import memo, store
from ui.text.numbers import raised
from ui.text.words import Words


def show_drill(words: Words) -> None:
    """The question with its answer, beside a small network, drawn and as matrices."""
    drill = _drill()
    asked, typing, solved = drill.weight, drill.typing, drill.solved
    right, left = st.columns([1, 1.1], gap="medium")
    with right:
        st.header(words("drill.score", right=drill.right, asked=drill.asked), anchor=False)
        st.markdown(words["drill.type"] if typing else words("drill.click", symbol=_symbol(asked)))
        if typing and not solved:
            _indices(words, drill.number)
        _verdict(words, asked, drill.given)
        if solved:
            st.button(words["drill.next"], key="bp_drill_next", type="primary", shortcut="N", on_click=_next)
        st.caption(words["drill.rule"])
    with left:
        marked = asked if typing or solved else drill.given
        picture = _small(words, marked, "none" if typing or solved else "edge")
        components.network("bp_small", picture, on_pick=lambda pick: _answer(Weight(*pick)))
        _matrices(words, marked if solved or not typing else None, not typing and not solved)


def _drill() -> WeightDrill:
    seed = memo.once("notation", (), lambda: random.randrange(10**6))
    return keys.DRILL.get() or WeightDrill(seed)


def _answer(given: Weight) -> None:
    keys.DRILL.put(_drill().answered(given))


def _next() -> None:
    keys.DRILL.put(_drill().following())


def _small(words: Words, marked: Weight | None, picks: str) -> NetworkDrawing:
    columns = [NeuronColumn(l, range(n), words("drill.layer", l=l)) for l, n in enumerate(SIZES, start=1)]
    edges = [
        Edge(l, j, k, chosen=marked == (l, j, k))
        for l in range(2, len(SIZES) + 1)
        for j in range(SIZES[l - 1])
        for k in range(SIZES[l - 2])
    ]
    return NetworkDrawing(columns, edges, words["drill.alt"], picks, 250, {"edge": words["drill.edge"]})


def _matrices(words: Words, marked: Weight | None, picks: bool) -> None:
    """The same weights as matrices, which can be clicked too."""

    def pick(click: Click) -> None:
        _answer(Weight(click.block + 2, click.r, click.c))

    matrices = [_matrix(words, l, marked, picks) for l in range(2, len(SIZES) + 1)]
    components.maps("bp_small_matrices", matrices, on_pick=pick)


def _matrix(words: Words, l: int, marked: Weight | None, picks: bool) -> Block:
    w = np.random.default_rng(l).normal(size=(SIZES[l - 1], SIZES[l - 2]))
    label, width = words("drill.matrix", l=raised(l)), 46 * w.shape[1]
    return blocks.matrix(
        w,
        label=label,
        alt=label,
        picks="cell" if picks else "none",
        selected=marked.j * w.shape[1] + marked.k if marked and marked.l == l else None,
        scale=3.0,
        least=width,
        most=width,
        write=2,
        axes=("j", "k"),
        show_scale=False,
    )


def _indices(words: Words, number: int) -> None:
    """Three indices; the callback hears them once they are sent."""
    names = [f"bp_typed_{name}:{number}" for name in Weight._fields]

    def take() -> None:
        given = [store.heard(key) for key in names]
        if None not in given:
            _answer(Weight(*map(int, given)))

    with st.form(f"bp_typed:{number}", border=False):
        with st.container(horizontal=True, gap="small"):
            for name, key in zip(Weight._fields, names, strict=True):
                st.number_input(name, 0, 9, None, key=key, width=110)
        st.form_submit_button(words["drill.check"], on_click=take)


def _verdict(words: Words, asked: Weight, given: Weight | None) -> None:
    if given is None:
        return
    verdict = notation.judged(asked, given)
    more = {"k_layer": given.l - 1, "asked_layer": asked.l - 1, "asked": _symbol(asked), "given": _symbol(given)}
    text = words(
        f"drill.{verdict}", l=given.l, j=given.j, k=given.k, asked_l=asked.l, asked_j=asked.j, asked_k=asked.k, **more
    )
    (st.success if verdict == "right" else st.warning)(text)


def _symbol(one: Weight) -> str:
    return rf"$w^{{{one.l}}}_{{{one.j}\,{one.k}}}$"
