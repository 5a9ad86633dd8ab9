"""The weights of a layer against those of another moment, and their gradient, on one scale. Pure: no Streamlit."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from engine import Network
from ui.canvas import blocks
from ui.canvas.blocks import Block
from ui.text.numbers import number, raised
from ui.text.words import Words
from ui.weights.inspection import Inspection

FAINT = 0.05  # of a linear scale: smaller values cannot be told from zero
LEAST_DECADES = 2  # of a logarithmic scale, below the end of the smallest picture


def against(inspection: Inspection, other: Network, when: str, log: bool, words: Words) -> list[Block]:
    """w, w − w(then) and ∇w: of the inspected neuron as images in layer 2, of all neurons as matrices elsewhere.

    `other` is the network then, `when` says when that was.
    """
    l, j = inspection.l, inspection.j
    parts = _parts(inspection, other)
    if l == 2:
        parts = {name: values[[j]] for name, values in parts.items()}
    ends = [blocks.round_scale(values) for values in parts.values() if values.any()] or [1.0]
    decades = math.ceil(math.log10(max(ends) / min(ends)) + LEAST_DECADES)
    options = {"scale": max(ends), "decades": decades if log else 0}
    shown = []
    for name, values in parts.items():
        most = float(np.abs(values).max())
        faint = words("against.faint", most=number(most)) if not log and 0 < most < FAINT * max(ends) else ""
        label = words(f"against.{name}", when=when) + faint
        shown.append(_block(values, name, l, j, alt=words(f"against.{name}_alt", l=l, j=j), label=label, **options))
    return shown


def _block(values: np.ndarray, name: str, l: int, j: int, **options: Any) -> Block:
    symbol = {"w": "w", "change": "Δw", "nabla": "∂C/∂w"}[name] + raised(l)
    if l == 2:
        return blocks.images(values, tip=f"{symbol}[{j}, {{p}}] = {{v}}", least=90, most=252, **options)
    return blocks.matrix(values, tip=f"{symbol}[{{r}}, {{c}}] = {{v}}", least=90, most=300, **options)


def norms(inspection: Inspection, other: Network) -> dict[str, str]:
    """The root mean squares of w, w − w(then) and ∇w of the whole layer."""
    return {name: number(np.sqrt(np.mean(values**2))) for name, values in _parts(inspection, other).items()}


def _parts(inspection: Inspection, other: Network) -> dict[str, np.ndarray]:
    """w, w − w(then) and ∇w of the layer, `(n_l, n_{l−1})` each."""
    l = inspection.l
    w = inspection.edited.w[l]
    return {"w": w, "change": w - other.w[l], "nabla": inspection.trace.nabla_w[l]}
