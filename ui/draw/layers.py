"""The activations of the layers as cells of neurons, on the page Draw. Pure: no Streamlit."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine import Network, Trace
from ui.canvas import blocks
from ui.canvas.blocks import Block
from ui.text.words import Words


def hidden(net: Network, trace: Trace, selected: tuple[int, ...] | None, words: Words) -> list[Block]:
    """The activations of the hidden layers, a block each; the selected neuron is framed."""
    return [
        blocks.neurons(
            trace.a[l],
            alt=words("answer.hidden", l=l),
            label=words("answer.hidden", l=l),
            tip=f"a[{{i}}] = {{v}}, l = {l}",
            picks="picture",
            selected=selected[1] if selected and selected[0] == l else None,
            **_scale(net, l, trace.a[l]),
        )
        for l in range(2, net.L)
    ]


def outputs(net: Network, a: np.ndarray, words: Words) -> Block:
    """The ten output activations, each cell with its digit."""
    return blocks.neurons(
        a,
        texts=[str(j) for j in range(len(a))],
        alt=words["answer.outputs"],
        label=words["answer.outputs"],
        tip="a[{i}] = {v}",
        least=26,
        most=30,
        **_scale(net, net.L, a),
    )


def _scale(net: Network, l: int, a: np.ndarray) -> dict[str, Any]:
    """How the activations of a layer are shown: as ink where they lie between 0 and 1, else signed."""
    return {"kind": "ink"} if net.sigma[l].between_0_and_1 else {"scale": blocks.round_scale(a)}
