"""The scales of δ^l: common to all layers, one for each layer, or logarithmic. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ui.canvas.blocks import ends, round_scale
from ui.text.numbers import short
from ui.text.words import Words

SCALES = ("common", "layer", "log")
DECADES = 6  # powers of ten that the logarithmic scale covers


class Scale(NamedTuple):
    """The |δ| at the ends of a scale, and the powers of ten that it covers (0: it is linear)."""

    end: float
    decades: float = 0


@dataclass(frozen=True)
class Scales:
    """The scale of each layer of a figure, as chosen among SCALES."""

    choice: str
    by_layer: Mapping[int, Scale]

    @classmethod
    def of(cls, deltas: Mapping[int, np.ndarray], choice: str) -> Scales:
        """Scales for these δ^l, or |δ^l|, by layer."""
        if choice == "layer":
            return cls(choice, {l: Scale(round_scale(delta)) for l, delta in deltas.items()})
        common = round_scale(np.concatenate([delta.ravel() for delta in deltas.values()]))
        return cls(choice, dict.fromkeys(deltas, Scale(common, DECADES if choice == "log" else 0)))

    def options(self, l: int, words: Words) -> dict[str, Any]:
        """The options of a block for layer l; a scale that is common to all layers is drawn once, below the last."""
        end, decades = self.by_layer[l]
        return {
            "scale": end,
            "decades": decades,
            "ends": ends(words, "cost"),
            "legend": words["scale.legend"] if self.choice == "log" else "",
            "show_scale": self.choice == "layer" or l == 2,
        }

    def sentence(self, words: Words) -> str:
        """The sentence below a figure that says which scale it has."""
        end = next(iter(self.by_layer.values())).end
        return words(f"scale.says_{self.choice}", end=short(end), least=short(end * 10**-DECADES))
