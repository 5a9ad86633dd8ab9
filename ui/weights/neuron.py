"""The inspected neuron: the weights into it and out of it, its numbers, what it looks for. Pure: no Streamlit."""

from __future__ import annotations

from typing import Any, NamedTuple

from engine import Network, Trace, input_gradient, linear_product
from ui.canvas import blocks
from ui.canvas.blocks import Block, Brush
from ui.text.numbers import raised
from ui.text.words import Words
from ui.weights.edits import silenced
from ui.weights.inspection import Inspection

NUMBERED = 20  # outgoing weights up to this number stand in one row, with the numbers of their neurons


def large(inspection: Inspection, brush: Brush | None, words: Words) -> Block:
    """The weights into a neuron of layer 2 as one large picture, which a brush can paint."""
    j, w = inspection.j, inspection.edited.w[2]
    return blocks.images(
        w[[j]],
        alt=words("large.alt", j=j),
        tip=f"w²[{j}, {{p}}] = {{v}}",
        picks="cell",
        selected=inspection.k,
        scale=blocks.round_scale(w),
        ends=blocks.ends(words, "for"),
        brush=brush,
        least=200,
        most=340,
    )


def row(inspection: Inspection, words: Words) -> Block:
    """The weights into a neuron of a deeper layer, one cell per neuron of the layer before."""
    l, j = inspection.l, inspection.j
    w, symbol = inspection.edited.w[l], f"w{raised(l)}"
    return blocks.neurons(
        w[[j]],
        alt=words("row.alt", l=l, j=j),
        label=words("row.label", j=j, w=symbol, before=l - 1),
        tip=f"{symbol}[{j}, {{i}}] = {{v}}",
        picks="picture",
        selected=inspection.k,
        marked=silenced(inspection.edits, l - 1),
        scale=blocks.round_scale(w),
        ends=blocks.ends(words, "for"),
    )


def outgoing(inspection: Inspection, words: Words) -> Block:
    """The weights from the neuron to each neuron of the next layer."""
    l, j = inspection.l, inspection.j
    w, symbol = inspection.edited.w[l + 1], f"w{raised(l + 1)}"
    options: dict[str, Any] = {"scale": blocks.round_scale(w), "ends": blocks.ends(words, "for")}
    options |= {"alt": words("outgoing.alt", l=l, j=j), "label": words("outgoing.label", l=l + 1)}
    if len(w) > NUMBERED:
        tip = f"{symbol}[{{i}}, {j}] = {{v}}"
        return blocks.neurons(w[:, [j]], tip=tip, picks="picture", **options)
    tip = f"{symbol}[{{c}}, {j}] = {{v}}"
    return blocks.matrix(w[:, [j]].T, tip=tip, picks="cell", axes=("", "j"), **options)


class Facts(NamedTuple):
    """The numbers of one neuron."""

    b: float
    z: float
    a: float
    delta: float


def facts(net: Network, trace: Trace, l: int, j: int) -> Facts:
    """b, z, a and δ of neuron j of layer l in a pass of one example."""
    return Facts(*(float(numbers[l][j, 0]) for numbers in (net.b, trace.z, trace.a, trace.delta)))


def looks_for(inspection: Inspection, words: Words) -> list[Block]:
    """Two pictures `(784, 1)`: ∂z^l_j/∂x at the current digit, and row j of the product of the weight matrices."""
    net, l, j = inspection.edited, inspection.l, inspection.j
    z = f"z{raised(l)}[{j}]"
    return [
        blocks.images(
            values.T,
            alt=words(f"looks.{name}_alt", l=l, j=j),
            label=words(f"looks.{name}", z=z, product=chain(l)),
            tip=f"{what} = {{v}}",
            scale=blocks.round_scale(values),
            ends=blocks.ends(words, "for"),
            least=100,
            most=252,
        )
        for name, what, values in (
            ("gradient", f"∂{z}/∂x[{{p}}]", input_gradient(net, inspection.x, l, j)),
            ("product", f"({chain(l)})[{j}, {{p}}]", linear_product(net, l, j)),
        )
    ]


def chain(l: int) -> str:
    """The product of the weight matrices up to layer l, as text: w³w²."""
    return "".join(f"w{raised(m)}" for m in range(l, 1, -1))
