"""The gradient check: finite differences for every weight and bias against one pass of backpropagation.

A difference costs a forward pass or two for each weight; that is why backpropagation matters. Each perturbed cost is a
whole forward pass of the engine, as it would be without backpropagation.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.backprop import backprop, forward
from engine.costs import Cost, cost_named, mean_cost
from engine.gradients import Gradient, Offender, relative_error, worst
from engine.network import Network

Array = np.ndarray
METHODS = {"central": (1, -1), "forward": (1, 0)}  # the two places, in units of ε, at which C is compared


@dataclass(frozen=True)
class Difference:
    """How a derivative is taken by a finite difference: the step ε, the method, and the precision of the numbers.

    Method "central" compares C(v + ε) with C(v - ε), "forward" with C(v). Raises ValueError for another method, or
    unless ε is a positive number.
    """

    epsilon: float = 1e-5
    method: str = "central"
    dtype: type = np.float64

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ValueError(f"unknown method {self.method!r}; choose one of {', '.join(METHODS)}")
        if not 0 < self.epsilon < math.inf:
            raise ValueError(f"epsilon must be a positive number, got {self.epsilon!r}; 1e-5 suits float64")


CENTRAL = Difference()


@dataclass(frozen=True, eq=False)
class GradientCheck:
    """Finite differences and backpropagation, side by side.

    `numeric` is NaN for weights and biases that have not been tried yet; errors are over those that have been.
    `seconds_numeric` is the time of all finite differences so far, `seconds_backprop` that of one pass forward and
    backward, the median of five.
    """

    numeric: Gradient
    backprop: Gradient
    epsilon: float
    method: str
    forward_passes: int
    seconds_numeric: float
    seconds_backprop: float

    @property
    def relative_error(self) -> float:
        """‖numeric - backprop‖ / (‖numeric‖ + ‖backprop‖), from 0 to 1; NaN before the first weight."""
        return relative_error(self.numeric.vector, self.backprop.vector)

    @property
    def errors(self) -> dict[tuple[str, int], float]:
        """The relative error of each part of the gradient: `errors["w", 2]`, `errors["b", 2]`, …"""
        other = self.backprop.parts()
        return {part: relative_error(array, other[part]) for part, array in self.numeric.parts().items()}

    @property
    def by_layer(self) -> dict[int, float]:
        """The relative error of each layer l = 2..L, weights and biases together."""
        one, other = self.numeric, self.backprop
        return {l: relative_error(np.append(one.w[l], one.b[l]), np.append(other.w[l], other.b[l])) for l in one.w}

    def worst(self, n: int = 10) -> list[Offender]:
        """The n weights and biases whose derivatives are furthest apart, the worst first."""
        return worst(self.numeric, self.backprop, n)

    def against(self, gradient: Gradient) -> GradientCheck:
        """The same finite differences compared with another gradient, such as that of a bug."""
        return replace(self, backprop=gradient)


class CheckRun:
    """A gradient check that advances when told to, and can be interrupted anywhere.

    `done` of `total` forward passes have been made. `indices` are the weights and biases to try, in that order, as
    positions in `Network.parameters`: a shuffled order shows all layers early, a few of them are a sample.
    """

    def __init__(
        self,
        net: Network,
        x: Array,
        y: Array,
        cost: str | Cost = "quadratic",
        difference: Difference = CENTRAL,
        indices: Sequence[int] | Array | None = None,
    ):
        """A check at its start. Raises ValueError for shapes or names that do not fit."""
        self._net = net.copy(dtype=difference.dtype)
        self._x: Array = x.astype(difference.dtype)
        self._y: Array = y.astype(difference.dtype)
        self._cost, self._epsilon, self._method = cost_named(cost), difference.epsilon, difference.method
        self._indices = range(net.parameters.size) if indices is None else indices
        self._numeric = np.full(net.parameters.size, np.nan)
        self._backprop, self._seconds_backprop = self._timed_backprop()
        self._tried, self._seconds, self.done = 0, 0.0, 0
        self._unperturbed: float | None = None

    @property
    def total(self) -> int:
        """The number of forward passes of the whole check: two per weight, or one per weight and one more."""
        return 2 * len(self._indices) if self._method == "central" else len(self._indices) + 1

    @property
    def finished(self) -> bool:
        return self._tried == len(self._indices)

    def advance(self, *, weights: float = math.inf, seconds: float = math.inf) -> GradientCheck:
        """Try so many more weights and biases, or as many as fit into so many seconds; returns the check so far."""
        start, stop = time.perf_counter(), min(self._tried + weights, len(self._indices))
        while self._tried < stop:
            i = self._indices[self._tried]
            self._numeric[i] = self._derivative(i)
            self._tried += 1
            if time.perf_counter() - start > seconds:
                break
        self._seconds += time.perf_counter() - start
        return self.result()

    def result(self) -> GradientCheck:
        """The check as far as it has come."""
        numeric = Gradient(self._numeric.copy(), self._net.sizes)
        times = self._seconds, self._seconds_backprop
        return GradientCheck(numeric, self._backprop, self._epsilon, self._method, self.done, *times)

    def _derivative(self, i: int) -> float:
        """∂C/∂v ≈ (C(v + ε) - C(v - ε)) / 2ε, or (C(v + ε) - C(v)) / ε; for one entry v of the parameters."""
        above, below = METHODS[self._method]
        costs = [self._value(i, step * self._epsilon) for step in (above, below)]
        return (costs[0] - costs[1]) / ((above - below) * self._epsilon)

    def _value(self, i: int, step: float) -> float:
        """C, the mean over the examples, with entry i of the parameters moved by `step`. One forward pass."""
        if step == 0 and self._unperturbed is not None:
            return self._unperturbed
        parameters = self._net.parameters
        before = parameters[i]
        parameters[i] = before + step
        value = mean_cost(forward(self._net, self._x), self._y, self._cost)
        parameters[i] = before
        self.done += 1
        if step == 0:
            self._unperturbed = value
        return value

    def _timed_backprop(self) -> tuple[Gradient, float]:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            trace = backprop(self._net, self._x, self._y, self._cost)
            times.append(time.perf_counter() - start)
        return Gradient(trace.gradient, self._net.sizes), float(np.median(times))


def gradient_check(
    net: Network,
    x: Array,
    y: Array,
    cost: str | Cost = "quadratic",
    epsilon: float = 1e-5,
    method: str = "central",
) -> GradientCheck:
    """Every ∂C/∂w and ∂C/∂b by finite differences and by backpropagation, for examples x `(n_1, m)`, y `(n_L, m)`.

    Computed in float64. Method "central" makes two forward passes per weight, "forward" one. Across the kink of an
    activation (relu) a difference is no derivative. Raises ValueError for shapes or options that do not fit.
    """
    return CheckRun(net, x, y, cost, Difference(epsilon, method)).advance()
