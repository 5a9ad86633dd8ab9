"""Which learning rate suits an activation, a start of the weights and a cost: as it was measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from engine.training.config import TrainingConfig

ETAS = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
RATES = {
    ("sigmoid", "gaussian", "quadratic"): (14, 17, 25, 48, 74, 88, 91, 91, 24),
    ("sigmoid", "gaussian", "cross_entropy"): (35, 62, 78, 87, 91, 91, 91, 68, 13),
    ("sigmoid", "scaled", "quadratic"): (30, 48, 71, 89, 92, 93, 94, 89, 10),
    ("sigmoid", "scaled", "cross_entropy"): (72, 85, 91, 93, 94, 94, 90, 37, 14),
    ("tanh", "gaussian", "quadratic"): (14, 19, 31, 37, 38, 34, 10, 10, 10),
    ("tanh", "gaussian", "cross_entropy"): (46, 68, 80, 87, 89, 84, 64, 15, 10),
    ("tanh", "scaled", "quadratic"): (86, 89, 91, 92, 88, 50, 10, 11, 10),
    ("tanh", "scaled", "cross_entropy"): (87, 91, 93, 93, 92, 85, 29, 10, 10),
    ("relu", "gaussian", "quadratic"): (10, 10, 10, 10, 10, 10, 10, 10, 10),
    ("relu", "gaussian", "cross_entropy"): (62, 72, 81, 88, 83, 24, 10, 10, 10),
    ("relu", "scaled", "quadratic"): (53, 56, 56, 57, 10, 13, 10, 10, 10),
    ("relu", "scaled", "cross_entropy"): (88, 91, 93, 93, 91, 10, 10, 10, 10),
    ("linear", "gaussian", "quadratic"): (0, 0, 0, 0, 0, 0, 0, 0, 0),
    ("linear", "gaussian", "cross_entropy"): (79, 81, 82, 83, 0, 0, 0, 0, 0),
    ("linear", "scaled", "quadratic"): (85, 86, 85, 0, 0, 0, 0, 0, 0),
    ("linear", "scaled", "cross_entropy"): (89, 91, 91, 88, 0, 0, 0, 0, 0),
}
"""Per cent of the 10,000 validation images that 784-30-10 reads right after one epoch of mini-batches of 10, at each of
ETAS, by activation, init and cost: the mean of the seeds 0, 1 and 2, or 0 where a run diverged. `python -m
benchmarks.rates` measures them; what has no row gets no advice."""

ALIKE = (3, 30)  # mini-batches for which the table speaks: η/m is the length of a step
WIDTHS = (15, 100)  # hidden neurons for which it speaks
WORTH = 5  # per cent more that are worth another η
GOOD = 80  # per cent above which another η is enough, and no other setting is changed


class Advice(NamedTuple):
    """Settings with which `then` per cent are read right after an epoch, in place of `now`; 0 where it diverges."""

    now: int
    then: int
    settings: Mapping[str, Any]


def advice(config: TrainingConfig) -> Advice | None:
    """Settings that suit better than those of a configuration, as few as possible; None where it is well as it is.

    Nothing is said of what was not measured, or is not much like it.
    """
    own = (config.activation, config.init, config.cost)
    if own not in RATES or not _measured(config):
        return None
    now = RATES[own][ETAS.index(min(ETAS, key=lambda eta: max(eta / config.eta, config.eta / eta)))]
    choices = sorted((row for row in RATES if row[0] == own[0]), key=lambda row: _changes(row, own))
    best = next((row for row in choices if max(RATES[row]) >= GOOD), own)
    then = max(RATES[best])
    if then < now + WORTH:
        return None
    settings = {name: new for name, new, old in zip(("init", "cost"), best[1:], own[1:], strict=True) if new != old}
    return Advice(now, then, {**settings, "eta": ETAS[RATES[best].index(then)]})


def _measured(config: TrainingConfig) -> bool:
    """Whether a configuration is like those of the table: one hidden layer, no weight decay, images as they are."""
    hidden = config.sizes[1:-1]
    return (
        len(hidden) == 1
        and WIDTHS[0] <= hidden[0] <= WIDTHS[1]
        and ALIKE[0] <= config.mini_batch_size <= ALIKE[1]
        and ETAS[0] / 2 <= config.eta <= ETAS[-1] * 2
        and not config.lmbda
        and not config.variations
    )


def _changes(row: tuple[str, ...], own: tuple[str, ...]) -> int:
    """How much is different in a row: the cost more than the start, which leaves the task as it is."""
    return 2 * (row[2] != own[2]) + (row[1] != own[1])
