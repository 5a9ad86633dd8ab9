"""The forward and the backward pass: the book's algorithm, once, for training and for every page.

The function of each equation can write into `out`, so that training allocates nothing.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from engine.costs import Cost, cost_named
from engine.layers import ByLayer, views

if TYPE_CHECKING:
    from engine.network import Network

Array = np.ndarray
OVERFLOW = partial(np.errstate, over="ignore")  # where e^z is too large for a number, 1/(1 + e^z) is rightly 0


class Columns(ByLayer):
    """Columns `(n_l, m)` for l = 2..L; parts of one matrix `all`, so that all layers can be one operand."""

    def __init__(self, symbol: str, net: Network, m: int):
        self.all = np.empty((len(net.biases), m), net.dtype)
        sizes = net.sizes[1:]
        parts = (self.all[end - n : end] for n, end in zip(sizes, accumulate(sizes), strict=True))
        super().__init__(symbol, enumerate(parts, start=2))


class Trace:
    """Everything that one pass of m examples computes, by the book's layer numbers; examples are columns.

    `a[l]` is `(n_l, m)` for l = 1..L, and a[1] is the input x.
    `z[l]`, `sigma_prime[l]` and `delta[l]` are `(n_l, m)` for l = 2..L.
    `nabla_w[l]` `(n_l, n_{l-1})` and `nabla_b[l]` `(n_l, 1)` are ∂C/∂w^l and ∂C/∂b^l, means over the examples;
    both are views of `gradient`, the vector ∇C in the order of `Network.parameters`.
    After `forward` alone, a new trace has no `delta`, `nabla_w`, `nabla_b` and `gradient`.
    """

    delta: Columns
    nabla_w: ByLayer
    nabla_b: ByLayer
    gradient: Array

    def __init__(self, net: Network, m: int, *, backward: bool = True):
        """Room for passes of m examples through `net`; the numbers mean nothing before a pass writes them."""
        self.z, self.a, self.sigma_prime = Columns("z", net, m), Columns("a", net, m), Columns("σ'(z)", net, m)
        if backward:
            self.delta, self._share = Columns("δ", net, m), Columns("δ/m", net, m)
            self.gradient = np.empty_like(net.parameters)
            self.nabla_w, self.nabla_b = views(self.gradient, net.sizes, ("∂C/∂w", "∂C/∂b"))
            self._nabla_b_all = self.gradient[net.weights.size :].reshape(-1, 1)


def forward(net: Network, x: Array) -> Trace:
    """Feed x `(n_1, m)` forward; the trace has no backward part. Raises ValueError if x has another shape."""
    _check(x, "x", net.sizes[0])
    trace = Trace(net, x.shape[1], backward=False)
    with OVERFLOW():
        _feed_forward(net, x, trace)
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
    return trace


def propagate(net: Network, x: Array, y: Array, cost: Cost, trace: Trace, scale: float = 1) -> None:
    """The book's algorithm, written into `trace`: what `backprop` does once its input is checked.

    The output error by BP1, the errors of the layers before it by BP2, the gradient by BP3 and BP4. `scale`
    multiplies the gradient: training, which calls this for every mini-batch, takes η and gets the step of descent.
    """
    _feed_forward(net, x, trace)
    L, a, sigma_prime, delta, share = net.L, trace.a, trace.sigma_prime, trace.delta, trace._share
    if cost.shortcut:
        cost.shortcut(a[L], y, delta[L])
    else:
        bp1(cost.gradient(a[L], y, delta[L]), sigma_prime[L], delta[L])
    for l in range(L - 1, 1, -1):
        bp2(net.w[l + 1], delta[l + 1], sigma_prime[l], delta[l])
    np.multiply(delta.all, scale / x.shape[1], share.all)
    bp3(share.all, trace._nabla_b_all)
    for l in range(2, L + 1):
        bp4(share[l], a[l - 1], trace.nabla_w[l])


def _feed_forward(net: Network, x: Array, trace: Trace) -> None:
    """z^l = w^l a^(l-1) + b^l and a^l = σ(z^l) for l = 2..L. Equations 23 and 25."""
    z, a = trace.z, trace.a
    a[1] = x if x.dtype == net.dtype else x.astype(net.dtype)
    z.all[...] = net.biases
    for l, w in net.w.items():
        z_l, a_l, sigma = z[l], a[l], net.sigma[l]
        z_l += np.dot(w, a[l - 1], a_l)
        sigma.function(z_l, a_l)
        sigma.prime(z_l, a_l, trace.sigma_prime[l])


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
    cost, delta, sigma_prime = cost_named(cost), trace.delta[l], trace.sigma_prime[l]
    gradient = cost.gradient(trace.a[l], y, np.empty_like(delta))
    if cost.shortcut:  # δ^L is more exact than 1 - a, which loses its digits where a is close to 1
        np.divide(delta, sigma_prime, gradient, where=sigma_prime != 0)
    return gradient
