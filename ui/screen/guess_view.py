"""Questions on the screen: the ways to make a guess, and whether it was right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from ui.screen.guesses import Question
from ui.session import store
from ui.text.words import Words


def buttons(question: Question, answer: Any, **look: Any) -> None:
    """A button for each option; a click is the guess, and final: the answer is remembered with it."""
    for option, label in question.options.items():
        key = f"{question.name}_{option}"
        st.button(label, key=key, on_click=question.put, args=(option, answer), **look)


def choice(question: Question, label: str, take: Callable[[Any], None], *, widget: Any = st.pills, **look: Any) -> None:
    """Options side by side; `take` hears of the one that is clicked. A second click takes the guess back."""
    key, default = _key(question), question.guess and question.guess.value

    def hear() -> None:
        value = store.heard(key)
        if value is None:
            question.put(None)
        else:
            take(value)

    options, texts = list(question.options), question.options.__getitem__
    widget(label, options, default=default, format_func=texts, key=key, on_change=hear, **look)


def lock_in(question: Question, label: str, order: str, then: Callable[[], None], *, many: bool = False) -> None:
    """One option or `many` are chosen, and a button makes them the guess, a tuple; after that comes `then`."""
    key, options, texts = _key(question), list(question.options), question.options.__getitem__
    chosen = st.pills(label, options, format_func=texts, selection_mode="multi" if many else "single", key=key)

    def reveal() -> None:  # what is chosen by now, which may be more than was drawn
        if chosen := store.heard(key):
            question.put(tuple(chosen) if many else (chosen,))
            then()

    st.button(order, key=f"reveal_{question.name}", type="primary", disabled=not chosen, on_click=reveal)


def verdict(words: Words, right: bool, text: str) -> None:
    """Whether a guess was right, and what is true."""
    if right:
        st.success(f"**{words['lab.right']}** {text}", icon=":material/check:")
    else:
        st.error(f"**{words['lab.not']}** {text}", icon=":material/close:")


def _key(question: Question) -> str:
    return f"guess_{question.name}" + ("" if question.about is None else f":{question.about}")
