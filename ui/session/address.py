"""The URL: read once when a page opens, and written by the browser itself.

`st.query_params` would add an entry to the browser's history for each parameter that changes, so that the way back
leads through every digit that was looked at. A component replaces the address instead.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

from ui.folders import ASSETS
from ui.session import memo
from ui.session.store import LANGUAGE, Key

Params = dict[str, str | None]


class Group(NamedTuple):
    """Parameters that belong together. `begin` takes what the URL says of them; `params` is what it should say."""

    begin: Callable[[], None]
    params: Callable[[], Params]


class Opened(NamedTuple):
    """The page that is open: the end of its path, empty for the first one, and the groups of its address."""

    path: str
    groups: tuple[Group, ...]


_OPEN: Key[Opened] = Key("address", Opened("", ()))
_TOLD = "address"  # what the browser was told last
_replace = st.components.v2.component(
    "address", html="<i></i>\n", js=(ASSETS / "canvas" / "address" / "address.js").read_text("utf-8")
)


def of(*keys: Key[Any]) -> Group:
    """A group of keys, each with its own parameter."""

    def begin_all() -> None:
        for key in keys:
            begin(key)

    def params() -> Params:
        return {key.param.name: key.param.write(key.get()) for key in keys if key.param}

    return Group(begin_all, params)


def begin(key: Key[Any]) -> bool:
    """Take a value from the URL if the session knows none; False if what stands there is nonsense."""
    assert key.param
    text = st.query_params.get(key.param.name)
    if key.known or text is None:
        return True
    try:
        value = key.param.read(text)
    except ValueError:
        return False
    if key.valid(value):
        key.put(value)
    return key.valid(value)


def open(path: str, *groups: Group) -> None:
    """Begin a page whose path ends so and whose address holds these groups."""
    _OPEN.put(Opened(path, groups))
    for group in groups:
        group.begin()


def params() -> Params:
    """The parameters of the open page as they should stand in its address; None for one that should not."""
    found: Params = {}
    for group in _OPEN.get().groups:
        found |= group.params()
    return found


def show() -> None:
    """Have the browser show these parameters: at the end of the frame of each page."""
    _tell("page", params())


def follow(part: str) -> None:
    """The same at the end of a part that is drawn by itself, where a click in it has changed a parameter.

    `part` distinguishes such places. The newest counts; a part that says nothing new sends nothing.
    """
    if (now := params()) != memo.last(_TOLD):
        _tell(part, now)


def _tell(part: str, now: Params) -> None:
    memo.keep(_TOLD, now)
    with st.container(key=f"address_{part}"):
        _replace(
            key=f"address:{part}",
            data={"params": now, "page": _OPEN.get().path, "at": time.time_ns() // 1000, "lang": LANGUAGE.get()},
        )
