"""A run on the shelf. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass

from engine.training.live import Status


@dataclass(frozen=True, eq=False)
class FinishedRun:
    """A run that is over, without its history."""

    id: str
    number: int
    status: Status

    @property
    def accuracy(self) -> float:
        """On the test set after the last whole epoch, else on the validation sample; in 0..1."""
        found = self.status.measurements
        return found.epochs[-1].test_accuracy if found.epochs else found.curve[-1].validation_accuracy
