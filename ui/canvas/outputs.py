"""What a network answers. One rule for all pages. Pure: no Streamlit."""

from __future__ import annotations

import numpy as np


def largest(a: np.ndarray) -> int | None:
    """The digit whose output activation in a `(10,)` is the largest; None where no single one is, and no answer given.

    So it is of a relu network that has died: all its outputs are 0.
    """
    j = int(a.argmax())
    return j if np.count_nonzero(a == a[j]) == 1 else None


def name(digit: int | None) -> str:
    """A digit as a text; a dash where there is no answer."""
    return "–" if digit is None else str(digit)
