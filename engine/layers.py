"""Arrays by the book's layer number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np


class NoSuchLayer(KeyError, ValueError):
    """A layer that the network does not have, or that has no such quantity."""

    def __str__(self) -> str:
        return self.args[0]


class ByLayer(dict[int, np.ndarray]):
    """Arrays under the book's layer numbers l; `w[2]` are the weights into layer 2.

    Raises NoSuchLayer (a KeyError and a ValueError) that says which layers exist, and why.
    """

    def __init__(self, symbol: str, arrays: Mapping[int, np.ndarray] | Iterable[tuple[int, np.ndarray]]):
        super().__init__(arrays)
        self.symbol = symbol

    def __missing__(self, l: object) -> np.ndarray:
        first, last = min(self), max(self)
        reason = (
            "layer 1 is the input: nothing leads into it"
            if first == 2 and l == 1
            else f"layers are numbered as in the book, and {last} is the output layer"
        )
        raise NoSuchLayer(f"there is no {self.symbol}^{l}; {self.symbol}^l exists for l = {first}..{last}: {reason}")
