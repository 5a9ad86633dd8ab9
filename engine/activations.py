"""Activation functions σ and their derivatives σ'. A new one is one entry in ACTIVATIONS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray
ONE = np.ones((), np.float32)  # as an array it costs half of what Python's 1 costs; exact in float64 too


@dataclass(frozen=True)
class Activation:
    """An activation function: `function(z, out)` is σ(z), `prime(z, a, out)` is σ'(z) with a = σ(z).

    Both work element by element, write into `out` and return it; all arrays have one shape. They may overflow on
    the way to a finite result; the caller silences that. Calling the activation itself is the convenient way:
    `activation(z)` gives σ(z) and σ'(z) in new arrays.
    `latex` and `prime_latex` are the right-hand sides of σ(z) = … and σ'(z) = ….
    `bounded` says that σ saturates: σ' goes to 0 for large |z|.
    """

    name: str
    function: Callable[[Array, Array], Array]
    prime: Callable[[Array, Array, Array], Array]
    latex: str
    prime_latex: str
    bounded: bool

    def __call__(self, z: Array) -> tuple[Array, Array]:
        """σ(z) and σ'(z), in the shape of z."""
        z = np.asarray(z)
        a, prime = np.empty_like(z), np.empty_like(z)
        with np.errstate(over="ignore"):
            return self.function(z, a), self.prime(z, a, prime)


def sigmoid(z: Array, out: Array) -> Array:
    """σ(z) = 1 / (1 + e^-z). Equation 3."""
    np.negative(z, out)
    np.exp(out, out)
    np.add(out, ONE, out)
    return np.reciprocal(out, out)


def sigmoid_prime(z: Array, a: Array, out: Array) -> Array:
    """σ'(z) = σ(z) σ(-z): the book's σ(z) (1 - σ(z)), without cancellation where σ(z) is close to 1."""
    np.exp(z, out)
    np.add(out, ONE, out)
    return np.divide(a, out, out)


def tanh(z: Array, out: Array) -> Array:
    """tanh(z)."""
    return np.tanh(z, out)


def tanh_prime(z: Array, a: Array, out: Array) -> Array:
    """tanh'(z) = 1 / cosh²(z): 1 - tanh²(z) without cancellation."""
    np.cosh(z, out)
    np.square(out, out)
    return np.reciprocal(out, out)


def relu(z: Array, out: Array) -> Array:
    """max(0, z)."""
    return np.maximum(z, 0, out=out)


def relu_prime(z: Array, a: Array, out: Array) -> Array:
    """1 where z > 0, otherwise 0; at the kink z = 0 the usual choice, 0."""
    return np.greater(z, 0, out, casting="unsafe")


def linear(z: Array, out: Array) -> Array:
    """z itself; the chapter's exercise on linear neurons."""
    return np.positive(z, out)


def linear_prime(z: Array, a: Array, out: Array) -> Array:
    """1 everywhere."""
    out.fill(1)
    return out


ACTIVATIONS = {
    activation.name: activation
    for activation in (
        Activation(
            "sigmoid",
            sigmoid,
            sigmoid_prime,
            r"\frac{1}{1+e^{-z}}",
            r"\sigma(z)\,\bigl(1-\sigma(z)\bigr)",
            bounded=True,
        ),
        Activation("tanh", tanh, tanh_prime, r"\tanh z", r"1-\tanh^2 z", bounded=True),
        Activation("relu", relu, relu_prime, r"\max(0,z)", r"\begin{cases}1&z>0\\0&z\le 0\end{cases}", bounded=False),
        Activation("linear", linear, linear_prime, "z", "1", bounded=False),
    )
}
