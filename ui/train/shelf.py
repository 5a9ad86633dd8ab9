"""The shelf: finished runs that a visit keeps, and the names of runs beside each other. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.training.live import Status
from ui.session import settings
from ui.text.words import Words

MOST = 12  # runs on the shelf


@dataclass(frozen=True, eq=False)
class FinishedRun:
    """A run on the shelf; its status is without the history, which is large."""

    id: str
    number: int
    status: Status

    @property
    def accuracy(self) -> float:
        """On the test set after the last whole epoch, else on the validation sample; in 0..1."""
        found = self.status.measurements
        return found.epochs[-1].test_accuracy if found.epochs else found.curve[-1].validation_accuracy


Shelf = tuple[FinishedRun, ...]


def with_run(shelf: Shelf, id: str, status: Status) -> Shelf:
    """The shelf with a run, in place of what it had of it; the newest twelve stay, and they keep their numbers.

    A run that has not trained at all, or that lies there as it is, changes nothing.
    """
    known = next((run for run in shelf if run.id == id), None)
    untrained = not status.measurements.curve or status.snapshot.epochs == 0
    if untrained or (known and known.status.version == status.version):
        return shelf
    number = known.number if known else 1 + max((run.number for run in shelf), default=0)
    others = tuple(run for run in shelf if run.id != id)
    return (*others, FinishedRun(id, number, replace(status, history=())))[-MOST:]


def named(statuses: Sequence[Status], words: Words, sides: Sequence[str] = ()) -> dict[str, Status]:
    """Runs by names that tell them apart; the first of them may have `sides`, whose letters are part of their names."""
    if len(statuses) == 1:
        return {words["shelf.this"]: statuses[0]}
    names: dict[str, Status] = {}
    for i, status in enumerate(statuses):
        name = _name(status, statuses, words)
        if i < len(sides):
            name = f"{sides[i].upper()} ({name})"
        names[f"{name} ({i + 1})" if name in names else name] = status
    return names


def _name(status: Status, others: Sequence[Status], words: Words) -> str:
    """The settings in which a run differs from others; the number of epochs only if nothing else does."""
    own = settings.values(status.config)
    texts: dict[str, str] = {}
    for other in others:
        texts |= settings.difference(own, settings.values(other.config))
    if len(texts) > 1:
        texts.pop("epochs", None)
    parts = [
        f"{words.get(f'short.{name}', name)} {words.get(f'{name}.{text}', text)}".strip()
        for name, text in texts.items()
    ]
    return ", ".join(parts) or words["shelf.same"]
