"""The current digit in the frame: which one, its label, and the way to others."""

from __future__ import annotations

import streamlit as st

from engine import load_mnist
from ui import components, current, maps, resources, state, widgets
from ui.words import Words


def choose(words: Words) -> None:
    """Show the current digit, and let the visitor choose another one and another label."""
    resources.splits(words)
    state.begin_digit()
    if state.drawing():
        widgets.pick(
            state.SOURCE,
            words["digit.title"],
            state.SOURCES,
            lambda source: words[f"digit.{source}"],
            then=_own_label,
        )
    digit = current.digit()
    _picture(words, digit)
    if digit.index is not None:
        _walk(words)
    _label(words, digit)
    state.write_digit()


def _picture(words: Words, digit: current.Digit) -> None:
    answer = int(current.network().network.feedforward(digit.x).argmax())
    name = words["digit.drawing"] if digit.index is None else words("digit.name", index=digit.index)
    alt = words("digit.alt", name=name, answer=answer)
    block = maps.images(digit.x.T, alt=alt, kind="ink", least=112, most=112, tip="x[{p}] = {v}", show_scale=False)
    components.maps("frame_digit", [block], note=alt)


def _walk(words: Words) -> None:
    """The index of the test image, and steps through those of a filter."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(
            "", key="digit_back", icon=":material/chevron_left:", on_click=_go, args=(-1,), help=words["digit.back"]
        )
        widgets.number(
            state.INDEX,
            words["digit.index"],
            0,
            len(load_mnist().test) - 1,
            then=_own_label,
            label_visibility="collapsed",
            width=100,
        )
        st.button(
            "", key="digit_next", icon=":material/chevron_right:", on_click=_go, args=(1,), help=words["digit.next"]
        )
    widgets.select(state.FILTER, words["digit.filter"], state.FILTERS, lambda name: _filter(words, name), then=_first)


def _filter(words: Words, name: str | int) -> str:
    return words("digit.of", digit=name) if isinstance(name, int) else words[f"digit.{name}"]


def _label(words: Words, digit: current.Digit) -> None:
    def name(label: int) -> str:
        return words("digit.true", label=label) if label == digit.true else str(label)

    widgets.select(
        state.LABEL, words["digit.label"], range(10), name, otherwise=digit.label, help=words["digit.label_help"]
    )


def _go(step: int) -> None:
    """To the next test image of the filter, or to the one before; round the corner at the ends."""
    indices = current.images_of(state.get(state.FILTER))
    if not len(indices):
        return
    here = state.get(state.INDEX)
    place = indices.searchsorted(here, "right") if step > 0 else indices.searchsorted(here) - 1
    state.remember(state.INDEX, int(indices[place % len(indices)]))
    _own_label()


def _first() -> None:
    """To the first test image of the filter from here on."""
    if state.get(state.INDEX) not in current.images_of(state.get(state.FILTER)):
        _go(1)


def _own_label() -> None:
    state.remember(state.LABEL, None)
