"""The pass that the page Backprop looks at, and the choice of a neuron of it by number."""

from __future__ import annotations

import streamlit as st

from engine import backprop
from ui.backprop import algorithm, keys
from ui.backprop.example_pass import ExamplePass
from ui.session import current, memo, selection, store
from ui.session.resources import splits
from ui.text.words import Words


def current_pass(words: Words, m: int | None = None) -> ExamplePass:
    """One pass of m examples, by default one or a mini-batch as the visitor chose, and what is selected in it."""
    now = current.network()
    digit = current.digit(now)
    m = m or keys.PASS_SIZE.get()
    test = splits(words).test
    batch = algorithm.batch(digit.x, digit.y, digit.index, test, m)
    trace = backprop(now.network, batch.x, batch.y, now.cost)
    column = min(keys.PASS_COLUMN.get(), m - 1)
    label = int(batch.y[:, column].argmax())
    chosen = current.selected(now.network)
    kept = keys.PATH.get()
    path = algorithm.path(now.network, trace, column, chosen, kept, label)
    if now.status and not kept:  # the errors of a run change, the neurons that are looked at should not
        kept = memo.once("path", (), lambda: path)
        path = algorithm.path(now.network, trace, column, chosen, kept, label)
    return ExamplePass(now.network, trace, batch.y, now.cost, path, column)


def select(seen: ExamplePass, neurons: dict[int, int]) -> None:
    """Select a neuron of one layer or of several, and the weight between it and the one before it, on all pages."""
    path = {**seen.path, **neurons}
    keys.PATH.put(path)
    l = max(2, max(neurons))
    selection.select(l, path[l], path[l - 1])


def number(label: str, seen: ExamplePass, l: int) -> None:
    """Select a neuron of layer l by its number."""
    value = seen.path[l]
    key = f"bp_neuron:{l}:{value}"

    def take() -> None:
        select(seen, {l: int(store.heard(key))})

    st.number_input(label, 0, seen.net.sizes[l - 1] - 1, value, key=key, on_change=take, width=150)
