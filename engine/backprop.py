"""The forward and the backward pass: one implementation of the book's algorithm, for training and for every page.

Each step of the algorithm and each equation is a function; those of the equations can write into `out`, so that
training allocates next to nothing.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from engine.costs import Cost, cost_named
from engine.gradients import Gradient
from engine.layers import ByLayer, ParameterVector

if TYPE_CHECKING:
    from engine.network import Network

Array = np.ndarray
OVERFLOW = partial(np.errstate, over="ignore")  # where e^z is too large for a number, 1/(1 + e^z) is rightly 0


class Columns(ByLayer):
    """Columns `(n_l, m)` for l = 2..L, in one matrix `all` (layer l has its `rows`): one operand for them all."""

    def __init__(self, symbol: str, net: Network, m: int):
        self.all = np.empty((len(net.biases), m), net.dtype)
        ends = accumulate(net.sizes[1:], initial=0)
        self.rows = {l: slice(*ends_of_l) for l, ends_of_l in enumerate(pairwise(ends), start=2)}
        super().__init__(symbol, {l: self.all[rows] for l, rows in self.rows.items()})


class Trace:
    """Everything that one pass of m examples computes, by the book's layer numbers; examples are columns.

    `a[l]` is `(n_l, m)` for l = 1..L, and a[1] is the input x.
    `z[l]`, `sigma_prime[l]` and `delta[l]` are `(n_l, m)` for l = 2..L.
    `nabla_w[l]` `(n_l, n_{l-1})` and `nabla_b[l]` `(n_l, 1)` are ∂C/∂w^l and ∂C/∂b^l, means over the examples;
    both are views of `gradient`, the vector ∇C in the order of `Network.parameters`.
    After `forward` alone, a trace has no `delta`, `nabla_w`, `nabla_b` and `gradient`.
    """

    delta: Columns
    nabla: Gradient
    nabla_w: ByLayer
    nabla_b: ByLayer
    gradient: Array

    def __init__(self, net: Network, m: int, *, errors: bool = True, gradient: bool = True):
        """Room for passes of m examples through `net`, with or without the errors δ and the gradient.

        The numbers mean nothing before a pass writes them.
        """
        self.z, self.a, self.sigma_prime = Columns("z", net, m), Columns("a", net, m), Columns("σ'(z)", net, m)
        if errors:
            self.delta = Columns("δ", net, m)
        if gradient:
            self.nabla = Gradient(np.empty_like(net.parameters), net.sizes)
            self.gradient, self.nabla_w, self.nabla_b = self.nabla.vector, self.nabla.w, self.nabla.b


def forward(net: Network, x: Array) -> Trace:
    """Feed x `(n_1, m)` forward; the trace has no backward part. Raises ValueError if x has another shape."""
    _check(x, "x", net.sizes[0])
    trace = Trace(net, x.shape[1], errors=False, gradient=False)
    with OVERFLOW():
        feed_forward(net, x, trace)
    return trace


def backprop(net: Network, x: Array, y: Array, cost: str | Cost = "quadratic", *, out: Trace | None = None) -> Trace:
    """One forward and one backward pass for examples x `(n_1, m)` with desired outputs y `(n_L, m)`.

    Raises ValueError if shapes do not fit, or if the cost is not defined for the output neurons.
    """
    cost = cost_named(cost)
    cost.check(net.sigma[net.L])
    _check(x, "x", net.sizes[0])
    _check(y, "y", net.sizes[-1], x.shape[1])
    trace = out or Trace(net, x.shape[1])
    with OVERFLOW():
        propagate(net, x, y, cost, trace)
        gradient(trace, trace.nabla)
    return trace


def propagate(net: Network, x: Array, y: Array, cost: Cost, trace: Trace) -> None:
    """The book's algorithm up to the errors of all layers, written into `trace`; its last step is `gradient`."""
    feed_forward(net, x, trace)
    output_error(net, y, cost, trace)
    backpropagate(net, trace)


