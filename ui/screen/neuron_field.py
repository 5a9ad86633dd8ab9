"""A neuron by its number: fields beside the maps of neurons, which show the selected one and select another."""

from __future__ import annotations

from typing import Any

import streamlit as st

from engine import Network
from ui.screen.keys import TYPED
from ui.session import selection, store, widgets
from ui.session.store import LANGUAGE
from ui.text.words import Words


def layer_and_number(place: str, net: Network, l: int, j: int, words: Words) -> None:
    """The layer of a neuron, and its number in it."""
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        layer(place, net, l, words["neuron_field.layer"], lambda l: f"l = {l}")
        number(place, net, l, j, words)


def layer(place: str, net: Network, l: int, label: str, texts: Any) -> None:
    """The layer; a click selects the first neuron of another."""
    widgets.choose(
        f"{place}_layer", l, label, range(2, net.L + 1), texts, then=lambda chosen: selection.select(chosen, 0)
    )


def number(place: str, net: Network, l: int, j: int, words: Words) -> None:
    """The number of neuron j in layer l.

    The field begins anew where the neuron was selected elsewhere, and goes on, with its focus, where it was typed here.
    """
    last = net.sizes[l - 1] - 1
    typed = TYPED.get()
    first = typed[3] if typed and typed[:3] == (place, l, j) else j
    key = f"{place}_neuron:{l}:{first}:{LANGUAGE.get()}"
    if store.heard(key) != j:
        store.tell(key, j)

    def take() -> None:
        value = store.heard(key)
        if isinstance(value, int) and 0 <= value <= last:
            TYPED.put((place, l, value, first))
            selection.select(l, value)

    st.number_input(words("neuron_field.number", last=last), 0, last, key=key, on_change=take, width=140)
