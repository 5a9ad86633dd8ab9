"""What the page Backprop looks at: one pass of the current network, and the neuron of each layer that is selected."""

from __future__ import annotations

import streamlit as st

from engine import backprop
from ui.backprop import algorithm
from ui.backprop.quantities import Pass
from ui.session import current, store
from ui.session.resources import splits
from ui.text.words import Words


def look(words: Words, m: int | None = None) -> Pass:
    """One pass of m examples, of one or of a mini-batch as the visitor chose, with what is selected in it."""
    now, digit = current.network(), current.digit()
    m = m or store.get(store.PASS_SIZE)
    test = splits(words).test
    batch = algorithm.batch(digit.x, digit.y, digit.index, test.images, test.labels, m)
    trace = backprop(now.network, batch.x, batch.y, now.cost)
    column = min(store.get(store.PASS_COLUMN), m - 1)
    label = int(batch.y[:, column].argmax())
    chosen = current.selected(now.network)
    path = algorithm.path(now.network, trace, column, chosen, store.get(store.PATH) or {}, label)
    if now.status and not store.get(store.PATH):
        store.put(store.PATH, path)  # the errors of a run change, the neurons that are looked at should not
    return Pass(now.network, trace, batch.y, now.cost, path, column, words)


def select(seen: Pass, neurons: dict[int, int]) -> None:
    """Select a neuron of one layer or of several, and the weight between it and the one before it, on all pages."""
    path = {**seen.path, **neurons}
    store.put(store.PATH, path)
    l = max(2, max(neurons))
    store.select(l, path[l], path[l - 1])
    store.write_digit()


def number(label: str, seen: Pass, l: int) -> None:
    """Select a neuron of layer l by its number."""
    value = seen.path[l]
    key = f"bp_neuron:{l}:{value}"

    def take() -> None:
        select(seen, {l: int(store.get(key))})

    st.number_input(label, 0, seen.net.sizes[l - 1] - 1, value, key=key, on_change=take, width=150)
