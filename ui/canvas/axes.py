"""Axes for plots whose ends and labels follow from what is drawn. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Iterable

from ui.canvas.plot import Axis, Line
from ui.text.numbers import raised, short

PLAIN = range(-2, 4)  # powers of ten that are written as numbers
NEARLY = 1e-9  # of rounding
LABELS = 4  # of a logarithmic axis, at most


def places(numbers: Iterable[int], name: str, labels: Iterable[int] | None = None) -> Axis:
    """An axis for whole numbers, which has some room at its ends; all of them have labels, or only those given."""
    known = [*numbers]
    shown = known if labels is None else labels
    return Axis(min(known) - 0.5, max(known) + 0.5, [(value, str(value)) for value in shown], name)


def powers(lines: Iterable[Line], name: str) -> Axis:
    """A logarithmic axis that holds the values of these lines; the ends are round, and apart by 2 at least."""
    values = [value for line in lines for value in line.y if 0 < value < math.inf] or [0.1, 1.0]
    low, high = _below(min(values)), 1 / _below(1 / max(values))
    high = max(high, 2 * low)
    between = range(math.ceil(math.log10(low) - NEARLY), math.floor(math.log10(high) + NEARLY) + 1)
    labels = [(10.0**n, _power(n)) for n in between[:: math.ceil(len(between) / LABELS) or 1]]
    if len(labels) < 2:
        labels = [(end, short(end)) for end in (low, high)]
    return Axis(low, high, labels, name, log=True)


def _below(value: float) -> float:
    """The largest of 1, 2, 5, 10, … times a power of ten that is not above a positive number."""
    power = 10.0 ** math.floor(math.log10(value) + NEARLY)
    return next(step * power for step in (5, 2, 1) if step * power <= value * (1 + NEARLY))


def _power(n: int) -> str:
    return f"{10.0**n:g}" if n in PLAIN else f"10{raised(n)}"
