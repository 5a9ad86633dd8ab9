"""Activation functions σ and their derivatives σ'. A new one is one entry in ACTIVATIONS."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Activation:
    """An activation function with all that the engine, a page or a script has to know of it.

    `function(z)` is σ(z) and `prime(z, a)` is σ'(z) with a = σ(z), in the shape and the precision of z; both work
    element by element, and depend on nothing else: training runs them once and repeats their NumPy calls
    (`engine/training/step.py`). They may overflow on the way to a finite result; the caller silences that. Calling the
    activation itself is the convenient way: `activation(z)` gives σ(z) and σ'(z).

    `latex` and `prime_latex` are the right-hand sides of σ(z) = … and σ'(z) = …; `written` is σ at a number, which
    takes the place of {z}. `python` and `prime_python` are the same as NumPy expressions in {z} and {a}, to the last
    bit the numbers of `function` and `prime` in float32.

    `range` and `prime_range` are the infimum and the supremum of σ and of σ'. `saturates` says that σ'(z) goes to 0
    on both sides, for z → -∞ and for z → ∞.
    """

    name: str
    function: Callable[[Array], Array]
    prime: Callable[[Array, Array], Array]
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
        with np.errstate(over="ignore"):
            a = self.function(z)
            return a, self.prime(z, a)

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


def sigmoid(z: Array) -> Array:
    """σ(z) = 1 / (1 + e^-z). Equation 3."""
    return 1 / (1 + np.exp(-z))


def sigmoid_prime(z: Array, a: Array) -> Array:
    """σ'(z) = σ(z) (1 - σ(z))."""
    return a * (1 - a)


def tanh(z: Array) -> Array:
    """tanh(z)."""
    return np.tanh(z)


def tanh_prime(z: Array, a: Array) -> Array:
    """tanh'(z) = 1 - tanh²(z)."""
    return 1 - a * a


def relu(z: Array) -> Array:
    """max(0, z)."""
    return np.maximum(z, 0)


def relu_prime(z: Array, a: Array) -> Array:
    """1 where z > 0, otherwise 0; at the kink z = 0 the usual choice, 0."""
    return np.heaviside(z, 0)


def linear(z: Array) -> Array:
    """z itself; the chapter's exercise on linear neurons."""
    return z


def linear_prime(z: Array, a: Array) -> Array:
    """1 everywhere."""
    return np.ones_like(z)


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
            prime_python="{a} * (1 - {a})",
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
            prime_python="1 - {a} * {a}",
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
            prime_python="np.heaviside({z}, 0)",
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
