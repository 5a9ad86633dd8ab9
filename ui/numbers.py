"""Numbers as they are written on screen. Pure: no Streamlit."""

from __future__ import annotations

import math

_POWERS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, *, sign: bool = False) -> str:
    """Four significant digits, with a real minus sign; a power of ten where there would be many zeros.

    `sign` writes the plus sign too. It is how maps.js writes the value under the pointer.
    """
    value = float(value)
    if not math.isfinite(value):
        return str(value)
    before = "−" if value < 0 else "+" if sign and value > 0 else ""
    size = abs(value)
    if size == 0:
        return "0"
    if 0.001 <= float(f"{size:.3e}") < 10_000:
        return before + f"{size:#.4g}".rstrip(".")
    digits, power = f"{size:.3e}".split("e")
    return f"{before}{digits}·10{str(int(power)).translate(_POWERS)}"
