"""The console of a run and its twin: what it does, its curves, what is wrong with it, and a closer look."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from engine import Splits
from engine.training.diagnosis import divergence
from engine.training.live import State, Status
from engine.training.measurements import Finding
from ui.screen import fragments, pages
from ui.session import current, experiment, resources, runs, settings
from ui.text.numbers import short
from ui.text.words import Words
from ui.train import curves, history_view, insights_view, keys, orders_view, shelf_view
from ui.train.launch import launch

MOVING, RESTING = 0.2, 1.0  # seconds between two looks at what moves, and at what has something to click
STILL = 60.0  # seconds between two looks at a run that is over: it is dropped when nobody looks
SHOWN_BY_ERRORS = ("dead", "saturated", "silent", "vanishing", "chance")  # findings that the page Errors shows
SHARES = ("accuracy", "low", "high", "training", "validation", "fall")  # evidence in per cent


def watch(words: Words, splits: Splits, drawn: orders_view.Drawn) -> None:
    """What the run does, which is looked at as long as it goes on; `drawn` is what the orders were drawn for.

    What moves is drawn five times a second and holds nothing to click, and the rest more seldom: each element that is
    drawn again costs the training a little. The orders are drawn again when the state of a run is another.
    """
    statuses = _look()
    progress, past, findings, choice, insight = (fragments.fixed() for _ in range(5))
    with progress:
        _again(MOVING, drawn, _progress, words)
    with choice:
        chosen = insights_view.choose(words)
    with insight:
        _again(MOVING if chosen in insights_view.MOVING else RESTING, drawn, _insight, words, chosen)
    if statuses:
        with past:
            history_view.view(words, statuses[0], splits)
        with findings:
            _again(RESTING, drawn, _findings, words)


def _again(seconds: float, drawn: orders_view.Drawn, view: Callable[..., None], *args: Any) -> None:
    """Draw a part of the page; again every so many seconds while there is a run, more seldom when it is over."""

    def draw() -> None:
        if drawn != orders_view.drawn() or keys.REDRAW.forget():  # a click in here concerns the rest of the page too
            st.rerun()
        view(*args)

    both = runs.both()
    if all(run.ended for run in both):
        seconds = STILL
    st.fragment(draw, run_every=resources.interval(seconds) if both else None)()


def _look() -> list[Status]:
    return [run.poll() for run in runs.both()]


def _progress(words: Words) -> None:
    statuses = _look()
    _state(words, statuses)
    _curves(words, statuses)


def _insight(words: Words, chosen: str) -> None:
    statuses = _look()
    insights_view.view(words, statuses[0] if statuses else None, chosen)


# --- state, curves, findings ---


def _state(words: Words, statuses: list[Status]) -> None:
    """What the run is doing, and how far it is."""
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
    runs = shelf_view.named(statuses, words)
    first = statuses[0] if statuses else None
    last = first.measurements.curve[-1] if first and first.measurements.curve else None
    alt = words["curves.title"]
    if last:
        alt = words("curves.alt", accuracy=f"{last.validation_accuracy:.1%}", epochs=f"{last.epochs:.1f}")
    option = curves.curves(runs, words, least=keys.ZOOM.get(), moment=current.past(first) if first else None)
    st.echarts_chart(option, height=405, key="curves", alt=alt)


def _findings(words: Words) -> None:
    """What is wrong, with the evidence, a page that shows it, and a remedy in one click."""
    status = _look()[0]
    if status.state == State.DIVERGED:
        _finding(words, divergence(status.config, status.eta), status)
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
                words("problem.try", remedy=curves.changed(finding.remedy, words)),
                key=f"remedy_{finding.kind}",
                on_click=_remedy,
                args=(finding.remedy,),
                icon=":material/healing:",
            )
            if finding.kind in SHOWN_BY_ERRORS and "errors" in pages.PAGES:
                pages.link("errors", words["problem.see"])


def _evidence(name: str, value: Any) -> str:
    if name in SHARES:
        return f"{value:.1%}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return short(float(f"{value:.3g}")) if isinstance(value, float) else str(value)


def _remedy(remedy: Mapping[str, Any]) -> None:
    """Start again with settings that should help."""
    known = runs.own()
    values = settings.values(known.poll().config, known.rule) if known else experiment.values("a")
    experiment.SIDE.remember("a")
    experiment.put({**values, **remedy}, "a")
    launch(resources.loaded())
