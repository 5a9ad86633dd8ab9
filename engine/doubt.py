"""Whether an image looks like a digit at all.

A network of ten outputs answers whatever it sees, and may be sure of nonsense. A second network has learnt eleven
classes: MNIST's ten, and pictures that are no digits (engine/training/oddities.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.backprop import forward
from engine.files import load_network
from engine.mnist import CLASSES
from engine.network import Network


@dataclass(frozen=True, eq=False)
class Doubt:
    """A network of eleven outputs, and the doubt up to which an image counts as a digit."""

    network: Network
    limit: float

    @classmethod
    def load(cls, file: Path) -> Doubt:
        """From a file that `make network` wrote."""
        network, config = load_network(file)
        return cls(network, config["limit"])

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """For images x `(784, m)` in 0..1: whether each looks like no digit, `(m,)`."""
        return amount(self.network, x) > self.limit


def amount(net: Network, x: np.ndarray) -> np.ndarray:
    """By how much the weighted input of the eleventh output exceeds those of all digits, `(m,)`, for x `(784, m)`."""
    z = forward(net, x).z[net.L]
    return z[CLASSES] - z[:CLASSES].max(axis=0)
