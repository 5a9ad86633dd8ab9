"""What is measured while a run goes on: cost and accuracy on samples, the test set after each epoch."""

from __future__ import annotations

import math
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol, TypeVar

import numpy as np

from engine.backprop import Trace, forward
from engine.costs import Cost, cost_named, mean_cost
from engine.mnist import Dataset, Splits
from engine.network import CHUNK, Network
from engine.training.diagnosis import Finding, dead_outputs, diagnose, saturated_layers
from engine.training.inside import Inside, look
from engine.training.run import Diverged, Snapshot, TrainingConfig

SAMPLE = 1000  # examples of the training set and of the validation set
MAX_POINTS = 2000  # of the curves
MAX_INSIDE = 300  # moments inside
DELTAS = 200  # examples that δ is averaged over
TESTER = ThreadPoolExecutor(1, thread_name_prefix="test")  # counts test sets while training goes on


class Point(NamedTuple):
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


@dataclass(frozen=True)
class Measurements:
    """The curves, the table of epochs, what is inside, and what `engine.diagnosis` finds at the last point."""

    curve: tuple[Point, ...] = ()
    epochs: tuple[Epoch, ...] = ()
    inside: tuple[Inside, ...] = ()
    findings: tuple[Finding, ...] = ()

    def until(self, epochs: float) -> Measurements:
        """The measurements up to a position in epochs; findings are made anew."""
        return Measurements(
            tuple(point for point in self.curve if point.epochs <= epochs),
            tuple(row for row in self.epochs if row.epoch <= epochs),
            tuple(inside for inside in self.inside if inside.epochs <= epochs),
        )


class Monitor:
    """Measures a run from time to time and remembers, within bounds."""

    def __init__(self, splits: Splits, config: TrainingConfig, past: Measurements | None = None):
        """A monitor of a run with this configuration; `past` is what was measured before it was taken up."""
        self._config = config
        self._training, self._validation = splits.train[:SAMPLE], splits.validation[:SAMPLE]
        self._test = splits.test
        self._cost = cost_named(config.cost)
        self._tests: deque[tuple[Epoch, Future[np.ndarray]]] = deque()  # epochs whose test set is being counted
        self.measurements = past or Measurements()
        self._since = past.curve[-1].epochs if past and past.curve else -1.0  # what was before is another network's

    def measure(self, snapshot: Snapshot, seconds: float, step: tuple[float, ...] = ()) -> None:
        """Add a point for this moment; if an epoch has just ended, have the test set counted for the table.

        `step` is that of the run: see `TrainingRun.step`.

        Raises Diverged if the cost is not a finite number.
        """
        net, past = snapshot.network, self.measurements
        trace, training_cost, training_accuracy = _measure(net, self._training, self._cost)
        _, validation_cost, validation_accuracy = _measure(net, self._validation, self._cost)
        if not (math.isfinite(training_cost) and math.isfinite(validation_cost)):
            raise Diverged(f"the cost is no longer a finite number: eta = {snapshot.eta:g} is too large here")
        point = Point(snapshot.epochs, training_cost, validation_cost, training_accuracy, validation_accuracy)
        known = self._tests[-1][0].epoch if self._tests else past.epochs[-1].epoch if past.epochs else 0
        if snapshot.mini_batch == 0 and snapshot.epoch > known:
            shares = (training_cost, training_accuracy, validation_accuracy, math.nan)
            row = Epoch(snapshot.epoch, snapshot.eta, *shares, seconds, np.empty(0))
            self._tests.append((row, TESTER.submit(confusion, net, self._test)))
        # with the cross-entropy σ'(z^L) cancels: none is given up
        dead = () if self._cost.shortcut else dead_outputs(net, trace, self._training.labels)
        sample, init = self._training[:DELTAS], self._config.init
        inside = look(net, snapshot.epochs, trace, sample, self._cost, len(dead), step, init)
        known_so_far = replace(
            past, curve=thinned((*past.curve, point)), inside=thinned((*past.inside, inside), MAX_INSIDE)
        )
        own = replace(known_so_far, curve=tuple(p for p in known_so_far.curve if p.epochs > self._since))
        findings = diagnose(self._config, snapshot.eta, own, dead, saturated_layers(net, trace))
        self.measurements = replace(known_so_far, findings=findings)

    @property
    def settled(self) -> bool:
        """Whether every epoch that has ended is in the table."""
        return not self._tests

    def settle(self, *, wait: bool) -> None:
        """Take up the rows of the table whose test accuracy is there; with `wait`, all of them."""
        rows = []
        while self._tests and (wait or self._tests[0][1].done()):
            row, counted = self._tests.popleft()
            counts = counted.result()
            rows.append(row._replace(test_accuracy=counts.trace() / counts.sum(), confusion=counts))
        self.measurements = replace(self.measurements, epochs=(*self.measurements.epochs, *rows))


class Positioned(Protocol):
    """Something at a position in epochs."""

    @property
    def epochs(self) -> float: ...


P = TypeVar("P", bound=Positioned)


def thinned(curve: tuple[P, ...], most: int = MAX_POINTS) -> tuple[P, ...]:
    """The curve with at most `most` points; the first, the last and the ends of epochs stay, others go evenly.

    Where the ends of epochs alone are more than `most`, every second of them goes.
    """
    if len(curve) <= most:
        return curve
    inner = curve[1:-1]
    thin = [point for i, point in enumerate(inner) if point.epochs % 1 == 0 or i % 2]
    if len(thin) == len(inner):
        thin = thin[1::2]
    return (curve[0], *thin, curve[-1])


def confusion(net: Network, dataset: Dataset) -> np.ndarray:
    """How often each label (row) gets each answer (column), `(10, 10)`."""
    n = net.sizes[-1]
    counts = np.zeros((n, n), np.int64)
    for x, labels in dataset.chunks(CHUNK):
        np.add.at(counts, (labels, net.feedforward(x).argmax(axis=0)), 1)
    return counts


def _measure(net: Network, dataset: Dataset, cost: Cost) -> tuple[Trace, float, float]:
    """The forward pass over a set, its mean cost and its accuracy."""
    with np.errstate(over="ignore", invalid="ignore"):  # an infinite cost is reported as divergence
        trace = forward(net, dataset.images)
        accuracy = (trace.a[net.L].argmax(axis=0) == dataset.labels).mean()
        return trace, mean_cost(trace, dataset.targets, cost), float(accuracy)
