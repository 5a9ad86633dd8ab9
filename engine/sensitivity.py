"""How the cost depends on activations, and any weighted input on what lies before it: backpropagation from a neuron."""

from __future__ import annotations

import numpy as np

from engine.backprop import bp2, forward
from engine.costs import Cost, cost_named
from engine.layers import Array, ByLayer, check_neuron, one_hot
from engine.network import Network
from engine.trace import Trace


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


def nabla_a(net: Network, trace: Trace, l: int, y: Array, cost: str | Cost = "quadratic") -> Array:
    """∂C_x/∂a^l, shape `(n_l, m)`: what the demon would work with if it changed activations instead of z.

    ∇_a C in the output layer, (w^(l+1))ᵀ δ^(l+1) in a hidden one: BP2 before it is multiplied by σ'(z^l).
    """
    if l < net.L:
        return net.w[l + 1].T @ trace.delta[l + 1]
    cost, sigma_prime = cost_named(cost), trace.sigma_prime[l]
    rates = cost.nabla_a(trace.a[l], y)
    if cost.cancels:  # δ^L is more exact than 1 - a, which loses its digits where a is close to 1
        np.divide(trace.delta[l], sigma_prime, rates, where=sigma_prime != 0)
    return rates
