"""The console of a run: orders, state, curves, weights and the table of epochs."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from engine import Splits
from engine.live import UNITS, State, Status
from engine.runs import ServerFull
from ui import components, experiment, figures, resources, state, widgets
from ui.words import Words

PACES = (math.inf, 1000, 100, 10, 1)  # mini-batches a second
STILL = 60.0  # seconds between two looks at a run that is over: it is dropped when nobody looks
TWICE = 0.4  # seconds in which a second click is a double click


def watch(words: Words, splits: Splits) -> None:
    """The orders, and below them the view, which looks at the run as long as that goes on.

    Only what moves is in the view, and what is heavy moves more seldom: each element that is drawn again costs the
    training a little. The orders are drawn again when the state of the run is another.
    """
    status = _look()
    state_drawn = status.state if status else None
    _orders(words, splits, state_drawn)
    for view, seconds in ((_quick, 0.2), (_slow, 0.7)):
        if status and status.state.over:
            seconds = STILL
        st.fragment(view, run_every=resources.interval(seconds) if status else None)(words, state_drawn)


def _look() -> Status | None:
    run = state.run()
    return run.poll() if run else None


def _quick(words: Words, drawn: State | None) -> None:
    status = _look()
    if drawn != (status.state if status else None):
        st.rerun()
    _state(words, status)
    _curves(words, status)


def _slow(words: Words, _: State | None) -> None:
    status = _look()
    _weights(words, status)
    _epochs(words, status)


def _orders(words: Words, splits: Splits, now: State | None) -> None:
    """The buttons; `now` is what the run is doing, if there is one."""
    over = now is None or now.over

    def button(name: str, *, disabled: bool, order: Callable[..., None], args: tuple = (), **options: Any) -> None:
        st.button(words[f"orders.{name}"], key=f"order_{name}", disabled=disabled, on_click=order, args=args, **options)

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        button("start", disabled=False, order=_start, args=(splits,), type="primary", icon=":material/play_arrow:")
        if now == State.PAUSED:
            button("resume", disabled=False, order=_resume, icon=":material/resume:")
        else:
            button("pause", disabled=over, order=_pause, icon=":material/pause:")
        button("stop", disabled=over, order=_stop, icon=":material/stop:")
        st.space("stretch")
        _zoom(words)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        button("step", disabled=over, order=_step, icon=":material/skip_next:")
        widgets.pick(
            state.STEP,
            words["orders.unit"],
            UNITS,
            lambda unit: words[f"unit.{unit}"],
            label_visibility="collapsed",
        )
        widgets.select(
            state.PACE,
            words["orders.pace"],
            PACES,
            lambda pace: words["pace.full"] if pace == math.inf else words("pace.slow", count=words.whole(pace)),
            then=_pace,
            label_visibility="collapsed",
            width=155,
        )


def _start(splits: Splits) -> None:
    if _twice("start"):
        return
    config = experiment.config(state.settings())
    try:
        run = resources.runs().launch(config, splits, replaces=state.get(state.RUN), owner=state.browser())
    except ServerFull as full:
        state.put(state.FULL, full.most)
        return
    state.put(state.RUN, run.id)
    state.remember(state.NETWORK, "run")
    state.put(state.NONSENSE, [])
    _pace()


def _pause() -> None:
    if (run := state.run()) and not _twice("pause"):
        run.pause()


def _resume() -> None:
    if (run := state.run()) and not _twice("pause"):
        run.resume()


def _stop() -> None:
    if run := state.run():
        run.stop()


def _twice(button: str) -> bool:
    """Whether this is the second click of a double click on a button (Pause and Resume are one)."""
    now = time.monotonic()
    last, before = state.get(state.CLICKED) or ("", 0.0)
    state.put(state.CLICKED, (button, now))
    return button == last and now - before < TWICE


def _step() -> None:
    if run := state.run():
        run.step(state.get(state.STEP))


def _pace() -> None:
    if run := state.run():
        run.set_pace(state.get(state.PACE))


def _state(words: Words, status: Status | None) -> None:
    """What the run is doing, how far it is, and what is wrong with it."""
    if most := state.take(state.FULL):
        st.error(words("state.full", most=most))
    if status is None:
        st.progress(0.0, words["state.none"])
        return
    snapshot, config = status.snapshot, status.config
    st.progress(
        min(1.0, snapshot.epochs / config.epochs),
        words(
            "state.done" if snapshot.finished else "state.line",
            state=words[f"state.{status.state}"],
            epoch=min(snapshot.epoch + 1, config.epochs),
            epochs=config.epochs,
            mini_batch=words.whole(snapshot.mini_batch),
            mini_batches=words.whole(snapshot.mini_batches_per_epoch),
        )
        + (" · " + words("state.example", example=snapshot.example) if snapshot.example else "")
        + _left(words, status),
    )
    for problem in _problems(words, status):
        st.warning(problem, icon=":material/warning:")


def _left(words: Words, status: Status) -> str:
    if status.state != State.RUNNING or math.isinf(status.seconds_left):
        return ""
    minutes, seconds = divmod(round(status.seconds_left), 60)
    return " · " + words("state.left", minutes=minutes, seconds=f"{seconds:02d}")


def _problems(words: Words, status: Status) -> list[str]:
    """What is wrong, each with its remedy."""
    found, config = status.measurements, status.config
    problems = []
    if status.state == State.DIVERGED:
        problems.append(words("problem.diverged", eta=f"{status.eta:g}"))
    if status.state == State.FAILED:
        problems.append(words("problem.failed", reason=status.reason))
    if status.reason == "unwatched":
        problems.append(words["problem.unwatched"])
    problems += [words(f"problem.{finding.kind}") for finding in found.findings]
    return problems


def _zoom(words: Words) -> None:
    """Where the axis of accuracy begins, in per cent."""
    widgets.pick(
        state.ZOOM,
        words["curves.zoom"],
        (0, 90),
        lambda least: f"{least}–100 %",
        label_visibility="collapsed",
    )


def _curves(words: Words, status: Status | None) -> None:
    last = status.measurements.curve[-1] if status and status.measurements.curve else None
    alt = words["curves.title"]
    if last:
        alt = words("curves.alt", accuracy=f"{last.validation_accuracy:.1%}", epochs=f"{last.epochs:.1f}")
    st.echarts_chart(figures.curves(status, words, least=state.get(state.ZOOM)), height=405, key="curves", alt=alt)


def _weights(words: Words, status: Status | None) -> None:
    """The first layer of the run; before there is one, of the network that it would start with."""
    network = status.snapshot.network if status else experiment.config(state.settings()).network()
    components.weights("train_weights", network, words)


def _epochs(words: Words, status: Status | None) -> None:
    if status and status.measurements.epochs:
        with st.container(height=260):
            st.html(figures.epoch_table(status, words))
