"""How the error of finite differences depends on ε: a curve like a U, truncation on one side, rounding on the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.backprop import backprop
from engine.costs import Cost
from engine.gradients import relative_error
from engine.labs.check import METHODS, CheckRun, Difference
from engine.network import Network

Array = np.ndarray
EPSILONS = np.logspace(-1, -12, 23)
DTYPES = (np.float64, np.float32)


@dataclass(frozen=True, eq=False)
class EpsilonCurve:
    """Relative errors over ε.

    `errors[method, dtype]` has the shape of `epsilons`, for the methods "central" and "forward" and the dtypes
    "float64" and "float32". `indices` are the weights and biases of the sample, as in `Network.parameters`.
    """

    epsilons: Array
    errors: dict[tuple[str, str], Array]
    indices: Array

    def best(self, method: str, dtype: str = "float64") -> float:
        """The ε with the smallest error."""
        return float(self.epsilons[self.errors[method, dtype].argmin()])


def epsilon_curve(
    net: Network,
    x: Array,
    y: Array,
    cost: str | Cost = "quadratic",
    *,
    sample: int = 50,
    seed: int = 0,
) -> EpsilonCurve:
    """The relative error of finite differences for each ε of EPSILONS, by both methods, in float64 and in float32.

    The truth is backpropagation in float64. The sample is drawn from the weights and biases whose derivative is not
    zero: a weight behind a black pixel has no error at any ε. Raises ValueError if there are none.
    """
    exact = backprop(net.copy(dtype=np.float64), x.astype(np.float64), y, cost).gradient
    candidates = np.flatnonzero(exact)
    if not candidates.size:
        raise ValueError("the gradient is zero in every weight and bias, so no error can be measured; take another x")
    indices = np.random.default_rng(seed).choice(candidates, min(sample, candidates.size), replace=False)

    def error(epsilon: float, method: str, dtype: type) -> float:
        run = CheckRun(net, x, y, cost, Difference(epsilon, method, dtype), indices)
        return relative_error(run.advance().numeric.vector, exact)

    errors = {
        (method, np.dtype(dtype).name): np.array([error(float(epsilon), method, dtype) for epsilon in EPSILONS])
        for method in METHODS
        for dtype in DTYPES
    }
    return EpsilonCurve(EPSILONS, errors, indices)
