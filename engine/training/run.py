"""Stochastic gradient descent as in the book, which can be stopped after any mini-batch."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace

import numpy as np

from engine.costs import COSTS
from engine.mnist import Dataset, Splits
from engine.network import Network
from engine.training.config import TrainingConfig, checked_eta
from engine.training.order import order
from engine.training.step import AHEAD, Step
from engine.training.variations import BLOCK, varied

TRIALS = 30  # times that are taken to estimate the speed


class Diverged(ArithmeticError):
    """Training has diverged: a weight, a bias or the cost is infinite or NaN."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A run at one moment: `epoch` whole epochs, then `mini_batch` mini-batches, then `example` examples."""

    network: Network
    epoch: int
    mini_batch: int
    example: int
    mini_batches_per_epoch: int
    eta: float
    finished: bool

    @property
    def epochs(self) -> float:
        """The position in epochs, as on the charts' axis."""
        return self.epoch + self.mini_batch / self.mini_batches_per_epoch

    @property
    def float64(self) -> Network:
        """The network in float64, for numbers that a learner compares."""
        return self.network.copy(dtype=np.float64, frozen=True)


class TrainingRun:
    """A training run that advances when told to; it has no thread of its own.

    `epoch`, `mini_batch` and `example` count what has been done: whole epochs, mini-batches in this epoch, examples in
    this mini-batch. The weights change when a mini-batch is complete, so a run that advances by examples gives the
    same numbers as one that advances by epochs. Each epoch reshuffles the training set, seeded by `seed` and the
    epoch's number. `network` changes as the run goes on; a snapshot has a copy of its own.
    """

    def __init__(
        self, config: TrainingConfig, splits: Splits, *, start: Snapshot | None = None, dtype: type = np.float32
    ):
        """A run at its start, or at the position of a snapshot of another run, with the network of that snapshot.

        Raises ValueError if the data or the snapshot do not fit the network.
        """
        train, inputs, outputs = splits.train, splits.train.rows.shape[1], splits.train.targets.shape[0]
        if (inputs, outputs) != (config.sizes[0], config.sizes[-1]):
            raise ValueError(
                f"sizes must begin with {inputs} and end with {outputs} to fit the data, got {config.sizes}"
            )
        if config.mini_batch_size > len(train):
            raise ValueError(f"mini_batch_size must be at most {len(train)}, got {config.mini_batch_size}")
        self.config = config
        if start and start.network.sizes != config.sizes:
            raise ValueError(f"sizes must be {start.network.sizes}, as in the snapshot, got {config.sizes}")
        self.network = start.network.copy(dtype=dtype) if start else config.network(dtype)
        self.eta = config.eta
        self.mini_batches_per_epoch = -(-len(train) // config.mini_batch_size)
        self.epoch = self.mini_batch = self.example = 0
        if start:
            self.epoch = start.epoch
            self.mini_batch = start.mini_batch * self.mini_batches_per_epoch // start.mini_batches_per_epoch
        self._data = train.in_bytes() if config.variations else train
        self._order = order(self.config, self._data, self.epoch)
        self._steps: dict[int, Step] = {}  # for mini-batches of so many examples
        self._last: Step | None = None

    @property
    def eta(self) -> float:
        """The learning rate η; may be changed at any time. Raises ValueError unless positive and finite."""
        return self._eta

    @eta.setter
    def eta(self, value: float) -> None:
        self._eta = checked_eta(value)

    @property
    def finished(self) -> bool:
        return self.epoch >= self.config.epochs

    @property
    def mini_batches_left(self) -> int:
        """How many mini-batches are left until the end of the run."""
        return (self.config.epochs - self.epoch) * self.mini_batches_per_epoch - self.mini_batch

    def advance(
        self,
        *,
        epochs: int | None = None,
        mini_batches: int | None = None,
        examples: int | None = None,
        seconds: float = math.inf,
    ) -> Snapshot:
        """Advance by a number of epochs, mini-batches or examples; stop at the end of the run, or after `seconds`.

        A mini-batch that has been started is always completed. `epochs=1` goes to the end of the current epoch.
        Raises Diverged when the weights are no longer finite.
        """
        if sum(amount is not None for amount in (epochs, mini_batches, examples)) != 1:
            raise ValueError("advance needs exactly one of epochs, mini_batches, examples")
        if epochs is not None:
            mini_batches = epochs * self.mini_batches_per_epoch - self.mini_batch
        self._steps = {m: step for m, step in self._steps.items() if step.fits(self.network)}
        deadline = time.perf_counter() + seconds
        with np.errstate(all="ignore"):  # what is not finite is reported as Diverged instead
            self._advance_examples(examples or 0)
            for _ in range(min(mini_batches or 0, self.mini_batches_left)):
                self._update()
                if time.perf_counter() > deadline:
                    break
        if not np.isfinite(self.network.parameters).all():
            raise Diverged(
                f"after epoch {self.epoch}, mini-batch {self.mini_batch} some weights are infinite or not numbers: "
                f"eta = {self.eta:g} is too large here; start again with a smaller one"
            )
        return self.snapshot()

    def snapshot(self) -> Snapshot:
        """The run as it is now, with a read-only copy of the network."""
        return Snapshot(
            self.network.copy(frozen=True),
            self.epoch,
            self.mini_batch,
            self.example,
            self.mini_batches_per_epoch,
            self.eta,
            self.finished,
        )

    @property
    def step(self) -> tuple[float, ...]:
        """The norm of the last step of w^l over that of w^l, for l = 2..L; empty before the first step."""
        if not self._last:
            return ()
        pairs = zip(self._last.sums.w.values(), self.network.w.values(), strict=True)
        return tuple(float(np.linalg.norm(step) / np.linalg.norm(w)) for step, w in pairs)

    def release(self) -> None:
        """Free the memory in which mini-batches are computed, once the run is over."""
        self._steps.clear()
        self._last = None

    def batch(self) -> np.ndarray:
        """The indices in the training set of the examples of the current mini-batch, in order."""
        start = self.mini_batch * self.config.mini_batch_size
        return self._order.indices[start : start + self.config.mini_batch_size]

    def _update(self) -> None:
        """One mini-batch: v → v - η ∇C. Equations 16, 17 and 20, 21."""
        start = self.mini_batch * self.config.mini_batch_size
        m = min(self.config.mini_batch_size, len(self._order) - start)
        self._last = step = self._steps.get(m) or self._new_step(m)
        change, parameters = step(self._order, start, self._eta / m), self.network.parameters
        if self.config.lmbda:
            self._decay()
        np.subtract(parameters, change, parameters)
        self.example = 0
        self.mini_batch += 1
        if self.mini_batch == self.mini_batches_per_epoch:
            self.mini_batch = 0
            self.epoch += 1
            if not self.finished:
                self._order = order(self.config, self._data, self.epoch)

    def _new_step(self, m: int) -> Step:
        self._steps[m] = Step(self.network, COSTS[self.config.cost], self._data, m, len(self._data) // m)
        return self._steps[m]

    def _decay(self) -> None:
        """w → (1 - ηλ/n) w, the L2 part of the step; biases are left alone. The book's equation 93."""
        self.network.weights *= 1 - self._eta * self.config.lmbda / len(self._order)

    def _advance_examples(self, examples: int) -> None:
        self.example += examples
        while not self.finished and self.example >= (m := len(self.batch())):
            left = self.example - m
            self._update()
            self.example = left


def seconds_per_epoch(config: TrainingConfig, examples: int) -> float:
    """The time of an epoch over so many examples on this machine, in seconds, estimated from mini-batches of noise.

    Mini-batches of more than 200 examples are assumed to cost as much per example as those of 200.
    """
    m = min(config.mini_batch_size, examples, 200)
    at_once = max(1, AHEAD // m)  # mini-batches that are gathered
    rng, n = np.random.default_rng(0), 4 * at_once * m
    images = rng.integers(0, 256, (n, config.sizes[0])).astype(np.uint8)
    noise = Dataset.of(images, rng.integers(0, config.sizes[-1], n), config.sizes[-1])
    alike = replace(config, mini_batch_size=m, epochs=TRIALS, variations=False)
    run = TrainingRun(alike, Splits(noise, noise, noise))
    times: list[float] = []
    with np.errstate(over="ignore", invalid="ignore"):  # the results are discarded
        while len(times) < TRIALS and (len(times) < 3 or at_once * sum(times) < 0.05):
            start = time.perf_counter()
            for _ in range(at_once):
                run._update()
            times.append((time.perf_counter() - start) / at_once)
    start = time.perf_counter()
    if config.variations:
        varied(rng.integers(0, 256, (BLOCK, config.sizes[0])).astype(np.uint8), rng)
    each = float(np.median(times[len(times) // 2 :])) / m + (time.perf_counter() - start) / BLOCK
    return each * examples
