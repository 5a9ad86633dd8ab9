"""Numbers as the screen shows them. Pure: no Streamlit."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal

DIGITS = 4  # significant ones
_ROUNDING = Context(prec=DIGITS, rounding=ROUND_HALF_UP)  # as JavaScript rounds; Python's own is to even
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, *, sign: bool = False) -> str:
    """A number with 4 significant digits, and a power of ten where there would be many zeros; as number.js writes it.

    With `sign` a positive number has its plus.
    """
    if not math.isfinite(value):
        return {math.inf: "∞", -math.inf: "−∞"}.get(value, "–")
    if value == 0:
        return "0"
    size = _ROUNDING.create_decimal(abs(float(value)))
    before = "−" if value < 0 else "+" if sign else ""
    if Decimal("0.001") <= size < 10_000:
        return before + f"{float(size):#.{DIGITS}g}".rstrip(".")
    digits, power = f"{size:.{DIGITS - 1}e}".split("e")
    return f"{before}{digits}·10{str(int(power)).translate(_RAISED)}"


def raised(value: int) -> str:
    """A whole number as an exponent: ⁻¹²."""
    return str(value).translate(_RAISED)


def ratio(value: float) -> str:
    """How many times larger something is, with 2 significant digits."""
    if not math.isfinite(value):
        return "∞"
    rounded = float(f"{value:.2g}")
    return short(rounded) if rounded >= 10_000 else f"{rounded:.0f}" if rounded >= 10 else f"{rounded:.1f}"


def short(value: float) -> str:
    """A round number, as it stands at the end of a scale: 0.5, or 5·10⁻⁷."""
    digits, _, power = f"{value:g}".replace("-", "−", value < 0).partition("e")
    return f"{digits}·10{raised(int(power))}" if power else digits


def difference(value: float, taken: float) -> str:
    """`value` with as many digits as four significant ones of value − taken need, up to 12 decimals."""
    left = abs(value - taken)
    if not taken or not left:
        return number(value)
    return f"{value:.{min(12, max(4, DIGITS - 1 - math.floor(math.log10(left))))}f}"


def percent(part: float) -> str:
    """A part of one in per cent, with 2 significant digits and never more than one decimal place, or "<0.1 %"."""
    if not math.isfinite(part):
        return "–"
    size = 100 * abs(part)
    before = "−" if part < 0 and size >= 0.05 else ""
    if 0 < size < 0.05:
        return "<0.1 %"
    return (
        f"{before}{size:.1f} %" if size < 9.95 else before + (f"{size:.0f} %" if size < 10_000 else f"{number(size)} %")
    )
