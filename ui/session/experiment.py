"""The settings of the page Train that the session remembers: those of a run, and those of its twin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.session import runs, settings
from ui.session.address import Group, Params
from ui.session.store import Key, Param, one_of, within

SIDES = ("a", "b")
TWINS: Key[bool] = Key("twins", False, one_of(False, True))  # whether two runs are to start together
SIDE: Key[str] = Key("side", "a", one_of(*SIDES))  # whose settings are shown: "a", or "b" for the twin's
NONSENSE: Key[list[str]] = Key("nonsense", [])  # names of settings that the URL had wrong


def _keys(side: str) -> dict[str, Key[Any]]:
    """The keys of one side by the names of settings; "layers" and "hidden1" to "hidden4" stand for "hidden"."""
    keys: dict[str, Key[Any]] = {"layers": Key(f"set_{side}_layers", 1, within(0, settings.MAX_LAYERS))}
    for i in range(1, settings.MAX_LAYERS + 1):
        keys[f"hidden{i}"] = Key(f"set_{side}_hidden{i}", 30, within(1, settings.MAX_NEURONS))
    for name, setting in settings.SETTINGS.items():
        if name != "hidden":
            prefix = settings.TWIN if side == "b" else ""
            param = Param(prefix + name, setting.read, settings.text)
            keys[name] = Key(f"set_{side}_{name}", setting.read(setting.book), setting.valid, param)
    return keys


KEYS = {side: _keys(side) for side in SIDES}


def key(name: str, side: str | None = None) -> Key[Any]:
    """The key of a setting of a side, or of that whose settings are shown."""
    return KEYS[side or SIDE.get()][name]


def put(values: Mapping[str, Any], side: str | None = None) -> None:
    """Put settings into the widgets."""
    hidden = values["hidden"]
    key("layers", side).remember(len(hidden))
    for i in range(settings.MAX_LAYERS):
        key(f"hidden{i + 1}", side).remember(hidden[i] if i < len(hidden) else 30)
    for name in settings.SETTINGS:
        if name != "hidden":
            key(name, side).remember(values[name])


def values(side: str | None = None) -> dict[str, Any]:
    """The settings that are remembered."""
    hidden = tuple(key(f"hidden{i + 1}", side).get() for i in range(key("layers", side).get()))
    return {"hidden": hidden} | {name: key(name, side).get() for name in settings.SETTINGS if name != "hidden"}


def _begin() -> None:
    """On the first visit of the page, take the settings of the URL, or those of the run that was taken up again."""
    if key("eta", "a").known:
        return
    known = runs.own()
    if known and not any(name in st.query_params for name in settings.SETTINGS):
        status = known.poll()
        put(settings.values(status.config, known.rule) | {"eta": status.eta}, "a")
        return
    first, wrong = settings.read(st.query_params)
    put(first, "a")
    NONSENSE.put(wrong)
    if params := settings.twin_params(st.query_params):
        TWINS.put(True)
        put(settings.read({**settings.write(first), **params})[0], "b")


def _params() -> Params:
    """The settings that are not the book's, so that an experiment is a link; of the twin, those that are different."""
    first = values("a")
    found = settings.write(first) | (settings.write_twin(first, values("b")) if TWINS.get() else {})
    names = [prefix + name for prefix in ("", settings.TWIN) for name in settings.SETTINGS]
    return {name: found.get(name) for name in names}


ADDRESS = Group(_begin, _params)
