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


def number(name: str, label: str, least: float, most: float, **options: Any) -> None:
    """A number between `least` and `most`."""
    _show(st.number_input, name, label, least, most, value=store.get(name), **options)


def select(
    name: str, label: str, options: Sequence[Any], texts: Callable[[Any], str], *, otherwise: Any = None, **more: Any
) -> None:
    """One of several options, in a list that opens; `otherwise` is shown where nothing of them is remembered."""
    chosen = store.get(name) if store.get(name) in options else otherwise
    index = options.index(chosen) if chosen in options else 0
    _show(st.selectbox, name, label, options, index=index, format_func=texts, **more)


def pick(
    name: str,
    label: str,
    options: Sequence[Any],
    texts: Callable[[Any], str] = str,
    *,
    otherwise: Any = None,
    **more: Any,
) -> None:
    """One of a few options, all of which are seen; `otherwise` is shown where nothing of them is remembered."""
    chosen = next((value for value in (store.get(name), otherwise) if value in options), options[0])
    with st.container(width="content"):  # in a row it would not break into lines
        _show(st.segmented_control, name, label, options, default=chosen, format_func=texts, required=True, **more)


def slide(name: str, label: str, options: Sequence[Any], texts: Callable[[Any], str], value: Any, **more: Any) -> None:
    """One of many options on a scale; `value` is the one that is shown for what is remembered."""
    _show(st.select_slider, name, label, options, value=value, format_func=texts, **more)


def switch(name: str, label: str, **more: Any) -> None:
    """On or off."""
    _show(st.toggle, name, label, value=bool(store.get(name)), **more)


def text(name: str, label: str, **more: Any) -> None:
    """A line of text."""
    _show(st.text_input, name, label, value=store.get(name), **more)


def _show(
    widget: Callable[..., Any],
    name: str,
    *args: Any,
    variant: str = "",
    then: Callable[[], None] | None = None,
    **options: Any,
) -> None:
    widget(*args, key=store.widget(name, variant), on_change=_take, args=(name, variant, then), **options)


def _take(name: str, variant: str, then: Callable[[], None] | None) -> None:
    """Remember what a widget was set to; then what that leads to."""
    store.remember(name, store.get(store.widget(name, variant)), by=variant)
    if then:
        then()
