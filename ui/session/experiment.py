"""The settings on the page Train that the session remembers: those of a run, and those of its twin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.session import runs, settings
from ui.session.address import Group, Params
from ui.session.store import Key, Param, one_of

SIDES = tuple(runs.RUNS)
PLACES = range(1, settings.MOST_LAYERS + 1)  # of hidden layers
TWINS: Key[bool] = Key("twins", False, one_of(False, True))  # whether two runs are to start together
SIDE: Key[str] = Key("side", "a", one_of(*SIDES))  # whose settings are shown: "a", or "b" for the twin's
NONSENSE: Key[list[str]] = Key("nonsense", [])  # names of settings that are nonsense in the URL


def _keys(side: str) -> dict[str, Key[Any]]:
    """The keys of one side by the names of settings; "layers" and "hidden1" to "hidden4" stand for "hidden"."""
    keys = {"layers": _key(side, "layers", settings.LAYERS)}
    keys |= {f"hidden{place}": _key(side, f"hidden{place}", settings.NEURONS) for place in PLACES}
    prefix = settings.TWIN if side == "b" else ""
    for name, setting in settings.SETTINGS.items():
        if name != "hidden":
            keys[name] = _key(side, name, setting, Param(prefix + name, setting.read, settings.written))
    return keys


def _key(side: str, name: str, setting: settings.Setting, param: Param[Any] | None = None) -> Key[Any]:
    return Key(f"set_{side}_{name}", setting.book, setting.valid, param)


KEYS = {side: _keys(side) for side in SIDES}


def key(name: str, side: str | None = None) -> Key[Any]:
    """The key of a setting of a side, or of the side whose settings are shown."""
    return KEYS[side or SIDE.get()][name]


def put(values: Mapping[str, Any], side: str | None = None) -> None:
    """Remember settings; the widgets that show them start anew with them."""
    hidden = values["hidden"]
    key("layers", side).remember(len(hidden))
    for place in PLACES:
        here = key(f"hidden{place}", side)
        here.remember(hidden[place - 1] if place <= len(hidden) else here.default)
    for name in settings.SETTINGS:
        if name != "hidden":
            key(name, side).remember(values[name])


def values(side: str | None = None) -> dict[str, Any]:
    """The settings that are remembered."""
    count = key("layers", side).get()
    hidden = tuple(key(f"hidden{place}", side).get() for place in PLACES[:count])
    return {"hidden": hidden} | {name: key(name, side).get() for name in settings.SETTINGS if name != "hidden"}


def _begin() -> None:
    """On the first visit of the page, take the settings of the URL, or those of a run that was taken up again."""
    if key("eta", "a").known:
        return
    run = runs.own()
    if run and not any(name in st.query_params for name in settings.SETTINGS):
        status = run.poll()
        put(settings.values(status.config, run.rule) | {"eta": status.eta}, "a")
        return
    first, wrong = settings.read(st.query_params)
    put(first, "a")
    NONSENSE.put(wrong)
    if params := settings.twin_params(st.query_params):
        TWINS.put(True)
        put(settings.read({**settings.write(first), **params})[0], "b")


def _params() -> Params:
    """The settings that are not the book's, so that an experiment is a link; of a twin, those that are different."""
    first = values("a")
    found = settings.write(first) | (settings.write_twin(first, values("b")) if TWINS.get() else {})
    names = [prefix + name for prefix in ("", settings.TWIN) for name in settings.SETTINGS]
    return {name: found.get(name) for name in names}


ADDRESS = Group(_begin, _params)
