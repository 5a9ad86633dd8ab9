"""The algorithm step by step: the network, the equation, the numbers and the source of each step."""

from __future__ import annotations

import streamlit as st

from engine.costs import cost_named
from ui.backprop import algorithm, equations, keys, numbers_view, pass_view, step_diagram
from ui.backprop.algorithm import Source, Step
from ui.backprop.equations import FilledEquation
from ui.backprop.example_pass import ExamplePass
from ui.backprop.stepper_view import back_and_next
from ui.charts import listing
from ui.screen import components, fragments
from ui.session import store, widgets
from ui.text.numbers import raised
from ui.text.words import Words


def show(words: Words) -> None:
    fragments.live(_view, 2.0, words)


def _view(words: Words) -> None:
    seen = pass_view.current_pass(words)
    steps = algorithm.steps(seen.net.L)
    here = min(keys.STAGE.get(), len(steps) - 1)
    step = steps[here]
    _controls(words, steps, here)
    _name(words, step, seen)
    left, right = st.columns([1, 1.1], gap="medium")
    with left:
        _network(words, step, seen)
        for source in algorithm.sources(step, seen.net, seen.cost)[0]:
            _code(words, source)
    with right:
        _equation(words, step, seen)
    numbers_view.show(words, step, seen)
    _source(words, step, seen)


# --- where one is ---


def _controls(words: Words, steps: tuple[Step, ...], here: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        back_and_next(words, "bp", here, len(steps), keys.STAGE.remember)
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


# --- the network ---


def _network(words: Words, step: Step, seen: ExamplePass) -> None:
    picture, note = step_diagram.of_step(step, seen, words)
    components.network(
        "bp_network", picture, note=note, on_pick=lambda pick: pass_view.select(seen, {pick[0]: pick[1]})
    )


# --- the equation ---


def _name(words: Words, step: Step, seen: ExamplePass) -> None:
    cost = cost_named(seen.cost)
    cancels = "_cancels" if step.kind == "output_error" and cost.cancels else ""
    values = {"cost": words[f"cost.{cost.name}"], "error": cost.error_latex.format(a="a^L", y="y")}
    st.header(f"{step.number} · {_title(words, step)}", anchor=False)
    st.markdown(words(f"say.{step.kind}{cancels}", l=step.l, next=step.l + 1, before=step.l - 1, **values))


def _equation(words: Words, step: Step, seen: ExamplePass) -> None:
    """The equation in vectors or matrices, and filled in for the selected neuron."""
    st.latex(algorithm.equation(step, seen.net, seen.m, seen.cost))
    _neurons(words, step, seen)
    for filled in _scalar_equations(words, step, seen):
        st.latex(filled.latex)
    st.caption(words["steps.rounded"])


def _title(words: Words, step: Step) -> str:
    return words(f"title_of.{step.kind}", l=step.l)


def _scalar_equations(words: Words, step: Step, seen: ExamplePass) -> list[FilledEquation]:
    """The scalar equations of a step, for the selected neuron or weight."""
    net, trace, column = seen.net, seen.trace, seen.column
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


def _neurons(words: Words, step: Step, seen: ExamplePass) -> None:
    """The neuron of the step, the one before it and the example, by number."""
    l = step.l
    with st.container(horizontal=True, gap="small"):
        if step.kind in ("feedforward", "output_error", "backpropagate", "gradient"):
            pass_view.number(words("steps.neuron", l=l), seen, l)
        if step.kind in ("input", "gradient"):
            pass_view.number(words("steps.pixel" if l == 1 else "steps.from", l=l - 1), seen, max(1, l - 1))
        if seen.m > 1 and step.kind != "gradient":
            _column(words, seen)


def _column(words: Words, seen: ExamplePass) -> None:
    key = f"bp_column:{seen.column}"

    def take() -> None:
        keys.PASS_COLUMN.put(int(store.heard(key)))

    st.number_input(words["steps.column"], 0, seen.m - 1, seen.column, key=key, on_change=take, width=150)


# --- the source ---


def _source(words: Words, step: Step, seen: ExamplePass) -> None:
    """What else takes part."""
    more = algorithm.sources(step, seen.net, seen.cost)[1]
    st.header(words["source.title"], anchor=False)
    st.markdown(words["source.lead" if seen.m == 1 else "source.lead_many"])
    for source in more:
        _code(words, source)


def _code(words: Words, source: Source) -> None:
    st.html(listing.html(source.code))
    st.caption(words("source.place", file=source.file, line=source.line))
