"""Teaching a trained network something more: gradient descent on one example, or further training with new examples.

The network that is passed in is not changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.backprop import backprop
from engine.costs import mean_cost
from engine.mnist import Dataset, Splits
from engine.network import Network
from engine.training.config import TrainingConfig, checked_eta
from engine.training.run import Diverged, TrainingRun

SHARE = 10  # one example in ten is one of the learner's
MOST_EXAMPLES = 10_000  # at most; with large mini-batches there are fewer of these


@dataclass(frozen=True, eq=False)
class Descent:
    """Steps of gradient descent on one mini-batch; `network` is the result, in the dtype of the network it came from.

    `costs` are C before the first step and after each; `predicted` is the change of C that
    each step promises, -η‖∇C‖², by the book's equations 9 and 10: exact only for small η.
    """

    network: Network
    costs: tuple[float, ...]
    predicted: tuple[float, ...]

    @property
    def actual(self) -> float:
        """ΔC of all the steps together."""
        return self.costs[-1] - self.costs[0]


def descend(net: Network, x: np.ndarray, y: np.ndarray, cost: str, eta: float, steps: int = 1) -> Descent:
    """`steps` steps v → v - η∇C, each with all the examples x `(n_1, m)` and y `(n_L, m)`. Equations 16 and 17.

    Raises Diverged when the weights are no longer finite, ValueError for an η that is not positive.
    """
    eta, taught = checked_eta(eta), net.copy()
    costs: list[float] = []
    predicted: list[float] = []
    with np.errstate(over="ignore", invalid="ignore"):  # reported as Diverged instead
        for step in range(steps + 1):
            trace = backprop(taught, x, y, cost)
            costs.append(mean_cost(trace, y, cost))
            if step < steps:
                predicted.append(-eta * float(trace.gradient @ trace.gradient))
                taught.parameters -= eta * trace.gradient
    if not (np.isfinite(taught.parameters).all() and np.isfinite(costs).all()):
        raise Diverged(f"after {steps} steps some weights are infinite or not numbers: eta = {eta:g} is too large here")
    return Descent(taught, tuple(costs), tuple(predicted))


def train_on(
    net: Network, config: TrainingConfig, train: Dataset, drawings: Dataset, *, mini_batches: int = 300, seed: int = 0
) -> Network:
    """The network after some more mini-batches of `train`, in which one example in ten is one of `drawings`.

    TrainingRun trains it by `config` (η, cost, λ, mini-batch size) in float32; without drawings, on `train`
    alone. Raises Diverged, and ValueError if the data do not fit the network.
    """
    size = config.mini_batch_size
    mini_batches = min(mini_batches, max(1, MOST_EXAMPLES // size))
    own = -(-mini_batches * size // SHARE) if len(drawings) else 0
    chosen = np.random.default_rng(seed).permutation(len(train))[: mini_batches * size - own]
    turns = np.arange(own) % max(1, len(drawings))
    parts = train[chosen], drawings[turns]
    mixed = Dataset.of(
        np.concatenate([part.images.T for part in parts]), np.concatenate([part.labels for part in parts])
    )
    shrink = config.lmbda * len(mixed) / len(train)  # λ/n stays that of the whole training set
    run = TrainingRun(
        replace(config, mini_batch_size=min(size, len(mixed)), epochs=1, seed=seed, lmbda=shrink),
        Splits(mixed, mixed, mixed),
    )
    run.network.parameters[...] = net.parameters
    return run.advance(epochs=1).network
