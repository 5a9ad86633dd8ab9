"""Damage to a trained network: noise on its weights, the smallest of them set to zero, and what it can still read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.mnist import Dataset
from engine.network import Network

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)
"""At which the accuracy is measured: the shares of weights that are zero."""


def damaged(net: Network, share: float = 0.0, noise: float = 0.0, *, seed: int = 0) -> Network:
    """A copy in which the smallest `share` of the weights of each layer is 0, and the others have noise.

    The noise is N(0, (noise · s)²), where s is the standard deviation of the layer's weights; the same seed gives the
    same noise, only larger or smaller. Biases stay. Without any damage the copy is the same to the bit.
    Raises ValueError unless 0 ≤ share ≤ 1 and noise is a number that is not negative.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share must lie between 0 and 1, got {share!r}; 0.5 sets half of the weights to zero")
    if not 0 <= noise < np.inf:
        raise ValueError(
            f"noise must be a number that is not negative, got {noise!r}; 0.5 is half a standard deviation"
        )
    copy, rng = net.copy(), np.random.default_rng(seed)
    for w in copy.w.values():
        gone = smallest(w, share)
        drawn = rng.standard_normal(w.shape)
        if noise:
            w += noise * w.std() * drawn
        w.reshape(-1)[gone] = 0
    return copy


def smallest(w: np.ndarray, share: float) -> np.ndarray:
    """The flat indices of the smallest share of weights by |w|, rounded to whole ones."""
    return np.argsort(np.abs(w), axis=None, kind="stable")[: round(share * w.size)]


@dataclass(frozen=True)
class Curve:
    """The accuracy, 0..1, against the share of weights that are zero, in each layer."""

    shares: tuple[float, ...]
    accuracies: tuple[float, ...]

    def falls_to(self, accuracy: float) -> float | None:
        """The share at which the accuracy first falls to that, between two measured ones; None if it never does."""
        for i, found in enumerate(self.accuracies):
            if found > accuracy:
                continue
            if i == 0:
                return self.shares[0]
            above, before, here = self.accuracies[i - 1], self.shares[i - 1], self.shares[i]
            return before + (here - before) * (above - accuracy) / (above - found)
        return None


def curve(net: Network, dataset: Dataset, shares: Sequence[float] = SHARES) -> Curve:
    """The accuracy on a set at each share, without noise; float32, as in training."""
    single = net.copy(dtype=np.float32)
    right = [damaged(single, share).evaluate(dataset) for share in shares]
    return Curve(tuple(shares), tuple(count / len(dataset) for count in right))
