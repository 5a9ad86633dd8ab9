"""What is wrong with a network, said by rules with stated thresholds."""

from __future__ import annotations

import numpy as np

from engine.backprop import Trace
from engine.network import Network

SATURATED = 0.01  # σ' below this: the neuron hardly learns, since δ carries σ' as a factor
SILENT = 0.1  # an output neuron whose mean activation for its own digit stays below this
MOST = 0.9  # of the pairs of a hidden neuron and an example


def dead_outputs(net: Network, trace: Trace, labels: np.ndarray) -> tuple[int, ...]:
    """The digits that the output layer has given up: saturated at "no" for their own examples.

    For the examples of digit j, the output neuron j has a mean σ'(z^L_j) below 0.01 and a mean activation below
    0.1. Only for output neurons that saturate.
    """
    L = net.L
    if not net.sigma[L].bounded:
        return ()
    own = [labels == j for j in range(net.sizes[-1])]
    return tuple(
        j
        for j, mine in enumerate(own)
        if mine.any() and trace.sigma_prime[L][j, mine].mean() < SATURATED and trace.a[L][j, mine].mean() < SILENT
    )


def saturated_layers(net: Network, trace: Trace) -> tuple[int, ...]:
    """The hidden layers in which σ'(z) is below 0.01 for nine tenths of all neurons and examples.

    A layer of sigmoid or tanh neurons is then saturated; one of ReLU neurons is silent.
    """
    return tuple(l for l in range(2, net.L) if (trace.sigma_prime[l] < SATURATED).mean() > MOST)
