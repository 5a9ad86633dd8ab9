"""Dual numbers: a value and its slope, carried together through a formula. Forward-mode differentiation, exact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.activations import ACTIVATIONS
from engine.labs.recording import Recorded

Array = np.ndarray


@dataclass(frozen=True)
class Dual:
    """u(z) and u'(z) at many z at once. Each operation carries its rule of differentiation beside it.

    Both are arrays, or stand for arrays in code that is being recorded.
    """

    value: Any
    slope: Any

    def __add__(self, v: Dual) -> Dual:
        return Dual(self.value + v.value, self.slope + v.slope)

    def __sub__(self, v: Dual) -> Dual:
        return Dual(self.value - v.value, self.slope - v.slope)

    def __mul__(self, v: Dual) -> Dual:
        return Dual(self.value * v.value, _times(self.slope, v.value) + _times(v.slope, self.value))

    def __truediv__(self, v: Dual) -> Dual:
        quotient = self.value / v.value
        return Dual(quotient, _times(self.slope, 1 / v.value) - _times(v.slope, quotient / v.value))

    def __neg__(self) -> Dual:
        return Dual(-self.value, -self.slope)

    def __pow__(self, v: Dual) -> Dual:
        power = self.value**v.value
        inner = _times(self.slope * v.value, self.value ** (v.value - 1))
        return Dual(power, inner + _times(v.slope, power * np.log(self.value)))

    def through(self, value: Any, slope: Any) -> Dual:
        """f(u) from f and f' at u: the chain rule."""
        return Dual(value, _times(self.slope, slope))


def variable(z: Array) -> Dual:
    """z itself, with slope 1; in float64."""
    return Dual(z.astype(np.float64), np.ones(()))


def recorded_variable() -> Dual:
    """z in code that is recorded, with slope 1."""
    return Dual(Recorded.variable("z"), np.ones(()))


def constant(value: float) -> Dual:
    """A number, with slope 0."""
    return Dual(np.array(value, np.float64), np.zeros(()))


def _times(rate: Array, factor: Array) -> Array:
    """rate · factor, and 0 where the rate is 0 even if the factor is infinite or undefined: a constant has no slope."""
    return np.where(rate == 0, 0, rate * factor)


def _tan(u: Dual) -> Dual:
    tan = np.tan(u.value)
    return u.through(tan, 1 + tan**2)


def _exp(u: Dual) -> Dual:
    exp = np.exp(u.value)
    return u.through(exp, exp)


def _sqrt(u: Dual) -> Dual:
    root = np.sqrt(u.value)
    return u.through(root, 0.5 / root)


def _tanh(u: Dual) -> Dual:
    """With 1/cosh² for the slope: 1 - tanh² is 0 long before it."""
    return u.through(np.tanh(u.value), 1 / np.cosh(u.value) ** 2)


def _activation(name: str) -> Callable[[Dual], Dual]:
    """An activation of the engine, of u."""
    sigma = ACTIVATIONS[name]

    def apply(u: Dual) -> Dual:
        z = u.value
        if isinstance(z, Recorded):
            code = z.call(sigma.python, z=z)
            return u.through(code, code.call(sigma.prime_python, z=z, a=code))
        a = sigma.function(z)
        return u.through(a, sigma.prime(z, a))

    return apply


def _larger(u: Dual, v: Dual) -> Dual:
    """max(u, v); where they are equal, with the slope of v."""
    first = u.value > v.value
    return Dual(np.where(first, u.value, v.value), np.where(first, u.slope, v.slope))


FUNCTIONS: dict[str, tuple[Callable[..., Dual], str]] = {
    "sin": (lambda u: u.through(np.sin(u.value), np.cos(u.value)), r"\sin\left(%s\right)"),
    "cos": (lambda u: u.through(np.cos(u.value), -np.sin(u.value)), r"\cos\left(%s\right)"),
    "tan": (_tan, r"\tan\left(%s\right)"),
    "tanh": (_tanh, r"\tanh\left(%s\right)"),
    "exp": (_exp, r"e^{%s}"),
    "log": (lambda u: u.through(np.log(u.value), 1 / u.value), r"\ln\left(%s\right)"),
    "sqrt": (_sqrt, r"\sqrt{%s}"),
    "abs": (lambda u: u.through(np.abs(u.value), np.sign(u.value)), r"\left|%s\right|"),
    "max": (_larger, r"\max\left(%s,\,%s\right)"),
    "min": (lambda u, v: -_larger(-u, -v), r"\min\left(%s,\,%s\right)"),
    "sigmoid": (_activation("sigmoid"), r"\sigma\left(%s\right)"),
    "relu": (_activation("relu"), r"\mathrm{relu}\left(%s\right)"),
}
"""Functions of a formula: how they act on dual numbers, and their LaTeX with one %s for each argument."""