def feed_forward(net: Network, x: Array, trace: Trace) -> None:
    """a^1 = x; then z^l = w^l a^(l-1) + b^l and a^l = σ(z^l), with σ'(z^l), for l = 2..L. Equations 23 and 25."""
    z, a = trace.z, trace.a
    a[1] = x if x.dtype == net.dtype else x.astype(net.dtype)
    z.all[...] = net.biases
    for l, w in net.w.items():
        z_l, a_l, sigma = z[l], a[l], net.sigma[l]
        z_l += np.dot(w, a[l - 1], a_l)
        sigma.function(z_l, a_l)
        sigma.prime(z_l, a_l, trace.sigma_prime[l])


def output_error(net: Network, y: Array, cost: Cost, trace: Trace) -> None:
    """δ^L by BP1, or by the cost's own formula for it where σ'(z^L) cancels."""
    a, sigma_prime, delta = trace.a[net.L], trace.sigma_prime[net.L], trace.delta[net.L]
    if cost.output_error:
        cost.output_error(a, y, delta)
    else:
        bp1(cost.gradient(a, y, delta), sigma_prime, delta)


def backpropagate(net: Network, trace: Trace) -> None:
    """δ^l from δ^(l+1) by BP2, for l = L-1..2."""
    delta, sigma_prime = trace.delta, trace.sigma_prime
    for l in range(net.L - 1, 1, -1):
        bp2(net.w[l + 1], delta[l + 1], sigma_prime[l], delta[l])


def gradient(trace: Trace, out: ParameterVector, scale: float = 1) -> None:
    """∇C of a trace, the mean over its m examples, times `scale`: ∂C/∂b^l by BP3 and ∂C/∂w^l by BP4, for l = 2..L.

    Both are linear in δ, so that the scale costs next to nothing there; training takes η and gets its step.
    """
    a, rows = trace.a, trace.delta.rows
    delta = trace.delta.all * (scale / a[1].shape[1])
    bp3(delta, out.biases)
    for l, nabla_w in out.w.items():
        bp4(delta[rows[l]], a[l - 1], nabla_w)


def _check(columns: Array, name: str, n: int, m: int | None = None) -> None:
    if columns.ndim != 2 or columns.shape[0] != n or (m is not None and columns.shape[1] != m):
        expected = f"({n}, {'m' if m is None else m})"
        raise ValueError(f"{name} must have shape {expected}, one column an example, got {columns.shape}")


def bp1(nabla_a: Array, sigma_prime: Array, out: Array | None = None) -> Array:
    """δ^L = ∇_a C ⊙ σ'(z^L), shape `(n_L, m)`. Equation BP1."""
    return np.multiply(nabla_a, sigma_prime, out)


def bp2(w_next: Array, delta_next: Array, sigma_prime: Array, out: Array | None = None) -> Array:
    """δ^l = ((w^(l+1))ᵀ δ^(l+1)) ⊙ σ'(z^l), shape `(n_l, m)`. Equation BP2."""
    return np.multiply(np.dot(w_next.T, delta_next, out), sigma_prime, out)


def bp3(delta: Array, out: Array | None = None) -> Array:
    """∂C/∂b^l = δ^l, shape `(n_l, 1)`; summed over the examples, so δ/m gives the mean. Equation BP3."""
    return np.dot(delta, _ones(delta.shape[1], delta.dtype), out)


def bp4(delta: Array, a_before: Array, out: Array | None = None) -> Array:
    """∂C/∂w^l = δ^l (a^(l-1))ᵀ, shape `(n_l, n_{l-1})`; summed over the examples. Equation BP4."""
    return np.dot(delta, a_before.T, out)


@cache
def _ones(m: int, dtype: np.dtype) -> Array:
    """A column of ones: the matrix product with it is the fastest sum of rows."""
    return np.ones((m, 1), dtype)


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
