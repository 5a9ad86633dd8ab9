"""An inspection of a small random network."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine import Network
from ui.weights.edits import Edit
from ui.weights.inspection import Inspection

X = np.random.default_rng(0).random((784, 1))


def inspection(sizes: Sequence[int] = (784, 6, 5, 10), edits: Sequence[Edit] = (), **neuron: int) -> Inspection:
    """With the label 3; `neuron` are l, j and k."""
    net = Network.random(sizes, seed=2, init="scaled", dtype=np.float64)
    return replace(Inspection(net, edits, "quadratic", X, 3), **neuron)
