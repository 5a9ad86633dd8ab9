"""Gradients as values, and how far apart two of them are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.layers import ParameterVector

Array = np.ndarray


class Gradient(ParameterVector):
    """∇C: `w[l]` `(n_l, n_{l-1})` is ∂C/∂w^l and `b[l]` `(n_l, 1)` is ∂C/∂b^l for l = 2..L, means over the examples."""

    def __init__(self, vector: Array, sizes: Sequence[int]):
        super().__init__(vector, sizes, ("∂C/∂w", "∂C/∂b"))

    def parts(self) -> dict[tuple[str, int], Array]:
        """The matrices and columns under ("w", 2), ("b", 2), ("w", 3), …"""
        return {(kind, l): array[l] for l in self.w for kind, array in (("w", self.w), ("b", self.b))}


@dataclass(frozen=True)
class Offender:
    """A weight w^l_jk (kind "w") or a bias b^l_j (kind "b", k is None) with its derivative by both methods."""

    kind: str
    l: int
    j: int
    k: int | None
    numeric: float
    backprop: float

    @property
    def error(self) -> float:
        """The distance between the two, |numeric - backprop|."""
        return abs(self.numeric - self.backprop)


def relative_error(one: Array, other: Array) -> float:
    """‖one - other‖ / (‖one‖ + ‖other‖), from 0 to 1, over the entries that are not NaN in `one`; NaN if all are."""
    known = ~np.isnan(one)
    one, other = one[known], other[known]
    scale = np.linalg.norm(one) + np.linalg.norm(other)
    if not known.any():
        return math.nan
    return float(np.linalg.norm(one - other) / scale) if scale else 0.0


def worst(numeric: Gradient, backprop: Gradient, n: int) -> list[Offender]:
    """The n entries that are furthest apart, the worst first; entries that are NaN in `numeric` are skipped."""
    gaps = np.abs(numeric.vector - backprop.vector)
    order = np.argsort(-gaps, kind="stable")[: min(n, np.count_nonzero(~np.isnan(gaps)))]  # NaN comes last
    return [Offender(*place(int(i), numeric.sizes), float(numeric.vector[i]), float(backprop.vector[i])) for i in order]


def place(index: int, sizes: Sequence[int]) -> tuple[str, int, int, int | None]:
    """Kind, l, j and k of the weight or bias at a position of `Network.parameters`; k is None for a bias."""
    for kind, widths in (("w", sizes[:-1]), ("b", [1] * (len(sizes) - 1))):
        for l, (n, width) in enumerate(zip(sizes[1:], widths, strict=True), start=2):
            if index < n * width:
                j, k = divmod(index, width)
                return kind, l, j, k if kind == "w" else None
            index -= n * width
    raise ValueError(f"this index is {index + 1} too large for the parameters of a network of sizes {tuple(sizes)}")
