"""What one pass through a network computes, kept for whoever wants to look at it."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from engine.layers import Array, ByLayer, Layers

SYMBOLS = {"sigma_prime": "σ'(z)", "delta": "δ", "nabla_w": "∂C/∂w", "nabla_b": "∂C/∂b"}


class Trace:
    """Everything that one pass of m examples computes, by the book's layer numbers; examples are columns.

    `a[l]` is `(n_l, m)` for l = 1..L, and a[1] is the input x.
    `z[l]`, `sigma_prime[l]` and `delta[l]` are `(n_l, m)` for l = 2..L.
    `nabla_w[l]` `(n_l, n_{l-1})` and `nabla_b[l]` `(n_l, 1)` are ∂C/∂w^l and ∂C/∂b^l, means over the examples.
    After `forward` alone, a trace has no `delta`, `nabla_w`, `nabla_b` and `gradient`.
    """

    z: ByLayer
    a: ByLayer
    sigma_prime: ByLayer
    delta: ByLayer
    nabla_w: ByLayer
    nabla_b: ByLayer

    def __init__(self, **quantities: Layers):
        """A trace of these quantities, by their names."""
        for name, arrays in quantities.items():
            setattr(self, name, ByLayer(SYMBOLS.get(name, name), sorted(arrays.items())))

    @cached_property
    def gradient(self) -> Array:
        """∇C as one vector, in the order of `Network.parameters`."""
        return np.concatenate([part.ravel() for nabla in (self.nabla_w, self.nabla_b) for part in nabla.values()])
