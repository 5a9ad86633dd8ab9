"""What a gradient check has found, in words and numbers, and how good a choice an ε is. Pure: no Streamlit."""

from __future__ import annotations

import math

import numpy as np

from engine import EpsilonCurve, Offender
from ui.text.numbers import number, raised


def seconds(value: float) -> str:
    """A duration in µs, ms or s, with three digits."""
    for size, unit in ((1e-3, "µs"), (1.0, "ms")):
        if value < size:
            return f"{value / size * 1000:.3g} {unit}"
    return f"{value:.2f} s"


def symbol(offender: Offender) -> str:
    """The name of a weight or bias: w²[14, 181]."""
    places = f"{offender.j}, {offender.k}" if offender.kind == "w" else f"{offender.j}"
    return f"{offender.kind}{raised(offender.l)}[{places}]"


def offender_row(offender: Offender) -> tuple[str, ...]:
    """A row of the table of the worst: where, by finite differences, by backpropagation, the gap, the relative gap."""
    relative = offender.error / max(abs(offender.backprop), abs(offender.numeric), 1e-300)
    values = (offender.numeric, offender.backprop)
    return (symbol(offender), *(number(v, sign=True) for v in values), number(offender.error), number(relative))


# --- ε ---

KINDS = (("central", "float64"), ("forward", "float64"), ("central", "float32"), ("forward", "float32"))


def nearest(curve: EpsilonCurve, epsilon: float) -> int:
    """The index of the point of the curve whose ε is nearest."""
    return int(np.abs(np.log10(curve.epsilons) - math.log10(epsilon)).argmin())


def epsilon_text(epsilon: float) -> str:
    """ε as a power of ten, times 3.2 where it lies half-way between two."""
    power = math.floor(math.log10(epsilon) + 1e-9)
    factor = epsilon / 10.0**power
    return f"{'' if factor < 1.01 else '3.2·'}10{raised(power)}"


def branch(curve: EpsilonCurve, at: int, method: str = "central", dtype: str = "float64") -> str:
    """On which side of the valley an ε lies: "truncation" to the right of it, "rounding" to the left, "valley"."""
    errors = curve.errors[method, dtype]
    if errors[at] <= 5 * errors.min():
        return "valley"
    return "truncation" if curve.epsilons[at] > curve.best(method, dtype) else "rounding"
