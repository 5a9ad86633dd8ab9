"""An activation that a learner designs: its slope, and how it learns compared with the sigmoid. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine import ACTIVATIONS, Activation, Dataset, Diverged, Splits, TrainingConfig, TrainingRun, forward, mean_cost
from engine.labs.formula import RANGE

Array = np.ndarray
NEAR = 0.05  # |σ'| below this is near zero
STEP = 250  # mini-batches between two points of the curves
EPOCHS = 2
SAMPLE = 2000  # validation images that are read at each point
ETAS = (0.1, 0.3, 1.0, 3.0)


@dataclass(frozen=True, eq=False)
class Criterion:
    """Whether σ' is always positive and never near zero, by its smallest value for z between -30 and 30."""

    z: Array
    a: Array
    prime: Array

    @property
    def least(self) -> float:
        return float(self.prime.min())

    @property
    def where(self) -> float:
        """The z nearest to 0 that breaks the criterion as `finding` says; if none does, that of the smallest σ'."""
        bounds = {"negative": self.prime < 0, "zero": self.prime <= 0, "near": self.prime < NEAR}
        broken = self.z[bounds.get(self.finding, self.prime <= self.least)]
        return float(broken[np.abs(broken).argmin()])

    @property
    def finding(self) -> str:
        """ "holds", "negative", "zero" or "near"."""
        if self.least < 0:
            return "negative"
        return "zero" if self.least == 0 else "near" if self.least < NEAR else "holds"

    @property
    def straight(self) -> bool:
        """Whether σ is a straight line, so that the network is one matrix."""
        return bool(np.ptp(self.prime) < 1e-9)


def criterion(f: Activation) -> Criterion:
    """The criterion for an activation, sampled at 1,201 places."""
    return Criterion(RANGE, *f(RANGE))


@dataclass(frozen=True)
class RacePoint:
    """A network after some epochs: cost and accuracy on validation images, and the share of flat hidden neurons."""

    epochs: float
    cost: float
    accuracy: float
    flat: float


@dataclass
class ActivationRace:
    """Two 784-30-10 networks, one with sigmoid and one with f in the hidden layer.

    They have the same initial weights, the same mini-batches and sigmoid outputs. `points` has the curve of each;
    `diverged` says that the network with f did.
    """

    f: Activation
    splits: Splits
    eta: float = 0.3
    seed: int = 0
    points: dict[str, list[RacePoint]] = field(default_factory=lambda: {"sigmoid": [], "own": []})
    stopped: bool = False
    diverged: bool = False

    def __post_init__(self) -> None:
        config = TrainingConfig(eta=self.eta, seed=self.seed, init="scaled", epochs=EPOCHS)
        self._runs = {name: TrainingRun(config, self.splits) for name in self.points}
        self._runs["own"].network.sigma[2] = self.f
        self._sample = self.splits.validation[:SAMPLE]
        self._look()

    @property
    def over(self) -> bool:
        return self.stopped or self.diverged or self._runs["own"].finished

    @property
    def passed(self) -> bool:
        """Whether it is over, and f meets the criterion without being a straight line."""
        found = criterion(self.f)
        return self.over and not self.diverged and found.finding == "holds" and not found.straight

    def advance(self) -> None:
        """Train both on some more mini-batches, and add a point to each curve."""
        if self.over:
            return
        try:
            for run in self._runs.values():
                run.advance(mini_batches=STEP)
            self._look()
        except Diverged:
            self.diverged = True

    def _look(self) -> None:
        for name, run in self._runs.items():
            self.points[name].append(look(run, self._sample))


def look(run: TrainingRun, sample: Dataset) -> RacePoint:
    """The point of the curve at which a run is."""
    with np.errstate(all="ignore"):
        trace = forward(run.network, sample.images)
        a, y = trace.a[3], sample.targets
        cost = mean_cost(trace, y, "quadratic")
    right = float((a.argmax(axis=0) == sample.labels).mean())
    epochs = run.epoch + run.mini_batch / run.mini_batches_per_epoch
    return RacePoint(epochs, cost, right, float((np.abs(trace.sigma_prime[2]) < NEAR).mean()))


def registry_holds() -> set[str]:
    """The activations of the engine that meet the criterion."""
    return {name for name, f in ACTIVATIONS.items() if criterion(f).finding == "holds"}
