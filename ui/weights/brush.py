"""The brush with which the pointer paints on the large picture of a neuron's weights."""

from __future__ import annotations

from engine import Network
from ui.canvas import blocks
from ui.canvas.blocks import Brush
from ui.weights import keys

SIZES = (1, 3, 5)  # in pixels
STRENGTHS = (0.1, 0.25, 0.5, 1.0)  # as fractions of the scale of the weight images


def chosen(net: Network) -> Brush | None:
    """The brush with its size and strength as the visitor chose them; None where a click selects a weight."""
    tool = keys.TOOL.get()
    if tool not in ("plus", "minus", "erase"):
        return None
    amount = keys.STRENGTH.get() * blocks.round_scale(net.w[2])
    return Brush({"plus": amount, "minus": -amount, "erase": None}[tool], keys.BRUSH.get())
