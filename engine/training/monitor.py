"""What is measured while a run goes on: cost and accuracy on samples, the test set after each epoch."""

from __future__ import annotations

import math
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from engine.backprop import forward
from engine.costs import Cost, cost_named, mean_cost
from engine.mnist import Dataset, Splits
from engine.network import CHUNK, Network
from engine.trace import Trace
from engine.training.config import TrainingConfig
from engine.training.diagnosis import dead_outputs, diagnose, saturated_layers
from engine.training.inside import layer_statistics
from engine.training.measurements import CurvePoint, Epoch, Measurements, downsampled
from engine.training.run import Diverged, Snapshot

SAMPLE = 1000  # examples of the training set and of the validation set
MAX_POINTS = 2000  # of the curves
MAX_INSIDE = 300  # moments inside
DELTAS = 200  # examples that δ is averaged over
TESTER = ThreadPoolExecutor(1, thread_name_prefix="test")  # counts test sets while training goes on


class Monitor:
    """Measures a run from time to time and keeps what it has measured, within bounds."""

    def __init__(self, splits: Splits, config: TrainingConfig, past: Measurements | None = None):
        """A monitor of a run with this configuration; `past` is what had been measured of the run that it continues."""
        self._config = config
        self._training, self._validation = splits.train[:SAMPLE].unpacked(), splits.validation[:SAMPLE].unpacked()
        self._test = splits.test
        self._cost = cost_named(config.cost)
        self._tests: deque[tuple[Epoch, Future[np.ndarray]]] = deque()  # epochs whose test set is being counted
        self.measurements = past or Measurements()
        self._since = past.curve[-1].epochs if past and past.curve else -1.0  # findings are about what comes after

    def measure(self, snapshot: Snapshot, seconds: float, step: tuple[float, ...] = ()) -> None:
        """Add a point for this moment; if an epoch has just ended, have the test set counted for the table.

        `seconds` are those since the start of the run, `step` is `TrainingRun.step`.
        Raises Diverged if the cost is not a finite number.
        """
        net, past = snapshot.network, self.measurements
        trace, training_cost, training_accuracy = _measure(net, self._training, self._cost)
        _, validation_cost, validation_accuracy = _measure(net, self._validation, self._cost)
        if not (math.isfinite(training_cost) and math.isfinite(validation_cost)):
            raise Diverged(f"the cost is no longer a finite number: eta = {snapshot.eta:g} is too large here")
        point = CurvePoint(snapshot.epochs, training_cost, validation_cost, training_accuracy, validation_accuracy)
        self._count(snapshot, point, seconds)
        dead = dead_outputs(net, trace, self._training.labels, self._cost)
        inside = layer_statistics(snapshot, trace, self._training.targets[:, :DELTAS], self._config, len(dead), step)
        found = replace(
            past,
            curve=downsampled((*past.curve, point), MAX_POINTS),
            inside=downsampled((*past.inside, inside), MAX_INSIDE),
        )
        own = replace(found, curve=tuple(p for p in found.curve if p.epochs > self._since))
        findings = diagnose(self._config, snapshot.eta, own, dead, saturated_layers(net, trace))
        self.measurements = replace(found, findings=findings)

    def _count(self, snapshot: Snapshot, point: CurvePoint, seconds: float) -> None:
        """Have the test set counted if an epoch has just ended for which the table has no row yet."""
        table = self.measurements.epochs
        known = self._tests[-1][0].epoch if self._tests else table[-1].epoch if table else 0
        if snapshot.mini_batch == 0 and snapshot.epoch > known:
            shares = (point.training_cost, point.training_accuracy, point.validation_accuracy, math.nan)
            row = Epoch(snapshot.epoch, snapshot.eta, *shares, seconds, np.empty(0))
            self._tests.append((row, TESTER.submit(confusion, snapshot.network, self._test)))

    @property
    def settled(self) -> bool:
        """Whether every epoch that has ended is in the table."""
        return not self._tests

    def settle(self, *, wait: bool) -> None:
        """Add the rows whose test accuracy has been counted to the table; with `wait`, all of them."""
        rows = []
        while self._tests and (wait or self._tests[0][1].done()):
            row, counted = self._tests.popleft()
            counts = counted.result()
            rows.append(row._replace(test_accuracy=counts.trace() / counts.sum(), confusion=counts))
        self.measurements = replace(self.measurements, epochs=(*self.measurements.epochs, *rows))


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
