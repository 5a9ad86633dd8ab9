"""The current digit, in the frame and on a phone on the page: which one, its label, and the way to others."""

from __future__ import annotations

import streamlit as st

from ui.canvas import blocks, outputs
from ui.screen import components
from ui.session import current, pad, selection, widgets
from ui.session.current import Digit
from ui.text.words import Words


def choose(words: Words, digit: Digit, label: bool) -> None:
    """Show the current digit, and let the visitor choose another one, and another `label` unless the page does."""
    _source(words)
    if not pad.DRAWING.get():
        st.markdown(f":small[{words['digit.title']}]")
    _picture(words, digit, "frame_digit", 112, note=True)
    _others(words, digit, label=label)


def here(words: Words, digit: Digit, label: bool) -> None:
    """The same in one line on the page itself, where the frame is a drawer: on a phone."""
    with st.container(key="digit_here", horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(width=48):
            _picture(words, digit, "page_digit", 48)
        with st.popover(f"{_name(words, digit)}, y = {digit.label}", width="stretch"):
            _source(words, "here")
            _others(words, digit, "here", label=label)
        if digit.index is not None:
            _step(words, -1, "here")
            _step(words, 1, "here")


def _name(words: Words, digit: Digit) -> str:
    return words["digit.drawing"] if digit.index is None else words("digit.name", index=digit.index)


def _picture(words: Words, digit: Digit, key: str, width: int, *, note: bool = False) -> None:
    alt = words("digit.alt", name=_name(words, digit), answer=outputs.name(digit.answer))
    block = blocks.images(digit.x.T, alt=alt, kind="ink", least=width, most=width, tip="x[{p}] = {v}", show_scale=False)
    components.maps(key, [block], note=alt if note else "")


def _source(words: Words, variant: str = "") -> None:
    """The drawing or a test image; `variant` distinguishes the widgets of the page from those of the frame."""
    if pad.DRAWING.get():
        widgets.pick(
            selection.SOURCE,
            words["digit.title"],
            selection.SOURCES,
            lambda source: words[f"digit.{source}"],
            variant=variant,
            then=_own_label,
        )


def _others(words: Words, digit: Digit, variant: str = "", *, label: bool) -> None:
    """Another test image, and another label."""
    if digit.index is not None:
        _test_image(words, variant)
    if not label:
        return

    def text(label: int) -> str:
        return words("digit.true", label=label) if label == digit.true else str(label)

    widgets.select(
        selection.LABEL,
        words["digit.label"],
        range(10),
        text,
        otherwise=digit.label,
        variant=variant,
        help=words["digit.label_help"],
    )


def _test_image(words: Words, variant: str) -> None:
    """A test image by its index, and by steps through those of a filter."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if not variant:
            _step(words, -1)
        widgets.number(
            selection.INDEX,
            words["digit.index"],
            0,
            selection.IMAGES - 1,
            variant=variant,
            then=_own_label,
            label_visibility="collapsed",
            width=100,
        )
        if not variant:
            _step(words, 1)

    def text(filter: str | int) -> str:
        return words("digit.of", digit=filter) if isinstance(filter, int) else words[f"digit.{filter}"]

    widgets.select(selection.FILTER, words["digit.filter"], selection.FILTERS, text, variant=variant, then=_first)


def _step(words: Words, step: int, variant: str = "") -> None:
    name, icon = ("back", "chevron_left") if step < 0 else ("next", "chevron_right")
    st.button(
        words[f"digit.{name}"],
        key=f"digit_{name}{variant}",
        icon=f":material/{icon}:",
        on_click=_go,
        args=(step,),
        help=words[f"digit.{name}"],
    )


def _go(step: int) -> None:
    """To the next test image of the filter, or to the one before; from each end to the other."""
    indices = current.images_of(selection.FILTER.get())
    if not len(indices):
        return
    here = selection.INDEX.get()
    place = indices.searchsorted(here, "right") if step > 0 else indices.searchsorted(here) - 1
    selection.show_image(int(indices[place % len(indices)]))


def _first() -> None:
    """To the first test image of the filter, from the current one on."""
    if selection.INDEX.get() not in current.images_of(selection.FILTER.get()):
        _go(1)


def _own_label() -> None:
    selection.LABEL.remember(None)
