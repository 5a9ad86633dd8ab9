"""The orders to a run: start, pause, resume, stop, step, and its pace. Its twin gets them as well."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from engine import Splits
from engine.training.live import UNITS, State
from ui.session import current, runs, widgets
from ui.session.runs import Observed
from ui.session.store import Key
from ui.text.words import Words
from ui.train import history_view, keys, shelf_view
from ui.train.launch import launch, set_pace

PACES = (math.inf, 1000, 100, 10, 1)  # mini-batches a second
DOUBLE_CLICK = 0.4  # seconds within which a second click belongs to the first


def row(words: Words, splits: Splits, observed: Observed) -> None:
    """A button for each order that makes sense now; the space bar presses the most likely one."""
    shelf_view.keep(run for run in observed.values() if run.status.state.over)
    states = {run.status.state for run in observed.values()}
    over = all(state.over for state in states)
    paused = not over and State.RUNNING not in states
    with st.container():  # always there, so that what follows keeps its place
        if most := keys.FULL.forget():
            st.error(words("state.full", most=most))
        if runs.ELSEWHERE.get() in {run.id for run in observed.values()}:
            st.info(words["state.elsewhere"], icon=":material/tab:")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        start, pause = "start" if over else "restart", "resume" if paused else "pause"
        _button(words, "start", start, _start, splits, icon="play_arrow" if over else "replay", **_likely(over))
        _button(words, "pause", pause, _resume if paused else _pause, icon=pause, disabled=over, **_likely(not over))
        _button(words, "stop", "stop", _stop, icon="stop", disabled=over)
        _button(words, "step", "step", _step, icon="skip_next", disabled=over, shortcut="right")
        _select(words, keys.STEP, "unit", UNITS, lambda unit: words("orders.by", unit=words[f"unit.{unit}"]), 162)
        _select(words, runs.PACE, "pace", PACES, lambda pace: _pace_name(words, pace), 128, then=set_pace)


def basis(observed: Observed) -> tuple[object, ...]:
    """What the orders and all that stands still depend on: the runs, their states, and the news of one that rests."""
    return tuple(
        (run.id, run.status.state, run.ended, run.status.state != State.RUNNING and run.status.version)
        for run in observed.values()
    )


def _likely(likely: bool) -> dict[str, Any]:
    return {"type": "primary", "shortcut": "space"} if likely else {}


def _button(
    words: Words, name: str, text: str, order: Callable[..., None], *args: Any, icon: str, **options: Any
) -> None:
    """A button that keeps its key where its text changes, so that the one before is not seen beside it."""
    key, icon = f"order_{name}", f":material/{icon}:"
    st.button(words[f"orders.{text}"], key=key, on_click=order, args=args, icon=icon, **options)


def _select(
    words: Words,
    key: Key[Any],
    label: str,
    options: Sequence[Any],
    texts: Callable[[Any], str],
    width: int,
    **more: Any,
) -> None:
    """A list without a label of its own: what is chosen says what it is."""
    widgets.select(key, words[f"orders.{label}"], options, texts, label_visibility="collapsed", width=width, **more)


def _pace_name(words: Words, pace: float) -> str:
    return words["pace.full"] if pace == math.inf else words("pace.slow", count=words.whole(int(pace)))


# --- what the buttons do ---


def _start(splits: Splits) -> None:
    if not _is_double_click("start"):
        launch(splits)


def _pause() -> None:
    if not _is_double_click("pause"):
        for run in runs.both():
            run.pause()


def _resume() -> None:
    if not _is_double_click("pause"):
        runs.MOMENT.put(None)
        for run in runs.both():
            run.resume()


def _stop() -> None:
    for run in runs.both():
        run.stop()


def _step() -> None:
    """Forward: to the next moment of the past, or by training for one step more."""
    run = runs.own()
    if run and current.past(status := run.poll()) is not None:
        history_view.go(1, status.history.index(current.moment(status)))
        return
    for run in runs.both():
        run.step(keys.STEP.get())


def _is_double_click(button: str) -> bool:
    """Whether a click on a button belongs to the one before; Pause and Resume, which change places, are one button."""
    now = time.monotonic()
    last, before = keys.CLICKED.get()
    keys.CLICKED.put((button, now))
    return button == last and now - before < DOUBLE_CLICK
