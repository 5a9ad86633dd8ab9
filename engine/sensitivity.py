"""How a weighted input depends on what lies before it: backpropagation from any neuron instead of from the cost."""

from __future__ import annotations

import numpy as np

from engine.backprop import Trace, bp2, forward
from engine.layers import ByLayer, check_neuron, one_hot
from engine.network import Network

Array = np.ndarray


def sensitivities(net: Network, trace: Trace, l: int, j: int) -> ByLayer:
    """∂z^l_j/∂a^m for m = 1..l-1, each `(n_m, 1)`; m = 1 is the gradient with respect to the input.

    The recursion is BP2, started at this neuron: with ∂z^l_j/∂z^l one-hot instead of δ^l, it gives ∂z^l_j/∂z^m, and
    the transpose of w^(m+1) in it gives ∂z^l_j/∂a^m. `trace` is that of one example. Raises ValueError if there is no
    such neuron.
    """
    check_neuron(net, l, j)
    here = one_hot([j], net.sizes[l - 1], net.dtype)
    found = {}
    for m in range(l - 1, 0, -1):
        found[m] = net.w[m + 1].T @ here
        if m > 1:
            here = bp2(net.w[m + 1], here, trace.sigma_prime[m])
    return ByLayer("∂z/∂a", sorted(found.items()))


def input_gradient(net: Network, x: Array, l: int, j: int) -> Array:
    """∂z^l_j/∂x at the input x `(n_1, 1)`, shape `(n_1, 1)`: exact, by backpropagation."""
    if x.shape[1:] != (1,):
        raise ValueError(f"x must be one example, ({net.sizes[0]}, 1), got {x.shape}")
    return sensitivities(net, forward(net, x), l, j)[1]


def linear_product(net: Network, l: int, j: int) -> Array:
    """Row j of w^l w^(l-1) … w^2 as a column `(n_1, 1)`: what ∂z^l_j/∂x would be if σ'(z) were 1 everywhere."""
    check_neuron(net, l, j)
    row = net.w[l][[j]]
    for m in range(l - 1, 1, -1):
        row = row @ net.w[m]
    return row.T
