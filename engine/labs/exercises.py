"""The chapter's exercises as networks: a modified neuron, another σ, linear neurons, a matrix instead of a loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from engine.activations import Activation
from engine.backprop import backprop
from engine.costs import Cost
from engine.gradients import Gradient
from engine.layers import check_neuron
from engine.network import Network

Array = np.ndarray


def modified_neuron(net: Network, l: int, j: int, f: Activation) -> Network:
    """A copy of the network in which neuron j of layer l computes f(z) instead of σ(z). The chapter's first exercise.

    Two lines of the algorithm change, at this neuron only: a^l_j = f(z^l_j) in the forward pass, and f'(z^l_j) in
    place of σ'(z^l_j) in BP1 (l = L) or BP2 (l < L). BP3 and BP4 stay as they are. Raises ValueError if there is no
    such neuron. Where f is σ, it is a plain copy: a cost that needs certain output neurons still finds them.
    """
    check_neuron(net, l, j)
    sigma, here = net.sigma[l], np.arange(len(net.b[l]))[:, np.newaxis] == j
    if f == sigma:
        return net.copy()

    def function(z: Array) -> Array:
        return np.where(here, f.function(z), sigma.function(z))

    def prime(z: Array, a: Array) -> Array:
        return np.where(here, f.prime(z, a), sigma.prime(z, a))

    modified = replace(
        sigma,
        name=f"{sigma.name}, neuron {j} {f.name}",
        function=function,
        prime=prime,
        python=_in_row(j, f.python, sigma.python),
        prime_python=_in_row(j, f.prime_python, sigma.prime_python),
        range=_hull(sigma.range, f.range),
        prime_range=_hull(sigma.prime_range, f.prime_range),
        saturates=sigma.saturates and f.saturates,
    )
    return with_activation(net, modified, [l])


def _in_row(j: int, own: str, others: str) -> str:
    """NumPy's expression that is `own` in row j and `others` elsewhere."""
    return f"np.where(np.arange(len({{z}}))[:, None] == {j}, {own}, {others})"


def _hull(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """The smallest interval that holds both."""
    return min(one[0], other[0]), max(one[1], other[1])


def with_activation(net: Network, f: Activation, layers: Iterable[int] | None = None) -> Network:
    """A copy of the network with activation f in these layers; in the hidden layers, if none are named.

    Files know registered activations only. Raises NoSuchLayer for a layer without neurons that compute.
    """
    net = net.copy()
    for l in range(2, net.L) if layers is None else layers:
        net.w[l]  # raises for a layer that does not exist
        net.sigma[l] = f
    return net


def one_matrix(net: Network) -> tuple[Array, Array]:
    """The matrix W `(n_L, n_1)` and the column B `(n_L, 1)` with a^L = W x + B, for linear neurons throughout.

    Without a non-linearity all layers are one: W = w^L … w^2. Raises ValueError if another activation is in use.
    """
    others = sorted({sigma.name for sigma in net.sigma.values()} - {"linear"})
    if others:
        raise ValueError(f"only a network of linear neurons is one matrix, this one has {', '.join(others)}")
    W, B = net.w[2], net.b[2]
    for l in range(3, net.L + 1):
        W, B = net.w[l] @ W, net.w[l] @ B + net.b[l]
    return W, B


def linear_backprop(net: Network, x: Array, y: Array) -> tuple[dict[int, Array], dict[int, Array]]:
    """∂C/∂w^l and ∂C/∂b^l for σ(z) = z throughout, the quadratic cost, and one example. The chapter's exercise."""
    a = {1: x}
    for l in range(2, net.L + 1):
        a[l] = net.w[l] @ a[l - 1] + net.b[l]
    delta = {net.L: a[net.L] - y}
    for l in range(net.L - 1, 1, -1):
        delta[l] = net.w[l + 1].T @ delta[l + 1]
    return {l: delta[l] @ a[l - 1].T for l in delta}, delta


def one_by_one(net: Network, x: Array, y: Array, cost: str | Cost = "quadratic") -> Gradient:
    """∇C by a loop over the examples: a pass for each column, then the mean. This is what the matrix form saves."""
    total, m = np.zeros_like(net.parameters), x.shape[1]
    for i in range(m):
        total += backprop(net, x[:, [i]], y[:, [i]], cost).gradient
    return Gradient(total / m, net.sizes)
