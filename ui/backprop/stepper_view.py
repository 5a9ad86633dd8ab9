"""Two buttons that lead through a sequence: of steps, or of the lines of a proof."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.text.words import Words


def back_and_next(words: Words, key: str, here: int, count: int, go: Callable[[int], None]) -> None:
    """Buttons with the keys B and N from place `here` of `count` to the one before and the one after."""
    first, last = here == 0, here == count - 1
    st.button(words["steps.back"], key=f"{key}_back", shortcut="B", disabled=first, on_click=go, args=(here - 1,))
    st.button(
        words["steps.next"],
        key=f"{key}_next",
        shortcut="N",
        type="primary",
        disabled=last,
        on_click=go,
        args=(here + 1,),
    )
