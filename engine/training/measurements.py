"""What is known of a run, as data: points on its curves, its table of epochs, statistics of its layers, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np

SATURATED = 0.01  # σ' below this: the neuron hardly learns, since δ carries σ' as a factor


class CurvePoint(NamedTuple):
    """One moment on the curves: the position in epochs, then means over the two samples; accuracies in 0..1."""

    epochs: float
    training_cost: float
    validation_cost: float
    training_accuracy: float
    validation_accuracy: float


class Epoch(NamedTuple):
    """The end of an epoch: accuracies in 0..1, that of the test set over all of it; seconds since the start.

    `confusion[label, answer]` counts the examples of the test set, `(10, 10)`.
    """

    epoch: int
    eta: float
    training_cost: float
    training_accuracy: float
    validation_accuracy: float
    test_accuracy: float
    seconds: float
    confusion: np.ndarray


class Inside(NamedTuple):
    """Statistics of the layers at one moment; tuples have one entry a layer, l = 2..L.

    `delta` is the mean of |δ^l| over the neurons and the examples of a sample, `saturated` the share of pairs of a
    neuron and an example with σ'(z) below 0.01, `dead` the share of dead output neurons, `step` the norm of the last
    step of the weights over that of the weights (NaN before the first). `weights` and `biases` `(L - 1, 41)` are
    histograms, as shares of the layer.
    """

    epochs: float
    delta: tuple[float, ...]
    saturated: tuple[float, ...]
    dead: float
    step: tuple[float, ...]
    weights: np.ndarray
    biases: np.ndarray


class Finding(NamedTuple):
    """Something that is wrong: its `kind`, the numbers that show it, and settings that would help."""

    kind: str
    evidence: Mapping[str, Any]
    remedy: Mapping[str, Any]


@dataclass(frozen=True)
class Measurements:
    """The curves, the table of epochs, the statistics of the layers, and the findings at the last point."""

    curve: tuple[CurvePoint, ...] = ()
    epochs: tuple[Epoch, ...] = ()
    inside: tuple[Inside, ...] = ()
    findings: tuple[Finding, ...] = ()

    def until(self, epochs: float) -> Measurements:
        """The measurements up to a position in epochs, without findings: those belong to the last point."""
        return Measurements(
            tuple(point for point in self.curve if point.epochs <= epochs),
            tuple(row for row in self.epochs if row.epoch <= epochs),
            tuple(inside for inside in self.inside if inside.epochs <= epochs),
        )


class Positioned(Protocol):
    """Something at a position in epochs."""

    @property
    def epochs(self) -> float: ...


P = TypeVar("P", bound=Positioned)


def downsampled(curve: tuple[P, ...], most: int) -> tuple[P, ...]:
    """The curve with at most `most` points: the first, the last and the ends of epochs stay, every second other goes.

    Where the ends of epochs alone are more than `most`, every second of them goes.
    """
    if len(curve) <= most:
        return curve
    inner = curve[1:-1]
    kept = [point for i, point in enumerate(inner) if point.epochs % 1 == 0 or i % 2]
    if len(kept) == len(inner):
        kept = kept[1::2]
    return (curve[0], *kept, curve[-1])


def saturated(sigma_prime: np.ndarray) -> np.ndarray:
    """Where σ'(z) is below 0.01, in the shape of σ'(z); the mean of it is the share of saturated pairs."""
    return sigma_prime < SATURATED
