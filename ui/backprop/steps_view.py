"""The algorithm step by step: the network, the equation, the numbers and the source of each step."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.backprop import algorithm, equations, keys, pass_view, quantities, step_diagram
from ui.backprop.algorithm import Source, Step
from ui.backprop.quantities import LayerBlock, Pass
from ui.canvas.blocks import Click
from ui.screen import components, fragments
from ui.session import store, widgets
from ui.text.numbers import raised
from ui.text.words import Words


def show(words: Words) -> None:
    fragments.live(_view, 2.0, words)


def _view(words: Words) -> None:
    seen = pass_view.look(words)
    steps = algorithm.steps(seen.net.L)
    here = min(keys.STAGE.get(), len(steps) - 1)
    step = steps[here]
    _controls(words, steps, here)
    _name(step, seen)
    left, right = st.columns([1, 1.1], gap="medium")
    with left:
        _network(step, seen)
        for source in algorithm.sources(step, seen.net, seen.cost)[0]:
            _code(words, source)
    with right:
        _equation(step, seen)
    _numbers(step, seen)
    _source(step, seen)


# --- where one is ---


def _controls(words: Words, steps: tuple[Step, ...], here: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(words["steps.back"], key="bp_back", shortcut="B", disabled=here == 0, on_click=_go, args=(here - 1,))
        last = here == len(steps) - 1
        st.button(
            words["steps.next"],
            key="bp_next",
            shortcut="N",
            type="primary",
            disabled=last,
            on_click=_go,
            args=(here + 1,),
        )
        widgets.pick(
            keys.STAGE,
            words["steps.which"],
            range(len(steps)),
            lambda i: _chip(words, steps[i]),
            label_visibility="collapsed",
        )
        widgets.pick(
            keys.PASS_SIZE,
            words["steps.batch"],
            keys.PASS_SIZES,
            lambda m: words["steps.one" if m == 1 else "steps.many"],
            label_visibility="collapsed",
        )


def _chip(words: Words, step: Step) -> str:
    return words(f"chip.{step.kind}", l=raised(step.l))


def _go(to: int) -> None:
    keys.STAGE.remember(to)


# --- the network ---


def _network(step: Step, seen: Pass) -> None:
    picture, note = step_diagram.of_step(step, seen)
    components.network(
        "bp_network", picture, note=note, on_pick=lambda pick: pass_view.select(seen, {pick[0]: pick[1]})
    )


# --- the equation ---


def _name(step: Step, seen: Pass) -> None:
    words = seen.words
    cross = step.kind == "output_error" and seen.cost == "cross_entropy"
    st.subheader(f"{step.number} · {_title(words, step)}", anchor=False)
    st.markdown(words(f"say.{step.kind}{'_cross' if cross else ''}", l=step.l, next=step.l + 1, before=step.l - 1))


def _equation(step: Step, seen: Pass) -> None:
    """The equation in vectors or matrices, and filled in for the selected neuron."""
    st.latex(algorithm.equation(step, seen.net, seen.m, seen.cost))
    _neurons(step, seen)
    for filled in filled_in(step, seen):
        st.latex(filled.latex)
    st.caption(seen.words["steps.rounded"])


def _title(words: Words, step: Step) -> str:
    return words(f"title_of.{step.kind}", l=step.l)


def filled_in(step: Step, seen: Pass) -> list[equations.FilledEquation]:
    """The scalar equations of a step, for the selected neuron or weight."""
    net, trace, column, words = seen.net, seen.trace, seen.column, seen.words
    l, others, examples = step.l, words["steps.others"], words["steps.other_examples"]
    j = seen.path[l]
    match step.kind:
        case "input":
            return [equations.pixel(trace, j, column)]
        case "feedforward":
            return [
                equations.weighted_input(net, trace, l, j, column, others),
                equations.activation(net, trace, l, j, column),
            ]
        case "output_error":
            return [equations.output_error(net, trace, seen.y, j, column, seen.cost)]
        case "backpropagate":
            return [equations.hidden_error(net, trace, l, j, column, others)]
    return [
        equations.bias_gradient(trace, l, j, examples),
        equations.weight_gradient(trace, l, j, seen.path[l - 1], examples),
    ]


def _neurons(step: Step, seen: Pass) -> None:
    """The neuron of the step, the one before it and the example, by number."""
    words, l = seen.words, step.l
    with st.container(horizontal=True, gap="small"):
        if step.kind in ("feedforward", "output_error", "backpropagate", "gradient"):
            pass_view.number(words("steps.neuron", l=l), seen, l)
        if step.kind in ("input", "gradient"):
            pass_view.number(words("steps.pixel" if l == 1 else "steps.from", l=l - 1), seen, max(1, l - 1))
        if seen.m > 1 and step.kind != "gradient":
            _column(seen)


def _column(seen: Pass) -> None:
    key = f"bp_column:{seen.column}"

    def take() -> None:
        keys.PASS_COLUMN.put(int(store.heard(key)))

    st.number_input(seen.words["steps.column"], 0, seen.m - 1, seen.column, key=key, on_change=take, width=150)


# --- the numbers ---


def _numbers(step: Step, seen: Pass) -> None:
    """What the step reads on the left, what it writes on the right."""
    words = seen.words
    st.subheader(words["numbers.title"], anchor=False)
    shown = quantities.blocks(step, seen, _window(step, seen))
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


def _pick(seen: Pass, shown: list[LayerBlock], click: Click) -> None:
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


def _window(step: Step, seen: Pass) -> tuple[int, int]:
    """Where the window of a large matrix begins: with the selected neuron in it, or where the visitor moves it."""
    shape = quantities.matrix_of(step, seen)
    if not shape:
        return 0, 0
    layers = {"feedforward": (step.l, step.l - 1), "gradient": (step.l, step.l - 1)}.get(
        step.kind, (step.l, step.l + 1)
    )
    names = (seen.words["numbers.rows"], seen.words["numbers.cols"])
    first = [
        _slide(names[i], shape[i], quantities.window(shape[i], i), seen.path[layers[i]], f"{step.kind}{step.l}{i}")
        for i in (0, 1)
    ]
    return first[0], first[1]


def _slide(name: str, n: int, size: int, chosen: int, key: str) -> int:
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


# --- the source ---


def _source(step: Step, seen: Pass) -> None:
    """What else takes part."""
    words = seen.words
    more = algorithm.sources(step, seen.net, seen.cost)[1]
    st.subheader(words["source.title"], anchor=False)
    st.markdown(words["source.lead" if seen.m == 1 else "source.lead_many"])
    for source in more:
        _code(words, source)


def _code(words: Words, source: Source) -> None:
    st.code(source.code, language="python", wrap_lines=True)
    st.caption(words("source.place", file=source.file, line=source.line))
