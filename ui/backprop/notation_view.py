"""The notation of the chapter, to be practised: indices, the transpose, the Hadamard product, two assumptions."""

from __future__ import annotations

import random

import numpy as np
import streamlit as st

from ui.backprop import assumptions, equations, keys, pass_view, quantities, quiz
from ui.backprop.quantities import Pass
from ui.backprop.quiz import Weight
from ui.canvas import blocks as maps
from ui.canvas.blocks import Click
from ui.canvas.network import Edge, NetworkDrawing, NeuronColumn
from ui.screen import components, fragments
from ui.session import memo, store
from ui.text.numbers import raised
from ui.text.words import Words

TABS = ("weights", "transpose", "hadamard", "assumptions")


def show(words: Words) -> None:
    tabs = st.tabs([words[f"notation.{name}"] for name in TABS], key=f"bp_tabs:{words.language}")
    for tab, view in zip(tabs, (_weights, _transpose, _hadamard, _assumptions), strict=True):
        with tab:
            fragments.live(view, 3.0, words)


# --- w^l_jk by pointing ---


def _weights(words: Words) -> None:
    known = _known()
    asked = quiz.weight(known["seed"], known["number"])
    right, left = st.columns([1, 1.1], gap="medium")
    solved = known["given"] == asked
    typing = known["number"] % 2 == 1
    with right:
        st.subheader(words("trainer.score", right=known["right"], asked=known["asked"]), anchor=False)
        st.markdown(words["trainer.type"] if typing else words("trainer.click", symbol=_symbol(asked)))
        if typing and not solved:
            _typed(words, known["number"])
        _verdict(words, asked, known["given"])
        if solved:
            st.button(words["trainer.next"], key="bp_trainer_next", type="primary", shortcut="N", on_click=_next)
        st.caption(words["trainer.rule"])
    with left:
        marked = asked if typing or solved else known["given"]
        picture = _small(words, marked, "none" if typing or solved else "edge")
        components.network("bp_small", picture, on_pick=lambda pick: _give(Weight(*pick)))
        _matrices(words, marked if solved or not typing else None, not typing and not solved)


def _known() -> dict:
    seed = memo.once("notation", (), lambda: random.randrange(10**6))
    return {"seed": seed, "number": 0, "given": None, "right": 0, "asked": 0} | keys.TRAINER.get()


def _small(words: Words, marked: Weight | None, picks: str) -> NetworkDrawing:
    columns = [NeuronColumn(l, range(n), words("trainer.layer", l=l)) for l, n in enumerate(quiz.SIZES, start=1)]
    edges = [
        Edge(l, j, k, chosen=marked == (l, j, k))
        for l in range(2, len(quiz.SIZES) + 1)
        for j in range(quiz.SIZES[l - 1])
        for k in range(quiz.SIZES[l - 2])
    ]
    return NetworkDrawing(columns, edges, words["trainer.alt"], picks, 250, {"edge": words["trainer.edge"]})


def _matrices(words: Words, marked: Weight | None, picks: bool) -> None:
    """The same weights as matrices, which may be clicked too."""
    blocks = []
    for l in range(2, len(quiz.SIZES) + 1):
        w = np.random.default_rng(l).normal(size=(quiz.SIZES[l - 1], quiz.SIZES[l - 2]))
        label = words("trainer.matrix", l=raised(l))
        chosen = marked.j * w.shape[1] + marked.k if marked and marked.l == l else None
        width = 46 * w.shape[1]
        blocks.append(
            maps.matrix(
                w,
                label=label,
                alt=label,
                picks="cell" if picks else "none",
                selected=chosen,
                scale=3.0,
                least=width,
                most=width,
                write=2,
                axes=("j", "k"),
                show_scale=False,
            )
        )

    def pick(click: Click) -> None:
        _give(Weight(click.block + 2, click.r, click.c))

    components.maps("bp_small_matrices", blocks, on_pick=pick)


def _typed(words: Words, number: int) -> None:
    """Three indices; the callback hears them once they are sent."""
    names = [f"bp_typed_{name}:{number}" for name in Weight._fields]

    def take() -> None:
        given = [store.heard(key) for key in names]
        if None not in given:
            _give(Weight(*map(int, given)))

    with st.form(f"bp_typed:{number}", border=False):
        with st.container(horizontal=True, gap="small"):
            for name, key in zip(Weight._fields, names, strict=True):
                st.number_input(name, 0, 9, None, key=key, width=110)
        st.form_submit_button(words["trainer.check"], on_click=take)


def _give(given: Weight) -> None:
    """Take an answer; the first one to a question counts."""
    known = _known()
    asked = quiz.weight(known["seed"], known["number"])
    first = known["given"] is None
    right = known["right"] + (first and given == asked)
    keys.TRAINER.put(known | {"given": given, "right": right, "asked": known["asked"] + first})


def _next() -> None:
    known = _known()
    keys.TRAINER.put(known | {"number": known["number"] + 1, "given": None})


def _verdict(words: Words, asked: Weight, given: Weight | None) -> None:
    if given is None:
        return
    verdict = quiz.judged(asked, given)
    more = {"k_layer": given.l - 1, "asked_layer": asked.l - 1, "asked": _symbol(asked), "given": _symbol(given)}
    text = words(
        f"trainer.{verdict}", l=given.l, j=given.j, k=given.k, asked_l=asked.l, asked_j=asked.j, asked_k=asked.k, **more
    )
    (st.success if verdict == "right" else st.warning)(text)


