"""The orders of a run: start, pause, step, stop, and its pace."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from engine import Splits
from engine.training.live import UNITS, State
from ui.session import current, runs, widgets
from ui.session.store import Key
from ui.text.words import Words
from ui.train import history_view, keys, shelf_view
from ui.train.launch import launch, set_pace

PACES = (math.inf, 1000, 100, 10, 1)  # mini-batches a second
TWICE = 0.4  # seconds in which a second click is a double click

Drawn = tuple[object, ...]  # what the orders were drawn for


def row(words: Words, splits: Splits) -> Drawn:
    """The buttons; what they do, they do to the twin as well. Returns what they were drawn for."""
    shelf_view.take_over()
    now = drawn()
    states = {run.state for run in runs.both()}
    over = all(each.over for each in states)
    paused = not over and State.RUNNING not in states
    if most := keys.FULL.forget():
        st.error(words("state.full", most=most))
    main: dict[str, Any] = {"type": "primary", "shortcut": "space"}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if over:
            _button(words, "start", disabled=False, order=_start, args=(splits,), icon=":material/play_arrow:", **main)
        else:
            _button(words, "restart", disabled=False, order=_start, args=(splits,), icon=":material/replay:")
        if paused:
            _button(words, "resume", disabled=False, order=_resume, icon=":material/resume:", **main)
        else:
            more = {} if over else main
            _button(words, "pause", disabled=over, order=_pause, icon=":material/pause:", **more)
        _button(words, "stop", disabled=over, order=_stop, icon=":material/stop:")
        _button(words, "step", disabled=over, order=_step, icon=":material/skip_next:", shortcut="right")
        _choice(words, keys.STEP, "unit", UNITS, lambda unit: words[f"unit.{unit}"])
        _choice(words, runs.PACE, "pace", PACES, lambda pace: _pace_name(words, pace), then=set_pace)
    return now


def drawn() -> Drawn:
    """What the orders depend on: the runs, their states, and the history of one that stands still."""
    both = runs.both()
    still = bool(both) and both[0].state != State.RUNNING
    return (*((run.id, run.state, run.ended) for run in both), len(both[0].poll().history) if still else None)


def _button(
    words: Words, name: str, *, disabled: bool, order: Callable[..., None], args: tuple = (), **more: Any
) -> None:
    st.button(words[f"orders.{name}"], key=f"order_{name}", disabled=disabled, on_click=order, args=args, **more)


def _choice(
    words: Words, key: Key[Any], label: str, options: Sequence[Any], texts: Callable[[Any], str], **more: Any
) -> None:
    widgets.select(key, words[f"orders.{label}"], options, texts, label_visibility="collapsed", width=128, **more)


def _pace_name(words: Words, pace: Any) -> str:
    return words["pace.full"] if pace == math.inf else words("pace.slow", count=words.whole(pace))


def _start(splits: Splits) -> None:
    if not _twice("start"):
        launch(splits)


def _pause() -> None:
    if not _twice("pause"):
        for run in runs.both():
            run.pause()


def _resume() -> None:
    if not _twice("pause"):
        runs.MOMENT.put(None)
        for run in runs.both():
            run.resume()


def _stop() -> None:
    for run in runs.both():
        run.stop()


def _twice(button: str) -> bool:
    """Whether this is the second click of a double click on a button (Pause and Resume are one)."""
    now = time.monotonic()
    last, before = keys.CLICKED.get() or ("", 0.0)
    keys.CLICKED.put((button, now))
    return button == last and now - before < TWICE


def _step() -> None:
    """Forward: to the next moment of the past, or by training one step more."""
    run = runs.own()
    if run and current.past(run.poll()) is not None:
        history_view.go(1, run.poll().history.index(current.moment(run.poll())))
        return
    for run in runs.both():
        run.step(keys.STEP.get())
