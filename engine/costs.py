"""Cost functions C_x of one example. A new one is one entry in COSTS.

The chapter's two assumptions hold for each: the cost of a set is the mean of C_x over its examples,
and C_x is a function of the output activations a^L alone (y is a parameter).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from engine.activations import Activation

if TYPE_CHECKING:
    from engine.trace import Trace

Array = np.ndarray


@dataclass(frozen=True)
class Cost:
    """A cost function with all that the engine, a page or a script has to know of it.

    `value(z, a, y)` is C_x of each example, shape `(m,)`, from z^L, a^L and y, all `(n_L, m)`.
    `nabla_a(a, y)` is ∇_a C, shape `(n_L, m)`. Like an activation, it depends on its arguments alone.
    `output_error(a, y)` is δ^L, where σ'(z^L) cancels against ∇_a C; None where BP1 is used as it stands.
    `output` names the only activation that the output layer may have; None allows any.

    `latex` is C_x written with sums over the output neurons j. `gradient_latex` is ∂C_x/∂a_j, with {a} and {y} for
    a_j and y_j, symbols or numbers, and `gradient_python` is the same as a NumPy expression. `error_latex` and
    `error_python` are those of δ_j by `output_error`. None of the four has brackets around it.
    """

    name: str
    value: Callable[[Array, Array, Array], Array]
    nabla_a: Callable[[Array, Array], Array]
    latex: str
    gradient_latex: str
    gradient_python: str
    output: str | None = None
    output_error: Callable[[Array, Array], Array] | None = None
    error_latex: str = ""
    error_python: str = ""

    @property
    def cancels(self) -> bool:
        """Whether σ'(z^L) cancels in δ^L, so that BP1 is not needed as a product."""
        return self.output_error is not None

    @property
    def allows_dead_outputs(self) -> bool:
        """Whether an output neuron can stop learning by being saturated: σ'(z^L) is a factor of its error."""
        return not self.cancels

    def delta(self, a: Array, y: Array, sigma_prime: Array) -> Array:
        """δ^L in the shape of a: by the cost's own formula where σ'(z^L) cancels, otherwise by BP1."""
        return self.output_error(a, y) if self.output_error else self.nabla_a(a, y) * sigma_prime

    def error_bound(self, output: Activation) -> float:
        """The supremum of |δ^L_j| for such output neurons and y_j = 0 or 1; infinite where a^L_j has no bounds."""
        self.check(output)
        if not np.isfinite(output.range).all():
            return math.inf
        a, sigma_prime = output(np.linspace(-30, 30, 60_001))
        return max(float(np.abs(self.delta(a, np.full_like(a, y), sigma_prime)).max()) for y in (0, 1))

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


def quadratic_nabla_a(a: Array, y: Array) -> Array:
    """∂C_x/∂a_j = a_j - y_j."""
    return a - y


def cross_entropy(z: Array, a: Array, y: Array) -> Array:
    """C_x = -Σ_j [y_j ln a_j + (1 - y_j) ln(1 - a_j)] with a = σ(z).

    Computed from z as Σ_j [ln(1 + e^z_j) - y_j z_j], the same number: finite where a_j rounds to 0 or 1.
    """
    return (np.logaddexp(0, z) - y * z).sum(axis=0)


def cross_entropy_nabla_a(a: Array, y: Array) -> Array:
    """∂C_x/∂a_j = (a_j - y_j) / (a_j (1 - a_j)); infinite where a_j has rounded to the wrong one of 0 and 1."""
    difference = a - y
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(difference == 0, 0, difference / (a * (1 - a)))


def cross_entropy_error(a: Array, y: Array) -> Array:
    """δ^L_j = a_j - y_j: with sigmoid neurons, the a_j (1 - a_j) of ∂C_x/∂a_j cancels against σ'(z_j) in BP1."""
    return a - y


COSTS = {
    cost.name: cost
    for cost in (
        Cost(
            "quadratic",
            quadratic,
            quadratic_nabla_a,
            latex=r"\tfrac12\sum_j (y_j-a^L_j)^2",
            gradient_latex="{a} - {y}",
            gradient_python="{a} - {y}",
        ),
        Cost(
            "cross_entropy",
            cross_entropy,
            cross_entropy_nabla_a,
            latex=r"-\sum_j\bigl[y_j\ln a^L_j+(1-y_j)\ln(1-a^L_j)\bigr]",
            gradient_latex=r"\frac{{{a} - {y}}}{{{a}\,(1 - {a})}}",
            gradient_python="({a} - {y}) / ({a} * (1 - {a}))",
            output="sigmoid",
            output_error=cross_entropy_error,
            error_latex="{a} - {y}",
            error_python="{a} - {y}",
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
