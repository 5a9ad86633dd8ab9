"""The selected neuron on the page Errors: its numbers, where its δ came from, and what that does next."""

from __future__ import annotations

import streamlit as st

from engine import Trace, backprop
from engine.costs import cost_named
from ui.errors import neuron
from ui.errors.example import Example, selected_neuron
from ui.screen import components, neuron_field
from ui.session import selection
from ui.session.current import Current
from ui.text.numbers import difference, number, raised
from ui.text.words import Words


def selected(now: Current, example: Example, words: Words) -> None:
    """The selected neuron: its numbers, where its δ came from, and what it does next."""
    net = now.network
    l, j = selected_neuron(net, example.label)
    trace = backprop(net, example.x, example.y, now.cost)
    known = neuron.neuron_at(net, trace, example.y, now.cost, l, j)
    neuron_field.layer_and_number("errors", net, l, j, words)
    kind = "output" if l == net.L else "hidden"
    st.header(words(f"neuron.title_{kind}", j=j, l=l), anchor=False)
    st.markdown(f"{example.name}, y = {example.label}")
    st.html(neuron.facts(known))
    if l == net.L:
        _output(known, now.cost, words)
    else:
        _hidden(known, words)
    _next(known, trace, example.batch, words)


def _output(known: neuron.Neuron, cost: str, words: Words) -> None:
    """Where the δ of an output neuron came from: BP1."""
    rule = "cancels" if cost_named(cost).cancels else "bp1"
    st.markdown(words(f"neuron.{rule}", **neuron.formulas(cost, "a^L_j", "y_j"), cost=words[f"cost.{cost}"]))
    values = {
        "nabla": number(known.nabla_a or 0.0, sign=True),
        "factor": neuron.bracket(known.nabla_a or 0.0),
        "prime": number(known.sigma_prime),
        "delta": number(known.delta, sign=True),
    }
    filled = neuron.formulas(cost, difference(known.a, known.y or 0.0), f"{known.y:g}")
    st.markdown(
        words(f"neuron.{rule}_numbers", **values, **{name: neuron.in_text(tex) for name, tex in filled.items()})
    )


def _hidden(known: neuron.Neuron, words: Words) -> None:
    """Where the δ of a hidden neuron came from: BP2, term by term. A click on a term goes to its neuron."""
    values = {"l": known.l, "next": known.l + 1, "j": known.j}
    st.markdown(words("neuron.from", **values))
    components.maps(
        "errors_terms",
        [neuron.terms_block(known, words)],
        on_pick=lambda picked: selection.select(known.l + 1, picked.i),
    )
    st.html(neuron.table(known, words))
    st.markdown(
        words(
            "neuron.sum",
            sum=neuron.bracket(known.nabla_a or 0.0),
            prime=number(known.sigma_prime),
            delta=number(known.delta, sign=True),
            **values,
        )
    )


def _next(known: neuron.Neuron, trace: Trace, batch: Trace | None, words: Words) -> None:
    """What a δ does next: the gradient of the neuron's weights and of its bias; in a mini-batch also their means."""

    def bias(trace: Trace) -> str:
        return number(float(trace.nabla_b[known.l][known.j, 0]), sign=True)

    place = {"l": raised(known.l), "j": known.j}
    blocks = [neuron.gradient_block(trace, known, words)]
    note = words("neuron.bias", delta=bias(trace), **place)
    if batch:
        label = words("neuron.mean", m=batch.delta[known.l].shape[1])
        blocks.append(neuron.gradient_block(batch, known, words, label=label))
        note = words("neuron.bias_mean", delta=bias(trace), mean=bias(batch), **place)
    components.maps("errors_gradient", blocks, title=words["neuron.next"], note=note)
