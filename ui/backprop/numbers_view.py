"""The numbers of a step of the algorithm: what it reads and what it writes, as pictures and as a table."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.backprop import keys, pass_view, quantities, step_blocks
from ui.backprop.algorithm import Step
from ui.backprop.example_pass import ExamplePass
from ui.backprop.step_blocks import LayerBlock
from ui.canvas.blocks import Click
from ui.screen import components
from ui.text.words import Words


def show(words: Words, step: Step, seen: ExamplePass) -> None:
    """What the step reads on the left, what it writes on the right."""
    st.header(words["numbers.title"], anchor=False)
    shown = step_blocks.of_step(step, seen, _window(words, step, seen), words)
    columns = st.columns(2, gap="medium")
    for name, blocks, column in zip(("in", "out"), shown, columns, strict=True):
        with column:
            components.maps(
                f"bp_maps_{name}",
                [one.block for one in blocks],
                title=words["numbers.wanted" if (step.kind, name) == ("input", "out") else f"numbers.{name}"],
                on_pick=partial(_pick, seen, blocks),
            )
    st.caption(words["numbers.note"])
    if st.toggle(words["numbers.table"], key="bp_table"):
        st.dataframe(quantities.table_of(step, seen), height=280)
        st.caption(words(f"numbers.table_{'w' if step.kind == 'gradient' else 'column'}"))


def _pick(seen: ExamplePass, shown: list[LayerBlock], click: Click) -> None:
    """Select the neurons, or the example, of the cell that was clicked."""
    block, rows, cols = shown[click.block]
    _, height, width = block.values.shape
    r, c = click.r + block.origin[0], click.c + block.origin[1]
    if rows == 0:
        keys.PASS_COLUMN.put(click.i)
        return
    if cols is None:
        r = click.i if height * width == 1 else click.r * width + click.c
    if cols == 0:
        keys.PASS_COLUMN.put(c)
    if rows:
        pass_view.select(seen, {rows: r, **({cols: c} if cols else {})})


def _window(words: Words, step: Step, seen: ExamplePass) -> tuple[int, int]:
    """Where the window of a large matrix begins: with the selected neuron in it, or where the visitor moves it."""
    shape = quantities.matrix_of(step, seen)
    if not shape:
        return 0, 0
    layers = (step.l, step.l + 1 if step.kind == "backpropagate" else step.l - 1)
    names = (words["numbers.rows"], words["numbers.cols"])
    first = [
        _slide(names[i], shape[i], quantities.window(shape[i], i), seen.path[layers[i]], f"{step.kind}{step.l}{i}")
        for i in (0, 1)
    ]
    return first[0], first[1]


def _slide(name: str, n: int, size: int, chosen: int, key: str) -> int:
    """The first of the `size` rows or columns that are shown, of n; at first those with `chosen` among them."""
    if n <= size:
        return 0
    options = range(0, n, size)
    return st.select_slider(
        name,
        options,
        chosen // size * size,
        key=f"bp_window:{key}:{chosen // size}",
        format_func=lambda first: f"{first} … {min(n, first + size) - 1}",
    )
