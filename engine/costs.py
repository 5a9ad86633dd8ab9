"""Cost functions C_x of one example. A new one is one entry in COSTS.

The chapter's two assumptions hold for each: the cost of a set is the mean of C_x over its examples,
and C_x is a function of the output activations a^L alone (y is a parameter).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.activations import Activation

if TYPE_CHECKING:
    from engine.backprop import Trace

Array = np.ndarray


@dataclass(frozen=True)
class Cost:
    """A cost function.

    `value(z, a, y)` is C_x of each example, shape `(m,)`, from z^L, a^L and y, all `(n_L, m)`.
    `gradient(a, y, out)` is ∇_a C, shape `(n_L, m)`.
    `shortcut(a, y, out)` is δ^L where σ'(z^L) cancels against ∇_a C; None where BP1 is used as it stands.
    `output` names the only activation that the output layer may have; None allows any.
    `latex` is C_x written with sums over the output neurons j.
    """

    name: str
    value: Callable[[Array, Array, Array], Array]
    gradient: Callable[[Array, Array, Array], Array]
    shortcut: Callable[[Array, Array, Array], Array] | None
    output: str | None
    latex: str

    def check(self, output: Activation) -> None:
        """Raise ValueError if this cost is not defined for such output neurons."""
        if self.output and output.name != self.output:
            raise ValueError(
                f"cost {self.name!r} needs {self.output} output neurons, got {output.name!r}: it takes the logarithm "
                f"of a^L and 1 - a^L, so a^L must lie between 0 and 1; give the network "
                f"output_activation={self.output!r}, or use cost='quadratic'"
            )


def quadratic(z: Array, a: Array, y: Array) -> Array:
    """C_x = ½ Σ_j (y_j - a_j)². Equation 27."""
    return 0.5 * np.square(a - y).sum(axis=0)


def quadratic_gradient(a: Array, y: Array, out: Array) -> Array:
    """∂C_x/∂a_j = a_j - y_j."""
    return np.subtract(a, y, out)


def cross_entropy(z: Array, a: Array, y: Array) -> Array:
    """C_x = -Σ_j [y_j ln a_j + (1 - y_j) ln(1 - a_j)] with a = σ(z).

    Computed from z as Σ_j [ln(1 + e^z_j) - y_j z_j], the same number: finite where a_j rounds to 0 or 1.
    """
    return (np.logaddexp(0, z) - y * z).sum(axis=0)


def cross_entropy_gradient(a: Array, y: Array, out: Array) -> Array:
    """∂C_x/∂a_j = (a_j - y_j) / (a_j (1 - a_j)); infinite where a_j has rounded to the wrong one of 0 and 1."""
    difference = a - y
    with np.errstate(divide="ignore"):
        np.divide(difference, a * (1 - a), out, where=difference != 0)
    out[difference == 0] = 0
    return out


def cross_entropy_error(a: Array, y: Array, out: Array) -> Array:
    """δ^L_j = a_j - y_j: with sigmoid neurons, the a_j (1 - a_j) of ∂C_x/∂a_j cancels against σ'(z_j) in BP1."""
    return np.subtract(a, y, out)


COSTS = {
    cost.name: cost
    for cost in (
        Cost(
            "quadratic",
            quadratic,
            quadratic_gradient,
            shortcut=None,
            output=None,
            latex=r"\tfrac12\sum_j (y_j-a^L_j)^2",
        ),
        Cost(
            "cross_entropy",
            cross_entropy,
            cross_entropy_gradient,
            shortcut=cross_entropy_error,
            output="sigmoid",
            latex=r"-\sum_j\bigl[y_j\ln a^L_j+(1-y_j)\ln(1-a^L_j)\bigr]",
        ),
    )
}


def cost_named(cost: str | Cost) -> Cost:
    """The cost of that name; a Cost is returned as it is. Raises ValueError for an unknown name."""
    if isinstance(cost, Cost):
        return cost
    if cost not in COSTS:
        raise ValueError(f"unknown cost {cost!r}; choose one of {', '.join(COSTS)}")
    return COSTS[cost]


def mean_cost(trace: Trace, y: Array, cost: str | Cost = "quadratic") -> float:
    """C, the mean of C_x over the examples of a trace. Equation 26 for the quadratic cost."""
    L = max(trace.z)
    return float(cost_named(cost).value(trace.z[L], trace.a[L], y).mean())
