"""The snapshots of a run, for going back in time: bounded, thinned, and never losing the end of an epoch."""

from __future__ import annotations

from engine.training.run import Snapshot

BETWEEN = 80  # snapshots between ends of epochs that are kept
RECENT = 20  # of them, the newest ones are not thinned: steps back from now are short
MOST_BYTES = 64 * 2**20  # of parameters; the book's network has 670 epochs in them


def with_snapshot(history: tuple[Snapshot, ...], new: Snapshot) -> tuple[Snapshot, ...]:
    """The history and a new snapshot, thinned; one at the same position as the last one takes its place.

    The first snapshot, the last and all ends of epochs stay; of those between, every second of the older ones goes
    when they are more than 80. Only where the ends of epochs alone would take more than 64 MB, every second of them
    goes too.
    """
    if history and _position(history[-1]) == _position(new):
        history = history[:-1]
    history = (*history, new)
    between = [snapshot for snapshot in history[1:-1] if not _is_end(snapshot)]
    if len(between) > BETWEEN:
        history = _without(history, between[:-RECENT:2])
    if len(history) * new.network.parameters.nbytes > MOST_BYTES:
        history = _without(history, between) if between else _without(history, history[1:-1:2])
    return history


def until(history: tuple[Snapshot, ...], last: Snapshot) -> tuple[Snapshot, ...]:
    """The part of a history that ends with a position."""
    return tuple(snapshot for snapshot in history if _position(snapshot) <= _position(last))


def nearest(history: tuple[Snapshot, ...], epochs: float) -> int:
    """The place in a history of the snapshot that is closest to a position in epochs."""
    return min(range(len(history)), key=lambda i: abs(history[i].epochs - epochs))


def _position(snapshot: Snapshot) -> tuple[int, int, int]:
    return snapshot.epoch, snapshot.mini_batch, snapshot.example


def _is_end(snapshot: Snapshot) -> bool:
    return snapshot.mini_batch == snapshot.example == 0


def _without(history: tuple[Snapshot, ...], some: list[Snapshot] | tuple[Snapshot, ...]) -> tuple[Snapshot, ...]:
    gone = {id(snapshot) for snapshot in some}
    return tuple(snapshot for snapshot in history if id(snapshot) not in gone)
