"""Activation functions σ and their derivatives σ'. A new one is one entry in ACTIVATIONS."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray
ONE = np.ones((), np.float32)  # as an array it costs half of what Python's 1 costs; exact in float64 too


@dataclass(frozen=True)
class Activation:
    """An activation function with all that the engine, a page or a script has to know of it.

    `function(z, out)` is σ(z) and `prime(z, a, out)` is σ'(z) with a = σ(z). Both work element by element, write into
    `out` and return it; all arrays have one shape. They may overflow on the way to a finite result; the caller
    silences that. Calling the activation itself is the convenient way: `activation(z)` gives σ(z) and σ'(z) in new
    arrays.

    `latex` and `prime_latex` are the right-hand sides of σ(z) = … and σ'(z) = …; `written` is σ at a number, which
    takes the place of {z}. `python` and `prime_python` are the same as NumPy expressions in {z} and {a}, to the last
    bit the numbers of `function` and `prime` in float32.

    `range` and `prime_range` are the infimum and the supremum of σ and of σ'. `saturates` says that σ'(z) goes to 0
    on both sides, for z → -∞ and for z → ∞.
    """

    name: str
    function: Callable[[Array, Array], Array]
    prime: Callable[[Array, Array, Array], Array]
    latex: str
    prime_latex: str
    written: str
    python: str
    prime_python: str
    range: tuple[float, float]
    prime_range: tuple[float, float]
    saturates: bool

    def __call__(self, z: Array) -> tuple[Array, Array]:
        """σ(z) and σ'(z), in the shape of z."""
        z = np.asarray(z)
        a, prime = np.empty_like(z), np.empty_like(z)
        with np.errstate(over="ignore"):
            return self.function(z, a), self.prime(z, a, prime)

    @property
    def between_0_and_1(self) -> bool:
        """Whether every activation lies between 0 and 1, so that it can be shown as ink and read as a degree of yes."""
        return self.range[0] >= 0 and self.range[1] <= 1

    @property
    def steepest(self) -> float:
        """The supremum of |σ'|; 1/4 for the sigmoid."""
        return max(map(abs, self.prime_range))

    @property
    def straight(self) -> bool:
        """Whether σ is a straight line: its slope is the same everywhere."""
        return self.prime_range[0] == self.prime_range[1]


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
            latex=r"\frac{1}{1+e^{-z}}",
            prime_latex=r"\sigma(z)\,\bigl(1-\sigma(z)\bigr)",
            written=r"\frac{{1}}{{1+e^{{-({z})}}}}",
            python="1 / (1 + np.exp(-{z}))",
            prime_python="{a} / (1 + np.exp({z}))",
            range=(0, 1),
            prime_range=(0, 1 / 4),
            saturates=True,
        ),
        Activation(
            "tanh",
            tanh,
            tanh_prime,
            latex=r"\tanh z",
            prime_latex=r"1-\tanh^2 z",
            written=r"\tanh({z})",
            python="np.tanh({z})",
            prime_python="1 / np.cosh({z}) ** 2",
            range=(-1, 1),
            prime_range=(0, 1),
            saturates=True,
        ),
        Activation(
            "relu",
            relu,
            relu_prime,
            latex=r"\max(0,z)",
            prime_latex=r"\begin{cases}1&z>0\\0&z\le 0\end{cases}",
            written=r"\max(0,\,{z})",
            python="np.maximum({z}, 0)",
            prime_python="({z} > 0).astype(np.float32)",
            range=(0, math.inf),
            prime_range=(0, 1),
            saturates=False,
        ),
        Activation(
            "linear",
            linear,
            linear_prime,
            latex="z",
            prime_latex="1",
            written="{z}",
            python="{z}",
            prime_python="np.ones_like({z})",
            range=(-math.inf, math.inf),
            prime_range=(1, 1),
            saturates=False,
        ),
    )
}


def activation_named(activation: str | Activation) -> Activation:
    """The activation of that name; an Activation is returned as it is. Raises ValueError for an unknown name."""
    if isinstance(activation, Activation):
        return activation
    if not isinstance(activation, str) or activation not in ACTIVATIONS:
        raise ValueError(f"unknown activation {activation!r}; choose one of {', '.join(ACTIVATIONS)}")
    return ACTIVATIONS[activation]
