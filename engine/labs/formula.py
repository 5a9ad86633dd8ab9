"""Activations typed as formulas, such as `z / (1 + abs(z))`, with their exact derivative by dual numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.activations import Activation
from engine.labs.dual import recorded_variable, variable
from engine.labs.parser import SUM, VARIABLE, Expression, FormulaError, Parser
from engine.labs.recording import code_of

Array = np.ndarray
RANGE = np.linspace(-30, 30, 1201)  # weighted inputs z at which σ and σ' must be finite
NUMBER = "\N{OBJECT REPLACEMENT CHARACTER}"  # in LaTeX, where a number is to stand for z
FLAT = 2e-3  # |σ'| at both ends of that range, below which σ counts as saturating


def formula(text: str) -> Activation:
    """The activation σ(z) that a text describes, named by the text, with its exact derivative σ'(z).

    Computed in float64 whatever the network's precision. At a kink abs has slope 0, and max and min have that of
    their second argument. Raises FormulaError, a ValueError, for a text that is no formula, and for a formula that
    is not finite, or has no finite slope, somewhere between z = -30 and 30.
    """
    expression = Parser(text).parse()

    def function(z: Array) -> Array:
        with np.errstate(all="ignore"):
            return _like(z, expression.dual(variable(z)).value)

    def prime(z: Array, a: Array) -> Array:
        with np.errstate(all="ignore"):
            return _like(z, expression.dual(variable(z)).slope)

    a = function(RANGE)
    slope = prime(RANGE, a)
    _check_finite(text, a, slope)
    with np.errstate(all="ignore"):
        code = expression.dual(recorded_variable())
    return Activation(
        text.strip(),
        function,
        prime,
        latex=expression.latex,
        prime_latex=rf"\frac{{d}}{{dz}}\left({expression.latex}\right)",
        written=_written(text),
        python=_in_float64(code.value),
        prime_python=_in_float64(code.slope),
        range=(float(a.min()), float(a.max())),
        prime_range=(float(slope.min()), float(slope.max())),
        saturates=bool(np.abs(slope[[0, -1]]).max() < FLAT),
    )


def _like(z: Array, result: Any) -> Array:
    """A result in the shape and the precision of z; that of a constant is one number."""
    return (result + np.zeros(z.shape)).astype(z.dtype)


def _written(text: str) -> str:
    """The LaTeX of a formula with the field {z} for a number, in brackets wherever a negative one needs them."""
    latex = Parser(text, Expression(NUMBER, SUM, VARIABLE.dual)).parse().latex
    return latex.replace("{", "{{").replace("}", "}}").replace(NUMBER, "{z}")


def _in_float64(result: Any) -> str:
    """NumPy's expression for a result, in the shape and the precision of {z}, though computed in float64."""
    return f"(lambda z: np.broadcast_to({code_of(result)}, z.shape))({{z}}.astype(float)).astype({{z}}.dtype)"


def _check_finite(text: str, a: Array, slope: Array) -> None:
    wrong = RANGE[~(np.isfinite(a) & np.isfinite(slope))]
    if wrong.size:
        z = wrong[np.abs(wrong).argmin()]
        raise FormulaError(
            "infinite",
            f"{text.strip()!r} has no finite value or no finite slope at z = {z:.4g}, but an activation needs both "
            f"for every z; try log(1 + abs(z)) instead of log(z), for instance",
            0,
            f"{z:.4g}",
        )
