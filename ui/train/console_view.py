"""What a run and its twin are doing: progress, curves, moments, findings and the panel below them."""

from __future__ import annotations

import math
import time

import streamlit as st

from engine import Splits
from engine.training.live import State, Status
from ui.canvas.plot import Plot, Progress
from ui.screen import fragments, moving, pages
from ui.session import address, current, runs
from ui.session.runs import Observed
from ui.text.words import Words
from ui.train import curves, findings_view, history_view, keys, orders_view, panel_view, picture_view, shelf, shelf_view
from ui.train.watching import RESTING, Watching


def watch(words: Words, splits: Splits, observed: Observed) -> None:
    """Show the runs. What moves the browser asks for by itself; the rest is drawn again when it has changed."""
    watching = Watching(runs.observer()) if observed else None
    numbers, picture = st.columns([1, 1.1], gap="medium")
    with numbers:
        _console(words, observed, watching)
        if first := _first(observed):
            history_view.view(words, first, splits)
    with picture, fragments.fixed():
        st.fragment(_picture)(words, watching)
    with fragments.fixed():
        st.fragment(_below)(words, observed, watching)


def _first(observed: Observed) -> Status | None:
    """The run whose moments, findings and panels are shown; of the others there are only the curves."""
    return next((run.status for run in observed.values()), None)


# --- the picture beside the curves ---


def _picture(words: Words, watching: Watching | None) -> None:
    first = _first(runs.observe())
    picture_view.choose(words)
    picture_view.view(words, first, watching if first and first.state == State.RUNNING else None)
    if keys.EDITED.forget():
        st.rerun()
    pages.go()
    address.follow("picture")


# --- what stands below the curves ---


def _below(words: Words, observed: Observed, watching: Watching | None) -> None:
    """Findings and the panel; the whole page is drawn again when its orders no longer fit, or a click says so."""
    now = runs.observe()
    if orders_view.basis(now) != orders_view.basis(observed) or keys.REDRAW.forget():
        st.rerun()
    first = _first(now)
    with st.container():  # whatever is found, the panel keeps its place
        if first:
            findings_view.view(words, first)
    panel_view.choose(words)
    panel_view.view(words, first, watching if first and first.state == State.RUNNING else None)
    if first and watching:
        _notice(now, watching)
    address.follow("below")


def _notice(now: Observed, watching: Watching) -> None:
    """Have all this drawn again: at once when the orders no longer fit, a second later at most for something new."""
    basis, chosen, since = orders_view.basis(now), keys.VIEW.get(), time.monotonic()
    drawn = _news(now, chosen)

    def stale() -> bool:
        seen = watching.look()
        late = time.monotonic() - since >= RESTING
        return orders_view.basis(seen) != basis or (late and _news(seen, chosen) != drawn)

    moving.notice("watch", stale, watching.again, lambda: keys.REDRAW.put(True))


def _news(observed: Observed, chosen: str) -> tuple[object, ...]:
    """What is to be drawn again below the curves when it changes."""
    status = next(iter(observed.values())).status
    found = status.measurements
    panels = {
        "inside": bool(found.inside),
        "epochs": len(found.epochs),
    }
    return found.findings, panels.get(chosen)


# --- progress and curves ---


def _console(words: Words, observed: Observed, watching: Watching | None) -> None:
    """How far the run is, and the curves of the runs and of those on the shelf that are to be overlaid."""
    first, least, marked = _first(observed), keys.ZOOM.get(), shelf_view.marked(observed)
    moment = current.past(first) if first else None
    here = words("state.moment", epochs=current.position(first)) if first and moment is not None else ""

    def plot(now: Observed) -> Plot:
        sides = tuple(now) if len(now) > 1 else ()
        statuses = shelf.named([*(run.status for run in now.values()), *marked], words, sides)
        progress = _progress(words, _first(now), here)
        return curves.curves(statuses, words, least=least, moment=moment, progress=progress)

    live = watching if watching and watching.moving else None
    moving.plot("curves", lambda: plot(live.look() if live else observed), live.again if live else None)


def _progress(words: Words, status: Status | None, here: str) -> Progress:
    """What the run is doing, and how far it is; `here` says which moment of it is looked at, if not the newest."""
    if status is None:
        return Progress(0.0, "", words["state.none"])
    snapshot, config = status.snapshot, status.config
    line = words(
        "state.done" if snapshot.finished else "state.line",
        epoch=min(snapshot.epoch + 1, config.epochs),
        epochs=config.epochs,
        mini_batch=words.whole(snapshot.mini_batch),
        mini_batches=words.whole(snapshot.mini_batches_per_epoch),
    )
    parts = [line, *([words("state.example", example=snapshot.example)] if snapshot.example else [])]
    parts += _left(words, status)
    if here:
        parts.append(here)
    elif status.reason in ("accuracy", "patience", "seconds", "unwatched"):
        parts.append(words[f"reason.{status.reason}"])
    return Progress(min(1.0, snapshot.epochs / config.epochs), words[f"state.{status.state}"], " · ".join(parts))


def _left(words: Words, status: Status) -> list[str]:
    """How long the run still takes; until that is known its place is kept."""
    if status.state != State.RUNNING:
        return []
    if math.isinf(status.seconds_left):
        return [words("state.left", minutes="–", seconds="––")]
    minutes, seconds = divmod(round(status.seconds_left), 60)
    return [words("state.left", minutes=minutes, seconds=f"{seconds:02d}")]
