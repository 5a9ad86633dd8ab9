"""The console of a run and its twin: orders, time travel, state, curves, and what is wrong."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from engine import Splits
from engine.diagnosis import Finding
from engine.live import UNITS, State, Status
from engine.runs import ServerFull
from ui import current, experiment, figures, frame, insights, resources, shelf, state, widgets
from ui.numbers import short
from ui.words import Words

PACES = (math.inf, 1000, 100, 10, 1)  # mini-batches a second
MOVING, RESTING = 0.2, 1.0  # seconds between two looks at what moves, and at what has something to click
STILL = 60.0  # seconds between two looks at a run that is over: it is dropped when nobody looks
SHOWN_BY_ERRORS = ("dead", "saturated", "silent", "vanishing", "chance")  # findings that the page Errors shows
SHARES = ("accuracy", "low", "high", "training", "validation", "fall")  # evidence in per cent
TWICE = 0.4  # seconds in which a second click is a double click

Drawn = tuple[State | None, ...]  # what the orders were drawn for


def watch(words: Words, splits: Splits, drawn: Drawn) -> None:
    """What the run does, which is looked at as long as it goes on; `drawn` is what the orders were drawn for.

    What moves is drawn five times a second and holds nothing to click, and the rest more seldom: each element that is
    drawn again costs the training a little. The orders are drawn again when the state of a run is another.
    """
    statuses = _look()
    progress, travel, findings, choice, insight = (frame.fixed() for _ in range(5))
    with progress:
        _again(MOVING, drawn, _progress, words)
    with choice:
        chosen = insights.choose(words)
    with insight:
        _again(MOVING if chosen in ("weights", "inside") else RESTING, drawn, _insight, words, chosen)
    if statuses:
        with travel:
            _travel(words, statuses[0], splits)
        with findings:
            _again(RESTING, drawn, _findings, words)


def _again(seconds: float, drawn: Drawn, view: Callable[..., None], *args: Any) -> None:
    """Draw a part of the page; again every so many seconds while there is a run, more seldom when it is over."""

    def draw() -> None:
        if drawn != _drawn() or state.take(state.REDRAW):  # a click in here concerns the rest of the page too
            st.rerun()
        view(*args)

    runs = state.runs()
    if all(run.state.over for run in runs):
        seconds = STILL
    st.fragment(draw, run_every=resources.interval(seconds) if runs else None)()


def _look() -> list[Status]:
    return [run.poll() for run in state.runs()]


def _drawn() -> Drawn:
    """What the orders depend on: the states, and the history of a run that stands still."""
    first = state.run()
    still = first is not None and first.state != State.RUNNING
    return (*(run.state for run in state.runs()), len(first.poll().history) if first and still else None)  # type: ignore[arg-type]


def _progress(words: Words) -> None:
    statuses = _look()
    _state(words, statuses)
    _curves(words, statuses)


def _insight(words: Words, chosen: str) -> None:
    statuses = _look()
    insights.view(words, statuses[0] if statuses else None, chosen)


# --- orders ---


def _button(
    words: Words, name: str, *, disabled: bool, order: Callable[..., None], args: tuple = (), **more: Any
) -> None:
    st.button(words[f"orders.{name}"], key=f"order_{name}", disabled=disabled, on_click=order, args=args, **more)


def orders(words: Words, splits: Splits) -> Drawn:
    """The buttons; what they do, they do to the twin as well. Returns what they were drawn for."""
    shelf.take_over()
    drawn = _drawn()
    states = {run.state for run in state.runs()}
    over = all(each.over for each in states)
    paused = not over and State.RUNNING not in states
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
        _choice(words, state.STEP, "unit", UNITS, lambda unit: words[f"unit.{unit}"])
        _choice(words, state.PACE, "pace", PACES, lambda pace: _pace_name(words, pace), then=_pace)
    return drawn


def _choice(
    words: Words, name: str, label: str, options: Sequence[Any], texts: Callable[[Any], str], **more: Any
) -> None:
    widgets.select(name, words[f"orders.{label}"], options, texts, label_visibility="collapsed", width=128, **more)


def _pace_name(words: Words, pace: Any) -> str:
    return words["pace.full"] if pace == math.inf else words("pace.slow", count=words.whole(pace))


def _start(splits: Splits) -> None:
    if not _twice("start"):
        launch(splits)


def launch(splits: Splits, origin: Status | None = None) -> None:
    """Start a run with the settings, and its twin with its own; with `origin`, from there on."""
    shelf.take_over(also_running=True)
    state.put(state.MOMENT, None)
    try:
        _launch_one(state.RUN, state.settings("a"), splits, origin)
        if state.get(state.TWINS) and not origin:
            _launch_one(state.TWIN, state.settings("b"), splits, None)
        else:
            _drop_twin()
    except ServerFull as full:
        state.put(state.FULL, full.most)
        return
    state.remember(state.NETWORK, "run")
    state.put(state.NONSENSE, [])
    _pace()


def _launch_one(key: str, settings: Mapping[str, Any], splits: Splits, origin: Status | None) -> None:
    config, rule = experiment.config(settings), experiment.rule(settings)
    if origin and origin.snapshot.epoch >= config.epochs:
        config = replace(config, epochs=origin.snapshot.epoch + config.epochs)
    run = resources.runs().launch(
        config, splits, replaces=state.get(key), origin=origin, rule=rule, owner=state.browser()
    )
    state.put(key, run.id)


def _drop_twin() -> None:
    if twin := state.run(state.TWIN):
        twin.stop()
    state.put(state.TWIN, None)
    state.write_param(state.TWIN, None)


def _pause() -> None:
    if not _twice("pause"):
        for run in state.runs():
            run.pause()


def _resume() -> None:
    if not _twice("pause"):
        state.put(state.MOMENT, None)
        for run in state.runs():
            run.resume()


def _stop() -> None:
    for run in state.runs():
        run.stop()


def _twice(button: str) -> bool:
    """Whether this is the second click of a double click on a button (Pause and Resume are one)."""
    now = time.monotonic()
    last, before = state.get(state.CLICKED) or ("", 0.0)
    state.put(state.CLICKED, (button, now))
    return button == last and now - before < TWICE


def _step() -> None:
    """Forward: to the next moment of the past, or by training one step more."""
    run = state.run()
    if run and current.past(run.poll()) is not None:
        _go(1, run.poll().history.index(current.moment(run.poll())))
        return
    for run in state.runs():
        run.step(state.get(state.STEP))


def _pace() -> None:
    for run in state.runs():
        run.set_pace(state.get(state.PACE))


# --- time travel ---


def _travel(words: Words, status: Status, splits: Splits) -> None:
    """Below the curves: go back to a moment of the run; every picture on every page goes along."""
    history = status.history
    here = len(history) - 1 if current.past(status) is None else history.index(current.moment(status))
    running = status.state == State.RUNNING
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(
            words["travel.back"],
            key="travel_back",
            icon=":material/skip_previous:",
            on_click=_go,
            args=(-1, None if running else here),
            shortcut="left",
            disabled=here <= 0 and not running,
        )
        if running or len(history) < 2:
            st.space("stretch")
        else:
            st.select_slider(
                words["travel.slider"],
                range(len(history)),
                here,
                format_func=lambda i: f"{history[i].epochs:.2f}" if i < len(history) else "",
                key=f"travel:{len(history)}:{here}",
                on_change=_slid,
                args=(len(history), here),
                label_visibility="collapsed",
                width="stretch",
            )
        st.button(words["travel.now"], key="travel_now", on_click=_now, disabled=current.past(status) is None)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        widgets.pick(
            state.ZOOM, words["curves.zoom"], (0, 90), lambda least: f"{least}–100 %", label_visibility="collapsed"
        )
        st.space("stretch")
        st.button(
            words["travel.continue"],
            key="travel_continue",
            icon=":material/fork_right:",
            on_click=_continue,
            args=(splits,),
            disabled=running,
            help=words["travel.continue_help"],
        )


def _slid(count: int, here: int) -> None:
    place = state.get(f"travel:{count}:{here}")
    if (run := state.run()) and isinstance(place, int) and 0 <= place < len(run.poll().history):
        _to(run.poll(), place)


def _go(step: int, here: int | None) -> None:
    """To the next moment of the history, or to the one before; a run that goes on is paused for that.

    `here` is the place in the history that the button was drawn for, None for now: Streamlit may call twice for one
    click, when another message comes in between.
    """
    if not (run := state.run()):
        return
    for each in state.runs():
        each.pause()
    status = run.poll()
    now = len(status.history) - 1
    _to(status, min(max((now if here is None else here) + step, 0), now))


def _to(status: Status, place: int) -> None:
    last = place == len(status.history) - 1
    state.put(state.MOMENT, None if last else status.history[place].epochs)


def _now() -> None:
    state.put(state.MOMENT, None)


def _continue(splits: Splits) -> None:
    """A run that begins where one is looking, with the settings that are shown."""
    if run := state.run():
        status = run.poll()
        launch(splits, status.until(current.moment(status)))


# --- state, curves, findings ---


def _state(words: Words, statuses: list[Status]) -> None:
    """What the run is doing, and how far it is."""
    if most := state.take(state.FULL):
        st.error(words("state.full", most=most))
    if not statuses:
        st.progress(0.0, words["state.none"])
        return
    status = statuses[0]
    snapshot, config = status.snapshot, status.config
    line = words(
        "state.done" if snapshot.finished else "state.line",
        state=words[f"state.{status.state}"],
        epoch=min(snapshot.epoch + 1, config.epochs),
        epochs=config.epochs,
        mini_batch=words.whole(snapshot.mini_batch),
        mini_batches=words.whole(snapshot.mini_batches_per_epoch),
    )
    parts = [line, *([words("state.example", example=snapshot.example)] if snapshot.example else [])]
    parts += _left(words, status)
    if (moment := current.past(status)) is not None:
        parts.append(words("state.moment", epochs=f"{moment:.2f}"))
    elif status.reason in ("accuracy", "patience", "seconds", "unwatched"):
        parts.append(words[f"reason.{status.reason}"])
    st.progress(min(1.0, snapshot.epochs / config.epochs), " · ".join(parts))


def _left(words: Words, status: Status) -> list[str]:
    if status.state != State.RUNNING or math.isinf(status.seconds_left):
        return []
    minutes, seconds = divmod(round(status.seconds_left), 60)
    return [words("state.left", minutes=minutes, seconds=f"{seconds:02d}")]


def _curves(words: Words, statuses: list[Status]) -> None:
    runs = shelf.named(statuses, words)
    first = statuses[0] if statuses else None
    last = first.measurements.curve[-1] if first and first.measurements.curve else None
    alt = words["curves.title"]
    if last:
        alt = words("curves.alt", accuracy=f"{last.validation_accuracy:.1%}", epochs=f"{last.epochs:.1f}")
    option = figures.curves(runs, words, least=state.get(state.ZOOM), moment=current.past(first) if first else None)
    st.echarts_chart(option, height=405, key="curves", alt=alt)


def _findings(words: Words) -> None:
    """What is wrong, with the evidence, a page that shows it, and a remedy in one click."""
    status = _look()[0]
    if status.state == State.DIVERGED:
        init = {"init": "scaled"} if status.config.init == "gaussian" else {}
        _finding(
            words, Finding("diverged", {"eta": status.eta}, init | {"eta": float(f"{status.eta / 10:.1g}")}), status
        )
    if status.state == State.FAILED:
        st.error(words("problem.failed", reason=status.reason))
    for finding in status.measurements.findings:
        _finding(words, finding, status)


def _finding(words: Words, finding: Finding, status: Status) -> None:
    evidence = {name: _evidence(name, value) for name, value in finding.evidence.items()}
    with st.container(border=True, key=f"finding_{finding.kind}"):
        st.markdown(f":material/stethoscope: {words(f'problem.{finding.kind}', **evidence)}")
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.button(
                words("problem.try", remedy=figures.changed(finding.remedy, words)),
                key=f"remedy_{finding.kind}",
                on_click=_remedy,
                args=(finding.remedy,),
                icon=":material/healing:",
            )
            if finding.kind in SHOWN_BY_ERRORS and "errors" in frame.PAGES:
                frame.link("errors", words["problem.see"])


def _evidence(name: str, value: Any) -> str:
    if name in SHARES:
        return f"{value:.1%}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return short(float(f"{value:.3g}")) if isinstance(value, float) else str(value)


def _remedy(remedy: Mapping[str, Any]) -> None:
    """Start again with settings that should help."""
    known = state.run()
    values = experiment.values(known.poll().config, known.rule) if known else state.settings("a")
    state.remember(state.SIDE, "a")
    state.put_settings({**values, **remedy}, "a")
    launch(resources.loaded())
