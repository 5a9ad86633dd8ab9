"""A network of another shape that keeps what this one has learned."""

from __future__ import annotations

import numpy as np

from engine.network import Network
from engine.training.config import TrainingConfig


def warm_start(net: Network, config: TrainingConfig) -> Network:
    """A network of this configuration that starts from the weights and biases of `net`, as far as they fit.

    Each hidden layer takes those of the hidden layer with the same number, the output layer those of the output layer.
    New neurons are initialised as configured, with weights of zero into the old ones, so that adding neurons does not
    change the answers. A new hidden layer starts at random and has to be trained.
    """
    new = config.network(net.dtype.type)
    same = {l: l for l in range(2, min(net.L, new.L))} | {new.L: net.L}
    for l, old in same.items():
        rows, cols = np.minimum(new.w[l].shape, net.w[old].shape)
        new.w[l][:rows, cols:] = 0
        new.w[l][:rows, :cols] = net.w[old][:rows, :cols]
        new.b[l][:rows] = net.b[old][:rows]
    return new
