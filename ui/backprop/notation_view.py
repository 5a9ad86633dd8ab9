"""The notation of the chapter, to be practised: indices, the transpose, the Hadamard product, two assumptions."""

from __future__ import annotations

import numpy as np
import streamlit as st

from ui.backprop import equations, pass_view, quantities
from ui.backprop.assumptions_view import show_assumptions
from ui.backprop.example_pass import ExamplePass
from ui.backprop.number_parser import read_vector
from ui.backprop.weight_drill_view import show_drill
from ui.canvas import blocks
from ui.screen import components, fragments
from ui.text.numbers import raised
from ui.text.words import Words

TABS = ("weights", "transpose", "hadamard", "assumptions")


def show(words: Words) -> None:
    tabs = st.tabs([words[f"notation.{name}"] for name in TABS], key=f"bp_tabs:{words.language}")
    for tab, view in zip(tabs, (show_drill, _transpose, _hadamard, show_assumptions), strict=True):
        with tab:
            fragments.live(view, 3.0, words)


# --- why the transpose ---


def _transpose(words: Words) -> None:
    seen = pass_view.current_pass(words, 1)
    L, sizes = seen.net.L, seen.net.sizes
    if L < 3:
        st.info(words["hidden.none"])
        return
    n, before = sizes[-1], sizes[-2]
    st.markdown(words("transpose.lead", l=L, before=L - 1, n=n, m=before))
    _products(words, seen)
    left, right = st.columns(2, gap="medium")
    with left:
        _columns(words, seen)
    with right:
        j = seen.path[L - 1]
        pass_view.number(words("steps.neuron", l=L - 1), seen, L - 1)
        st.markdown(words("transpose.sum", j=j, l=L - 1))
        st.latex(equations.hidden_error(seen.net, seen.trace, L - 1, j, 0, words["steps.others"]).latex)


def _products(words: Words, seen: ExamplePass) -> None:
    """Which product carries the errors back? Each answer says why it fits or does not."""
    L, n, before = seen.net.L, seen.net.sizes[-1], seen.net.sizes[-2]
    options = {
        "plain": rf"$w^{{{L}}}\,\delta^{{{L}}}$",
        "transposed": rf"$(w^{{{L}}})^T\,\delta^{{{L}}}$",
        "reversed": rf"$\delta^{{{L}}}\,w^{{{L}}}$",
    }
    key = f"bp_transpose:{words.language}"
    guess = st.segmented_control(
        words("transpose.ask", before=L - 1, m=before), list(options), format_func=options.__getitem__, key=key
    )
    if guess:
        say = words(f"transpose.{guess}", n=n, m=before)
        (st.success if guess == "transposed" else st.warning)(say)


def _columns(words: Words, seen: ExamplePass) -> None:
    """w^L and the column of it that the selected neuron uses."""
    w, L = seen.net.w[seen.net.L], seen.net.L
    k = seen.path[L - 1]
    size = quantities.window(w.shape[1], 1)
    first = k // size * size
    part = w[:, first : first + size]
    label = words("transpose.matrix", l=raised(L), n=w.shape[0], m=w.shape[1])
    column = words("transpose.column", l=raised(L), k=k)
    scale, symbol = blocks.round_scale(w), f"w{raised(L)}"
    whole = blocks.matrix(
        part,
        label=label,
        alt=label,
        tip=f"{symbol}[{{r}}, {{c}}] = {{v}}",
        picks="cell",
        scale=scale,
        most=380,
        origin=(0, first),
        selected=seen.path[L] * part.shape[1] + k - first,
    )
    tip, narrow = f"{symbol}[{{i}}, {k}] = {{v}}", {"least": 46, "most": 46, "write": 3, "show_scale": False}
    one = blocks.neurons(w[:, [k]], label=column, alt=column, tip=tip, scale=scale, **narrow)
    components.maps(
        "bp_columns", [whole, one], on_pick=lambda click: pass_view.select(seen, {L: click.r, L - 1: click.c + first})
    )


# --- the Hadamard product ---


def _hadamard(words: Words) -> None:
    st.markdown(words["hadamard.lead"])
    with st.container(horizontal=True, gap="medium"):
        s, t = (
            read_vector(st.text_input(name, value, key=f"bp_{name}", width=220, max_chars=80))
            for name, value in (("s", "1, 2"), ("t", "3, 4"))
        )
    if s is None or t is None:
        st.warning(words["hadamard.nonsense"])
    elif len(s) != len(t):
        st.warning(words("hadamard.lengths", s=len(s), t=len(t)))
    else:
        products = [rf"{a:g}\cdot{f'({b:g})' if b < 0 else f'{b:g}'}" for a, b in zip(s, t, strict=True)]
        values = [f"{a * b:.10g}" for a, b in zip(s, t, strict=True)]
        columns = [[f"{a:g}" for a in s], [f"{b:g}" for b in t], products, values]
        st.latex(r"s\odot t = {} \odot {} = {} = {}".format(*map(_vector, columns)))
        st.caption(words("hadamard.dot", dot=f"{np.dot(s, t):.10g}"))


def _vector(entries: list[str]) -> str:
    return r"\begin{bmatrix}" + r"\\".join(entries) + r"\end{bmatrix}"
