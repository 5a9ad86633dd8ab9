"""What a run and its twin are doing: progress, curves, moments, findings and the panel below them."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import streamlit as st

from engine import Splits
from engine.training.live import State, Status
from ui.screen import fragments
from ui.session import current, resources, runs
from ui.session.runs import Observed
from ui.text.words import Words
from ui.train import curves, findings_view, history_view, keys, orders_view, panel_view, shelf_view

MOVING, RESTING = 0.2, 1.0  # seconds between two looks at what moves, and at what has something to click
ENDED = 60.0  # seconds between two looks at a run that has ended: the server drops it when nobody looks


def watch(words: Words, splits: Splits, observed: Observed) -> None:
    """Show the runs; each part is drawn again by itself for as long as they go on.

    What moves is drawn five times a second and holds nothing to click, the rest once a second. All that moves is one
    part, though it stands in two places: for each part that is drawn again the browser looks through the whole page.
    """
    progress, past, findings, choice, panel = (fragments.fixed() for _ in range(5))
    chosen = keys.VIEW.get()

    def move(now: Observed) -> None:
        _progress(words, now)
        if chosen in panel_view.MOVING:
            with panel:
                _panel(words, chosen, now)

    with progress:
        _again(MOVING, observed, move)
    if first := _first(observed):
        with past:
            history_view.view(words, first, splits)
        with findings:
            _again(RESTING, observed, partial(_findings, words))
    with choice:
        panel_view.choose(words)
    if chosen not in panel_view.MOVING:
        with panel:
            _again(RESTING, observed, partial(_panel, words, chosen))


def _again(seconds: float, observed: Observed, view: Callable[[Observed], None]) -> None:
    """Draw a part of the page, and again every so many seconds while there is a run, more seldom once it has ended.

    The whole page is drawn again when its orders no longer fit, or after a click in a part that concerns the rest.
    """
    basis = orders_view.basis(observed)

    def draw() -> None:
        now = runs.observe()
        if orders_view.basis(now) != basis or keys.REDRAW.forget():
            st.rerun()
        view(now)

    if all(run.ended for run in observed.values()):
        seconds = ENDED
    elif all(run.status.state != State.RUNNING for run in observed.values()):
        seconds = max(seconds, RESTING)
    st.fragment(draw, run_every=resources.interval(seconds) if observed else None)()


def _first(observed: Observed) -> Status | None:
    """The run whose moments, findings and panels are shown; of the others there are only the curves."""
    return next((run.status for run in observed.values()), None)


def _progress(words: Words, observed: Observed) -> None:
    first = _first(observed)
    if first:
        st.progress(min(1.0, first.snapshot.epochs / first.config.epochs), _state(words, first))
    else:
        st.progress(0.0, words["state.none"])
    _curves(words, observed, first)


def _findings(words: Words, observed: Observed) -> None:
    if first := _first(observed):
        findings_view.view(words, first)


def _panel(words: Words, chosen: str, observed: Observed) -> None:
    panel_view.view(words, _first(observed), chosen)


# --- progress and curves ---


def _state(words: Words, status: Status) -> str:
    """What the run is doing, and how far it is, in a line."""
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
    if current.past(status) is not None:
        parts.append(words("state.moment", epochs=current.position(status)))
    elif status.reason in ("accuracy", "patience", "seconds", "unwatched"):
        parts.append(words[f"reason.{status.reason}"])
    return " · ".join(parts)


def _left(words: Words, status: Status) -> list[str]:
    """How long the run still takes, where that is known."""
    if status.state != State.RUNNING or math.isinf(status.seconds_left):
        return []
    minutes, seconds = divmod(round(status.seconds_left), 60)
    return [words("state.left", minutes=minutes, seconds=f"{seconds:02d}")]


def _curves(words: Words, observed: Observed, first: Status | None) -> None:
    """The curves of the runs and of those on the shelf that are to be overlaid."""
    statuses = shelf_view.overlaid(words, observed)
    last = first.measurements.curve[-1] if first and first.measurements.curve else None
    alt = words["curves.title"]
    if last:
        alt = words("curves.alt", accuracy=f"{last.validation_accuracy:.1%}", epochs=f"{last.epochs:.1f}")
    option = curves.curves(statuses, words, least=keys.ZOOM.get(), moment=current.past(first) if first else None)
    st.echarts_chart(option, height=405, key="curves", alt=alt)
