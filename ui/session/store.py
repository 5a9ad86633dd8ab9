"""Typed keys of what is remembered of a visit. Each is declared once, in the folder that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from ui.text.words import DEFAULT, LANGUAGES

T = TypeVar("T")

VARIANTS = ("", "here", "page", "slider", "number")  # distinguish the widgets that show the same key


@dataclass(frozen=True)
class Param(Generic[T]):
    """How a value stands in the URL: `read` is the inverse of `write`.

    `read` raises ValueError for a text that `write` would not give; `write` gives None to leave the parameter out.
    """

    name: str
    read: Callable[[str], T]
    write: Callable[[T], str | None]


@dataclass(frozen=True, eq=False)
class Key(Generic[T]):
    """A value that the session remembers under a name.

    `default` stands for a value that is not there, or that `valid` refuses: a browser may send anything.
    """

    name: str
    default: T
    valid: Callable[[Any], bool] = lambda value: True
    param: Param[T] | None = None

    @property
    def known(self) -> bool:
        """Whether the session has a value."""
        return self.name in st.session_state

    def get(self) -> T:
        value = st.session_state.get(self.name, self.default)
        return value if self.valid(value) else self.default

    def put(self, value: T) -> None:
        st.session_state[self.name] = value

    def forget(self) -> T:
        """The value, which is no longer remembered."""
        value = self.get()
        st.session_state.pop(self.name, None)
        return value

    def remember(self, value: T, *, by: str | None = None) -> None:
        """Put a value; the widgets that show it start anew with it, except the variant `by` that it comes from."""
        self.put(value)
        count = RENEWALS.get()
        RENEWALS.put(count | {(self.name, v): count.get((self.name, v), 0) + 1 for v in VARIANTS if v != by})

    def widget(self, variant: str = "") -> str:
        """The key of a widget that shows the value; another one after each `remember` by somebody else."""
        return f"{self.name}:{variant}:{RENEWALS.get().get((self.name, variant), 0)}:{LANGUAGE.get()}"


RENEWALS: Key[dict[tuple[str, str], int]] = Key("renewals", {})  # how often the widgets of a key started anew
LANGUAGE: Key[str] = Key("lang", DEFAULT, lambda text: text in LANGUAGES)


def one_of(*choices: Any) -> Callable[[Any], bool]:
    """A check for one of a few values."""
    return lambda value: value in choices


def name_param(name: str, names: Sequence[str]) -> Param[str]:
    """How one of a few names stands in the URL; the first one is left out."""

    def read(text: str) -> str:
        if text not in names:
            raise ValueError(text)
        return text

    return Param(name, read, lambda value: None if value == names[0] else value)


def within(least: float, most: float) -> Callable[[Any], bool]:
    """A check for a number from `least` to `most`."""
    return lambda value: isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most


def tell(name: str, value: Any) -> None:
    """Give a widget of that key a value, before it is drawn."""
    st.session_state[name] = value


def heard(name: str) -> Any:
    """What a widget or a component of that key last said; None before. It comes from a browser: anything."""
    return st.session_state.get(name)
