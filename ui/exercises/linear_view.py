"""Exercise 2: linear neurons throughout."""

from __future__ import annotations

import inspect

import streamlit as st

from engine.labs.exercises import linear_backprop
from ui.canvas import blocks
from ui.charts import listing, tables
from ui.charts.tables import Math
from ui.exercises import exercise_view, experiments
from ui.exercises.experiments import LinearNetwork
from ui.screen import components, guesses
from ui.session.current import Current, Digit
from ui.text.numbers import number
from ui.text.words import Words

ANSWERS = ("same", "matrix", "nothing")
EQUATIONS = (
    (r"a^l=\sigma(z^l)", r"a^l=z^l"),
    (r"\delta^L=\nabla_a C\odot\sigma'(z^L)", r"\delta^L=\nabla_a C"),
    (r"\delta^l=\bigl((w^{l+1})^T\delta^{l+1}\bigr)\odot\sigma'(z^l)", r"\delta^l=(w^{l+1})^T\delta^{l+1}"),
    (r"\partial C/\partial b^l=\delta^l", r"\partial C/\partial b^l=\delta^l"),
    (r"\partial C/\partial w^l=\delta^l(a^{l-1})^T", r"\partial C/\partial w^l=\delta^l(a^{l-1})^T"),
)


def show(words: Words, now: Current, digit: Digit) -> None:
    """Rewrite the algorithm; then see that the network is one matrix."""
    net = now.network
    shape = "-".join(map(str, net.sizes))
    question = guesses.Question("linear", {name: words(f"linear.option.{name}", shape=shape) for name in ANSWERS})
    if not exercise_view.guess(words, question, {"matrix"}):
        return
    found = experiments.linear_network(net, digit.x, digit.y)
    count, rows = words.whole(net.parameters.size), words.whole(found.W.size + found.B.size)
    exercise_view.answer(words, "linear", count=count, rows=rows)
    _pictures(words, found)
    left, right = st.columns([1, 1.7], gap="medium")
    with left:
        _outputs(words, found)
    with right:
        _rewritten(words, found)


def _pictures(words: Words, found: LinearNetwork) -> None:
    """The rows of the one matrix, which are the whole network."""
    pictures = blocks.images(
        found.W,
        alt=words["linear.alt"],
        tip=words["linear.tip"],
        scale=blocks.round_scale(found.W),
        legend=words["linear.legend"],
        most=110,
    )
    components.maps("exercise_linear", [pictures], title=words("linear.pictures", n=len(found.W)))


def _outputs(words: Words, found: LinearNetwork) -> None:
    """The output layer by layer, and by the one matrix."""
    st.markdown(words["linear.outputs"])
    pairs = zip(found.by_layers[:, 0], found.by_matrix[:, 0], strict=True)
    rows = [(str(j), number(one, sign=True), number(other, sign=True)) for j, (one, other) in enumerate(pairs)]
    st.markdown(tables.markdown([Math("j"), words["linear.layers"], Math("Wx+B")], rows, "rrr"))
    st.caption(words("linear.gap", gap=number(found.gap)))


def _rewritten(words: Words, found: LinearNetwork) -> None:
    """The algorithm line by line beside its linear form, and the code that was just run."""
    st.markdown(words["linear.rewritten"])
    rows = [(Math(general), Math(linear)) for general, linear in EQUATIONS]
    st.markdown(tables.markdown([words["linear.any"], Math(r"\sigma(z)=z")], rows, "ll"))
    st.caption(words("linear.gradient_gap", gap=number(found.gradient_gap)))
    with st.expander(words["linear.code"]):
        st.html(listing.html(inspect.getsource(linear_backprop)))
