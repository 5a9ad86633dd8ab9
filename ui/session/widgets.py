"""Widgets that show a value which the session remembers, and change it.

The value has a key of its own. A widget's own value would be lost at a page switch, its options change with the
language, and a page that looks at a run several times a second may send a widget's old value once more before it has
heard of a new one. So when something else changes the value, the widget begins anew, under another key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from ui.session import store
from ui.session.store import LANGUAGE, Key


def number(key: Key[Any], label: str, least: float, most: float, **options: Any) -> None:
    """A number between `least` and `most`."""
    _show(st.number_input, key, label, least, most, value=key.get(), **options)


def select(
    key: Key[Any],
    label: str,
    options: Sequence[Any],
    texts: Callable[[Any], str],
    *,
    otherwise: Any = None,
    **more: Any,
) -> None:
    """One of several options, in a list that opens; `otherwise` is shown where nothing of them is remembered."""
    chosen = key.get() if key.get() in options else otherwise
    index = options.index(chosen) if chosen in options else 0
    _show(st.selectbox, key, label, options, index=index, format_func=texts, **more)


def pick(
    key: Key[Any],
    label: str,
    options: Sequence[Any],
    texts: Callable[[Any], str] = str,
    *,
    otherwise: Any = None,
    **more: Any,
) -> None:
    """One of a few options, all of which are seen; `otherwise` is shown where nothing of them is remembered."""
    chosen = next((value for value in (key.get(), otherwise) if value in options), options[0])
    with st.container(width="content"):  # in a row it would not break into lines
        _show(st.segmented_control, key, label, options, default=chosen, format_func=texts, required=True, **more)


def choose(
    name: str,
    value: Any,
    label: str,
    options: Sequence[Any],
    texts: Callable[[Any], str],
    then: Callable[[Any], None],
    **more: Any,
) -> None:
    """One of a few options where `value`, which is shown, follows from something else; `then` changes that."""
    key = f"{name}:{value}:{LANGUAGE.get()}"

    def take() -> None:
        if (chosen := store.heard(key)) in options and chosen != value:
            then(chosen)

    with st.container(width="content"):
        st.segmented_control(
            label, options, default=value, format_func=texts, required=True, key=key, on_change=take, **more
        )


def slide(
    key: Key[Any], label: str, options: Sequence[Any], texts: Callable[[Any], str], value: Any, **more: Any
) -> None:
    """One of many options on a scale; `value` is the one that is shown for what is remembered."""
    _show(st.select_slider, key, label, options, value=value, format_func=texts, **more)


def switch(key: Key[Any], label: str, **more: Any) -> None:
    """On or off."""
    _show(st.toggle, key, label, value=bool(key.get()), **more)


def text(key: Key[Any], label: str, **more: Any) -> None:
    """A line of text."""
    _show(st.text_input, key, label, value=key.get(), **more)


def _show(
    widget: Callable[..., Any],
    key: Key[Any],
    *args: Any,
    variant: str = "",
    then: Callable[[], None] | None = None,
    **options: Any,
) -> None:
    widget(*args, key=key.widget(variant), on_change=_take, args=(key, variant, then), **options)


def _take(key: Key[Any], variant: str, then: Callable[[], None] | None) -> None:
    """Remember what a widget was set to; then what that leads to."""
    value = store.heard(key.widget(variant))
    if not key.valid(value):
        return
    key.remember(value, by=variant)
    if then:
        then()
