"""What is measured while a run goes on: cost and accuracy on samples, the test set after each epoch."""

from __future__ import annotations

import math
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from engine.backprop import Trace, forward
from engine.costs import Cost, cost_named
from engine.diagnosis import dead_outputs, saturated_layers
from engine.mnist import Dataset, Splits
from engine.network import Network
from engine.training import Diverged, Snapshot

SAMPLE = 1000  # examples of the training set and of the validation set
MAX_POINTS = 2000  # of the curves
TESTER = ThreadPoolExecutor(1, thread_name_prefix="test")  # counts test sets while training goes on


class Point(NamedTuple):
    """One moment on the curves: the position in epochs, then means over the two samples; accuracies in 0..1."""

    epochs: float
    training_cost: float
    validation_cost: float
    training_accuracy: float
    validation_accuracy: float


class Epoch(NamedTuple):
    """The end of an epoch: accuracies in 0..1, that of the test set over all of it; seconds since the start."""

    epoch: int
    eta: float
    training_cost: float
    validation_accuracy: float
    test_accuracy: float
    seconds: float


@dataclass(frozen=True)
class Measurements:
    """The curves, the table of epochs, and what `engine.diagnosis` finds on the training sample at the last point."""

    curve: tuple[Point, ...] = ()
    epochs: tuple[Epoch, ...] = ()
    dead_outputs: tuple[int, ...] = ()
    saturated_layers: tuple[int, ...] = ()


class Monitor:
    """Measures a run from time to time and remembers, within bounds."""

    def __init__(self, splits: Splits, cost: str):
        self._training, self._validation = splits.train[:SAMPLE], splits.validation[:SAMPLE]
        self._test = splits.test
        self._cost = cost_named(cost)
        self._tests: deque[tuple[Epoch, Future[int]]] = deque()  # epochs whose test accuracy is being counted
        self.measurements = Measurements()

    def measure(self, snapshot: Snapshot, seconds: float) -> None:
        """Add a point for this moment; if an epoch has just ended, have the test set counted for the table.

        Raises Diverged if the cost is not a finite number.
        """
        net, past = snapshot.network, self.measurements
        trace, training_cost, training_accuracy = _measure(net, self._training, self._cost)
        _, validation_cost, validation_accuracy = _measure(net, self._validation, self._cost)
        if not (math.isfinite(training_cost) and math.isfinite(validation_cost)):
            raise Diverged(f"the cost is no longer a finite number: eta = {snapshot.eta:g} is too large here")
        point = Point(snapshot.epochs, training_cost, validation_cost, training_accuracy, validation_accuracy)
        if snapshot.mini_batch == 0 and snapshot.epoch > len(past.epochs) + len(self._tests):
            row = Epoch(snapshot.epoch, snapshot.eta, training_cost, validation_accuracy, math.nan, seconds)
            self._tests.append((row, TESTER.submit(net.evaluate, self._test)))
        self.measurements = Measurements(
            thinned((*past.curve, point)),
            past.epochs,
            dead_outputs(net, trace, self._training.labels),
            saturated_layers(net, trace),
        )

    @property
    def settled(self) -> bool:
        """Whether every epoch that has ended is in the table."""
        return not self._tests

    def settle(self, *, wait: bool) -> None:
        """Take up the rows of the table whose test accuracy is there; with `wait`, all of them."""
        rows = []
        while self._tests and (wait or self._tests[0][1].done()):
            row, hits = self._tests.popleft()
            rows.append(row._replace(test_accuracy=hits.result() / len(self._test)))
        self.measurements = replace(self.measurements, epochs=(*self.measurements.epochs, *rows))


def thinned(curve: tuple[Point, ...], most: int = MAX_POINTS) -> tuple[Point, ...]:
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


def _measure(net: Network, dataset: Dataset, cost: Cost) -> tuple[Trace, float, float]:
    """The forward pass over a set, its mean cost and its accuracy."""
    with np.errstate(over="ignore", invalid="ignore"):  # an infinite cost is reported as divergence
        trace = forward(net, dataset.images)
        z, a = trace.z[net.L], trace.a[net.L]
        accuracy = (a.argmax(axis=0) == dataset.labels).mean()
        return trace, float(cost.value(z, a, dataset.targets).mean()), float(accuracy)
