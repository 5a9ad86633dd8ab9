"""The book's algorithm, written as its equations: for training and every page, one example or a mini-batch alike."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from engine.costs import Cost, cost_named
from engine.layers import Array, Layers, checked_columns
from engine.trace import Trace

if TYPE_CHECKING:
    from engine.network import Network

OVERFLOW = partial(np.errstate, over="ignore")  # where e^-z is too large for a number, 1/(1 + e^-z) is rightly 0


def forward(net: Network, x: Array) -> Trace:
    """Feed x `(n_1, m)` forward; the trace has no backward part. Raises ValueError if x has another shape."""
    with OVERFLOW():
        z, a, sigma_prime = feed_forward(net, checked_columns("x", x, net.sizes[0], net.dtype))
    return Trace(z=z, a=a, sigma_prime=sigma_prime)


def backprop(net: Network, x: Array, y: Array, cost: str | Cost = "quadratic") -> Trace:
    """One forward and one backward pass for examples x `(n_1, m)` with desired outputs y `(n_L, m)`.

    Raises ValueError if shapes do not fit, or if the cost is not defined for the output neurons.
    """
    cost = cost_named(cost)
    cost.check(net.sigma[net.L])
    x = checked_columns("x", x, net.sizes[0], net.dtype)
    y = checked_columns("y", y, net.sizes[-1], net.dtype, m=x.shape[1])
    with OVERFLOW():
        return Trace(**algorithm(net, x, y, cost, 1 / x.shape[1]))


def algorithm(net: Network, x: Array, y: Array, cost: Cost, per_example: float) -> dict[str, Layers]:
    """The book's algorithm: everything that it computes, by the names in a Trace."""
    z, a, sigma_prime = feed_forward(net, x)
    delta = backpropagate(net, output_error(net, y, cost, a, sigma_prime), sigma_prime)
    nabla_b, nabla_w = gradient(delta, a, per_example)
    return {"z": z, "a": a, "sigma_prime": sigma_prime, "delta": delta, "nabla_b": nabla_b, "nabla_w": nabla_w}


def feed_forward(net: Network, x: Array) -> tuple[Layers, Layers, Layers]:
    """a^1 = x; then z^l = w^l a^(l-1) + b^l, a^l = σ(z^l) and σ'(z^l), for l = 2..L. Equations 23 and 25."""
    z, a, sigma_prime = {}, {1: x}, {}
    for l, sigma in net.sigma.items():
        z[l] = net.w[l] @ a[l - 1] + net.b[l]
        a[l] = sigma.function(z[l])
        sigma_prime[l] = sigma.prime(z[l], a[l])
    return z, a, sigma_prime


def output_error(net: Network, y: Array, cost: Cost, a: Layers, sigma_prime: Layers) -> Array:
    """δ^L by BP1, or by the cost's own formula for it where σ'(z^L) cancels."""
    if cost.output_error:
        return cost.output_error(a[net.L], y)
    return bp1(cost.nabla_a(a[net.L], y), sigma_prime[net.L])


def backpropagate(net: Network, delta_L: Array, sigma_prime: Layers) -> Layers:  # noqa: N803
    """δ^l from δ^(l+1) by BP2, for l = L-1..2, and δ^L with which it begins."""
    delta = {net.L: delta_L}
    for l in range(net.L - 1, 1, -1):
        delta[l] = bp2(net.w[l + 1], delta[l + 1], sigma_prime[l])
    return delta


def gradient(delta: Layers, a: Layers, per_example: float) -> tuple[Layers, Layers]:
    """∂C/∂b^l by BP3 and ∂C/∂w^l by BP4, sums over the examples, of which each counts `per_example`.

    With 1/m they are the means; with η/m they are the step of gradient descent, equations 20 and 21.
    """
    delta = {l: delta[l] * per_example for l in delta}
    return {l: bp3(delta[l]) for l in delta}, {l: bp4(delta[l], a[l - 1]) for l in delta}


def bp1(nabla_a: Array, sigma_prime: Array) -> Array:
    """δ^L = ∇_a C ⊙ σ'(z^L), shape `(n_L, m)`. Equation BP1."""
    return nabla_a * sigma_prime


def bp2(w_next: Array, delta_next: Array, sigma_prime: Array) -> Array:
    """δ^l = ((w^(l+1))ᵀ δ^(l+1)) ⊙ σ'(z^l), shape `(n_l, m)`. Equation BP2."""
    return (w_next.T @ delta_next) * sigma_prime


def bp3(delta: Array) -> Array:
    """∂C/∂b^l = δ^l, shape `(n_l, 1)`; summed over the examples. Equation BP3."""
    return delta.sum(axis=1, keepdims=True)


def bp4(delta: Array, a_before: Array) -> Array:
    """∂C/∂w^l = δ^l (a^(l-1))ᵀ, shape `(n_l, n_{l-1})`; summed over the examples. Equation BP4."""
    return delta @ a_before.T