def _symbol(one: Weight) -> str:
    return rf"$w^{{{one.l}}}_{{{one.j}\,{one.k}}}$"


# --- why the transpose ---


def _transpose(words: Words) -> None:
    seen = pass_view.look(words, 1)
    L, sizes = seen.net.L, seen.net.sizes
    if L < 3:
        st.info(words["hidden.none"])
        return
    n, before = sizes[-1], sizes[-2]
    st.markdown(words("transpose.lead", l=L, before=L - 1, n=n, m=before))
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
    left, right = st.columns(2, gap="medium")
    with left:
        _columns(seen)
    with right:
        pass_view.number(words("steps.neuron", l=L - 1), seen, L - 1)
        st.markdown(words("transpose.sum", j=seen.path[L - 1], l=L - 1))
        st.latex(equations.hidden_error(seen.net, seen.trace, L - 1, seen.path[L - 1], 0, words["steps.others"]).latex)


def _columns(seen: Pass) -> None:
    """w^L and the column of it that the selected neuron uses."""
    words, w, L = seen.words, seen.net.w[seen.net.L], seen.net.L
    k = seen.path[L - 1]
    size = quantities.window(w.shape[1], 1)
    first = k // size * size
    part = w[:, first : first + size]
    label = words("transpose.matrix", l=raised(L), n=w.shape[0], m=w.shape[1])
    column = words("transpose.column", l=raised(L), k=k)
    scale, symbol = maps.round_scale(w), f"w{raised(L)}"
    whole = maps.matrix(
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
    one = maps.neurons(
        w[:, [k]],
        label=column,
        alt=column,
        tip=f"{symbol}[{{i}}, {k}] = {{v}}",
        scale=scale,
        least=46,
        most=46,
        write=3,
        show_scale=False,
    )
    components.maps(
        "bp_columns", [whole, one], on_pick=lambda click: pass_view.select(seen, {L: click.r, L - 1: click.c + first})
    )


# --- the Hadamard product ---


def _hadamard(words: Words) -> None:
    st.markdown(words["hadamard.lead"])
    with st.container(horizontal=True, gap="medium"):
        s, t = (
            quiz.read_vector(st.text_input(name, value, key=f"bp_{name}", width=220, max_chars=80))
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


# --- the two assumptions ---


def _assumptions(words: Words) -> None:
    seen = pass_view.look(words, 10)
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(words["assume.first"], anchor=False)
        st.markdown(words("assume.first_text", m=seen.m))
        _means(seen)
    with right:
        st.subheader(words["assume.second"], anchor=False)
        st.markdown(words["assume.second_text"])
        _moved(seen)


def _means(seen: Pass) -> None:
    words, l = seen.words, seen.net.L
    j, k = seen.path[l], seen.path[l - 1]
    columns = [assumptions.costs(seen), assumptions.gradients(seen, l, j, k)]
    means = [float(columns[0].mean()), float(seen.trace.nabla_w[l][j, k])]
    texts = [_column_of(column, mean) for column, mean in zip(columns, means, strict=True)]
    weight = rf"$\partial C_x/\partial {equations.name('w', l, j, k)}$"
    rows = [f"| {words['assume.example']} | y | $C_x$ | {weight} |", "| --- | --- | ---: | ---: |"]
    rows += [f"| {x} | {int(seen.y[:, x].argmax())} | {texts[0][x]} | {texts[1][x]} |" for x in range(seen.m)]
    rows.append(f"| **{words['assume.mean']}** | | **{texts[0][-1]}** | **{texts[1][-1]}** |")
    st.markdown("\n".join(rows))
    st.caption(words["assume.rounded"])


def _column_of(values: np.ndarray, mean: float) -> list[str]:
    digits = equations.enough(lambda show: sum(show(float(value)) for value in values) / len(values), mean)
    texts = [equations.written(float(value), digits) for value in values] + [equations.written(mean)]
    return [f"${{{text}}}$" for text in texts]  # the braces keep a line from breaking


def _moved(seen: Pass) -> None:
    words, L = seen.words, seen.net.L
    j = seen.path[L]
    low, high = assumptions.range_of(seen)
    true = float(seen.trace.a[L][j, 0])
    now = min(high, max(low, round(true, 2)))
    pass_view.number(words("steps.neuron", l=L), seen, L)
    value = st.slider(
        words("assume.slider", a=equations.name("a", L, j), true=equations.written(true)),
        low,
        high,
        now,
        0.01,
        key=f"bp_moved:{j}:{quiz.about(seen)}",
    )
    cost, slope = float(assumptions.cost_at(seen, j, np.array([value]))[0]), assumptions.slope_at(seen, j, value)
    a = equations.name("a", L, j)
    st.latex(
        rf"C_x = {equations.written(cost)}, \qquad \frac{{\partial C_x}}{{\partial {a}}} = {equations.written(slope)}"
    )
    st.plotly_chart(assumptions.curve(seen, j, value, words), key="bp_curve", theme="streamlit")
    st.caption(words["assume.parameter"])
