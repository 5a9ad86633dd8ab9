"""The visitor's run and its twin."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import cycle

import streamlit as st

from engine.training.live import LiveRun
from engine.training.status import Status
from ui.session import resources
from ui.session.address import Group
from ui.session.networks import NETWORK
from ui.session.store import Key

RUN: Key[str | None] = Key("run", None)  # the id of the visitor's run; also in the URL, so that a reload finds it
TWIN: Key[str | None] = Key("twin", None)  # the same for the run beside it
RUNS = {"a": RUN, "b": TWIN}  # by the side that their settings have
MOMENT: Key[float | None] = Key("moment", None)  # the position in epochs that the visitor went back to; None is now
ELSEWHERE: Key[str | None] = Key("elsewhere", None)  # the id of a run that another window of this browser has started
PACE: Key[float] = Key("pace", math.inf)  # mini-batches a second


@dataclass(frozen=True, eq=False)
class ObservedRun:
    """A run as it was when a page looked at it; once it has `ended`, there is no newer status."""

    id: str
    ended: bool
    status: Status

    @classmethod
    def of(cls, run: LiveRun) -> ObservedRun:
        ended = run.ended  # first: a status that is read after the end is the last one
        return cls(run.id, ended, run.poll())


Observed = Mapping[str, ObservedRun]  # the visitor's run and its twin, by side, as far as they exist


def own(key: Key[str | None] = RUN) -> LiveRun | None:
    """The run of this visitor, or its twin, if the server still has it."""
    return resources.runs().get(key.get())


def both() -> list[LiveRun]:
    """The visitor's run and its twin, as far as they exist."""
    return [run for key in RUNS.values() if (run := own(key))]


def observe() -> Observed:
    """What a page, or a part of it that is drawn by itself, hands on, so that all of it shows the same moment."""
    return observer()()


def observer() -> Callable[[], Observed]:
    """The same for a view that the server draws without the session; it keeps no run alive."""
    ids = {side: key.get() for side, key in RUNS.items()}
    return lambda: {side: ObservedRun.of(run) for side, id in ids.items() if (run := resources.runs().get(id))}


def _take_up() -> None:
    """After a reload, or in another window of this browser, go on with the runs whose ids are in the URL."""
    for key in RUNS.values():
        found = resources.runs().get(st.query_params.get(key.name))
        if not own(key) and found and found.owner == browser():
            key.put(found.id)
            PACE.remember(found.pace)
            if key is RUN:
                NETWORK.remember("run")
    if not own() and (newer := _started_elsewhere(RUN)):
        twin = _started_elsewhere(TWIN)
        RUN.put(newer.id)
        TWIN.put(twin.id if twin else None)
        MOMENT.put(None)
        PACE.remember(newer.pace)
        ELSEWHERE.put(newer.id)


def _started_elsewhere(key: Key[str | None]) -> LiveRun | None:
    """The run that has taken the place of this visitor's in another window of the browser."""
    newer = resources.runs().successor(key.get())
    return newer if newer and newer.owner == browser() else None


def _params() -> dict[str, str | None]:
    return {key.name: run.id if (run := own(key)) else None for key in RUNS.values()}


ADDRESS = Group(_take_up, _params)


def browser() -> str:
    """What identifies this browser, so that a shared link does not hand over the run in it.

    It is the token of Streamlit's XSRF cookie, which is masked anew in each answer; "" where cookies are off.
    """
    try:
        _, mask, token, _ = st.context.cookies.get("_streamlit_xsrf", "").split("|")
        return bytes(byte ^ key for byte, key in zip(bytes.fromhex(token), cycle(bytes.fromhex(mask)))).hex()
    except ValueError:
        return ""
