"""Another network that keeps what this one has learned."""

from __future__ import annotations

import numpy as np

from engine.network import Network
from engine.training.config import TrainingConfig


def warm_start(net: Network, config: TrainingConfig) -> Network:
    """A network of this configuration that starts from the weights and biases of `net`, as far as they fit.

    Hidden layers go to the hidden layers of the same number, the output layer to the output layer. New neurons start
    as the configuration says, but the old ones do not listen to them yet, so neurons can be added without a change
    of the answers. A new hidden layer starts at random, and has to be learnt.
    """
    new = config.network(net.dtype.type)
    same = {l: l for l in range(2, min(net.L, new.L))} | {new.L: net.L}
    for l, old in same.items():
        rows, cols = np.minimum(new.w[l].shape, net.w[old].shape)
        new.w[l][:rows, cols:] = 0
        new.w[l][:rows, :cols] = net.w[old][:rows, :cols]
        new.b[l][:rows] = net.b[old][:rows]
    return new
