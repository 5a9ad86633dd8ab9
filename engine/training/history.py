"""The snapshots of a run, for going back in time: bounded, downsampled, and never losing the end of an epoch."""

from __future__ import annotations

from engine.training.run import Snapshot

BETWEEN = 80  # snapshots kept between ends of epochs
RECENT = 20  # of those, the newest are all kept: short steps back from now
MOST_BYTES = 64 * 2**20  # of parameters; room for 670 epochs of the book's network


def with_snapshot(history: tuple[Snapshot, ...], new: Snapshot) -> tuple[Snapshot, ...]:
    """The history with a new snapshot, downsampled; it replaces those that are not before it.

    The first snapshot, the last and all ends of epochs stay. When there are more than 80 between them, every second
    goes, except for the newest 20. Every second end of an epoch goes only where the ends alone exceed 64 MB.
    """
    history = (*(snapshot for snapshot in history if _position(snapshot) < _position(new)), new)
    between = [snapshot for snapshot in history[1:-1] if not _is_end(snapshot)]
    if len(between) > BETWEEN:
        history = _without(history, between[:-RECENT:2])
    if len(history) * new.network.parameters.nbytes > MOST_BYTES:
        history = _without(history, between) if between else _without(history, history[1:-1:2])
    return history


def until(history: tuple[Snapshot, ...], last: Snapshot) -> tuple[Snapshot, ...]:
    """The history up to the position of a snapshot, inclusive."""
    return tuple(snapshot for snapshot in history if _position(snapshot) <= _position(last))


def nearest(history: tuple[Snapshot, ...], epochs: float) -> int:
    """The index of the snapshot that is closest to a position in epochs."""
    return min(range(len(history)), key=lambda i: abs(history[i].epochs - epochs))


def decimals(history: tuple[Snapshot, ...]) -> int:
    """How many decimals tell the positions of a history apart, in epochs: two, or more where snapshots lie close."""
    positions = {snapshot.epochs for snapshot in history}
    return next((n for n in range(2, 7) if len({f"{each:.{n}f}" for each in positions}) == len(positions)), 7)


def texts(history: tuple[Snapshot, ...]) -> list[str]:
    """What tells the snapshots of a history apart: positions in epochs, and the examples since then."""
    n = decimals(history)
    return [f"{each.epochs:.{n}f}" + (f" + {each.example}" if each.example else "") for each in history]


def _position(snapshot: Snapshot) -> tuple[float, int]:
    """In epochs, since mini-batches may be of another size after a run has been continued; and in examples."""
    return snapshot.epochs, snapshot.example


def _is_end(snapshot: Snapshot) -> bool:
    return snapshot.mini_batch == snapshot.example == 0


def _without(history: tuple[Snapshot, ...], some: list[Snapshot] | tuple[Snapshot, ...]) -> tuple[Snapshot, ...]:
    gone = {id(snapshot) for snapshot in some}
    return tuple(snapshot for snapshot in history if id(snapshot) not in gone)
