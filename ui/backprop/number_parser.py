"""Numbers and vectors as people type them. Pure: no Streamlit."""

from __future__ import annotations

import math

MOST = 8  # elements of a vector
SPELLINGS = {"−": "-", ",": ".", "·": "*", " ": "", "*10^": "e", "*10**": "e", "(": "", ")": "", "{": "", "}": ""}
"""What somebody may write, in this order, and what Python reads instead."""


def read_number(text: str) -> float | None:
    """The number in −0,034, 3.4e-5 or 3.4·10^-5; None if there is none, or it is not finite."""
    plain = text.strip()
    for spelling, python in SPELLINGS.items():
        plain = plain.replace(spelling, python)
    try:
        number = float(plain)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read_vector(text: str) -> list[float] | None:
    """One to MOST numbers with commas, semicolons or spaces between them; None for anything else."""
    parts = text.replace(";", " ").replace(",", " ").split()
    numbers = [number for part in parts if (number := read_number(part)) is not None and abs(number) <= 1e9]
    return numbers if 1 <= len(parts) <= MOST and len(numbers) == len(parts) else None


def close(given: float, right: float) -> bool:
    """Whether a typed result is right to one per cent."""
    return math.isclose(given, right, rel_tol=0.01, abs_tol=1e-15)
