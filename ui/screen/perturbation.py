"""A small change inside the network: its sizes, the neurons that it is made at, and what it does to later layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from engine import DemonMove, Network, Trace
from ui.canvas.blocks import Block, ends, neurons, round_scale
from ui.text.numbers import number, raised
from ui.text.words import Words

Array = np.ndarray
SIZES = tuple(float(f"{m}e{e}") for e in range(-3, 2) for m in (1, 2, 5))
STEPS = (*(-size for size in reversed(SIZES)), 0.0, *SIZES)
"""What may be added: the same steps on both sides of zero."""


def step(dz: float) -> str:
    """A step as its slider shows it."""
    return "0" if dz == 0 else f"{'−' if dz < 0 else '+'}{abs(dz):g}"


def gap(predicted: float, actual: float, cost: float) -> float:
    """How far the actual change is from the predicted one, as a part of that; NaN where both drown in rounding."""
    noise = 100 * 4 * np.finfo(float).eps * max(cost, 1e-300)
    return abs(actual - predicted) / abs(predicted) if abs(predicted) > noise else float("nan")


def seats(
    net: Network, trace: Trace, words: Words, selected: Sequence[int] | None, layers: Sequence[int] | None = None
) -> list[Block]:
    """The activations of the layers 2..L, or of some of them, one block a layer, each neuron to be picked."""
    return [
        neurons(
            trace.a[l],
            label=layer_name(net, l, words),
            alt=words("seats.alt", l=l, count=net.sizes[l - 1]),
            tip=f"a{raised(l)}[{{i}}] = {{v}}",
            picks="picture",
            selected=selected[1] if selected and selected[0] == l else None,
            **activation_scale(net, l, trace.a[l], words),
            show_scale=l == (layers[-1] if layers else net.L),
            least=22,
        )
        for l in layers or range(2, net.L + 1)
    ]


def layer_name(net: Network, l: int, words: Words) -> str:
    """What a layer is called."""
    return words("seats.output" if l == net.L else "seats.hidden", l=l)


def activation_scale(net: Network, l: int, a: Array, words: Words) -> dict[str, Any]:
    """The scale of activations: ink from 0 to 1 where they lie there."""
    inside = a.size and a.min() >= 0 and a.max() <= 1
    if not inside:
        return {"kind": "signed", "scale": round_scale(a)}
    return {"kind": "ink", "scale": 1.0, "ends": ends(words, "activation") if l > 1 else ("", "")}


def changes(net: Network, move: DemonMove, words: Words, tip: str = "Δa") -> tuple[list[Block], list[Block]]:
    """Δa of the layers from the demon's on: as it is, and to first order; all on one scale."""
    scale = round_scale(np.concatenate([*move.da.values(), *move.da_predicted.values()]))

    def blocks(arrays: Mapping[int, Array]) -> list[Block]:
        return [
            neurons(
                array,
                label=words("changes.output" if l == net.L else "changes.hidden", l=l),
                alt=words("changes.alt", l=l, most=number(float(np.abs(array).max()))),
                tip=f"{tip}{raised(l)}[{{i}}] = {{v}}",
                scale=scale,
                show_scale=l == net.L,
                ends=ends(words, "change"),
                least=22,
            )
            for l, array in arrays.items()
        ]

    return blocks(move.da), blocks(move.da_predicted)
