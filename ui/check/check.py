"""What a gradient check has found, as the page writes it; and which ε to choose. Pure: no Streamlit."""

from __future__ import annotations

import math

import numpy as np

from engine import EpsilonCurve, Offender
from ui.text.numbers import number, raised


def seconds(value: float) -> str:
    """A duration: µs, ms or s, three digits."""
    for size, unit in ((1e-3, "µs"), (1.0, "ms")):
        if value < size:
            return f"{value / size * 1000:.3g} {unit}"
    return f"{value:.2f} s"


def symbol(offender: Offender) -> str:
    """The name of a weight or bias: w²[14, 181]."""
    places = f"{offender.j}, {offender.k}" if offender.kind == "w" else f"{offender.j}"
    return f"{offender.kind}{raised(offender.l)}[{places}]"


def offender_row(offender: Offender) -> tuple[str, ...]:
    """A line of the list of the worst."""
    relative = offender.error / max(abs(offender.backprop), abs(offender.numeric), 1e-300)
    values = (offender.numeric, offender.backprop)
    return (symbol(offender), *(number(v, sign=True) for v in values), number(offender.error), number(relative))


# --- ε ---

KINDS = (("central", "float64"), ("forward", "float64"), ("central", "float32"), ("forward", "float32"))


def nearest(curve: EpsilonCurve, epsilon: float) -> int:
    """The place of the ε of the curve that is nearest."""
    return int(np.abs(np.log10(curve.epsilons) - math.log10(epsilon)).argmin())


def epsilon_text(epsilon: float) -> str:
    """ε as a power of ten, with its factor 3 where it has one."""
    power = math.floor(math.log10(epsilon) + 1e-9)
    factor = epsilon / 10.0**power
    return f"{'' if factor < 1.01 else '3.2·'}10{raised(power)}"


def branch(curve: EpsilonCurve, at: int, method: str = "central", dtype: str = "float64") -> str:
    """On which side of the valley an ε lies: "truncation" to the right of it, "rounding" to the left, "valley"."""
    errors = curve.errors[method, dtype]
    if errors[at] <= 5 * errors.min():
        return "valley"
    return "truncation" if curve.epsilons[at] > curve.best(method, dtype) else "rounding"
