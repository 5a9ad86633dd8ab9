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

SYMBOLS = {"w": "w", "change": "Δw", "nabla": "∂C/∂w"}
ENDS = {"w": "for", "change": "change", "nabla": "cost"}  # what the ends of their scales mean
LEAST_DECADES = 2  # of a logarithmic scale, below the end of the smallest picture


def against(inspection: Inspection, other: Network, when: str, log: bool, words: Words) -> list[Block]:
    """w, w − w(then) and ∇w: of the inspected neuron as images in layer 2, of all neurons as matrices elsewhere.

    `other` is the network then, `when` says when that was. With `log` all have one logarithmic scale; without, ∇w has
    one of its own, for it may be many times smaller.
    """
    l, j = inspection.l, inspection.j
    parts = _parts(inspection, other)
    if l == 2:
        parts = {name: values[[j]] for name, values in parts.items()}
    own = {name: blocks.round_scale(values) for name, values in parts.items() if values.any()}
    ends = [*own.values()] or [1.0]
    decades = math.ceil(math.log10(max(ends) / min(ends)) + LEAST_DECADES) if log else 0
    weights = max([own[name] for name in ("w", "change") if name in own] or [1.0])
    shown = []
    for name, values in parts.items():
        linear = weights if name != "nabla" else own.get(name, weights)
        options = {"scale": max(ends) if log else linear, "decades": decades, "ends": blocks.ends(words, ENDS[name])}
        label, alt = words(f"against.{name}", when=when), words(f"against.{name}_alt", l=l, j=j)
        shown.append(_block(values, name, l, j, alt=alt, label=label, **options))
    return shown


def _block(values: np.ndarray, name: str, l: int, j: int, **options: Any) -> Block:
    symbol = SYMBOLS[name] + raised(l)
    if l == 2:
        return blocks.images(values, tip=f"{symbol}[{j}, {{p}}] = {{v}}", least=90, most=252, **options)
    return blocks.matrix(values, tip=f"{symbol}[{{r}}, {{c}}] = {{v}}", least=90, most=252, **options)


def norms(inspection: Inspection, other: Network) -> dict[str, str]:
    """The root mean squares of w, w − w(then) and ∇w of the whole layer."""
    return {name: number(np.sqrt(np.mean(values**2))) for name, values in _parts(inspection, other).items()}


def _parts(inspection: Inspection, other: Network) -> dict[str, np.ndarray]:
    """w, w − w(then) and ∇w of the layer, `(n_l, n_{l−1})` each."""
    l = inspection.l
    w = inspection.edited.w[l]
    return {"w": w, "change": w - other.w[l], "nabla": inspection.trace.nabla_w[l]}
