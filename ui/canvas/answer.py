"""What the drawing pad shows for a drawing: the network's answer, how clear it is, and δ^L. Pure: no Streamlit."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import numpy as np

from engine import COSTS, Activation, Cost, Network, Trace, backprop, one_hot
from engine.doubt import Doubt
from ui.canvas import passes, row
from ui.canvas.outputs import largest, name
from ui.canvas.passes import SMALL
from ui.canvas.sketch import Sketch, code
from ui.text.words import Words

SURE, LIKELY = 0.8, 0.5  # least activations of a clear answer and of a likely one, with a runner-up of at most half


def reply(
    sketch: Sketch, net: Network, cost: str, doubt: Doubt, words: Words, *, whole: bool = False
) -> dict[str, Any]:
    """The pad's data for a drawing: the network's answer, in float64, δ^L if a label was chosen, and a doubt.

    With `whole` also what all the network does, forwards and backwards.
    """
    x = sketch.x
    if not x.any():
        return {"sequence": sketch.sequence, **empty(words, net if whole else None)}
    label = sketch.label
    trace = backprop(net, x, one_hot([label or 0], net.sizes[-1]), cost)
    a, delta = trace.a[net.L][:, 0], trace.delta[net.L][:, 0]
    digit, scale = largest(a), delta_scale(net, cost, delta)
    return {
        "sequence": sketch.sequence,
        "digit": digit,
        "doubted": (doubted := bool(doubt(x)[0])),
        "label": label,
        "sentence": doubtful(a, words) if doubted else sentence(a, words),
        "seen": code(x),
        "seenAlt": words("pad.seen_alt", digit=name(digit)),
        "a": a.tolist(),
        "delta": None if label is None else delta.tolist(),
        "scale": scale,
        "deltaHead": words("pad.delta_scale", scale=f"{scale:g}"),
        "meaning": words["pad.nonsense"]
        if doubted and label is None and _ranking(a)[2] == "clear"
        else meaning(trace, label, words),
        "passes": passes.data(net, trace, label, scale, words) if whole else None,
        **row.data(sketch, net, doubt, words),
    }


def empty(words: Words, net: Network | None = None) -> dict[str, Any]:
    """The pad's data where nothing is drawn; with the network at rest, if it is to be shown."""
    return {
        "passes": net and passes.data(net, None, None, 1.0, words),
        "digit": None,
        "sentence": words["pad.empty"],
        "meaning": words["pad.choose_later"],
        "seenAlt": words["pad.seen"],
    }


def sentence(a: np.ndarray, words: Words) -> str:
    """The answer of the output activations a `(10,)` in a sentence; one that is not clear names the second guess."""
    first, second, clarity = _ranking(a)
    return words(f"pad.{clarity}", digit=first, second=second)


def doubtful(a: np.ndarray, words: Words) -> str:
    """The sentence for what looks like no digit; a network asked all the same answers."""
    digit = largest(a)
    return sentence(a, words) if digit is None else words("pad.doubted", digit=digit)


def verdict(a: np.ndarray, words: Words) -> str:
    """The same sentence, and the two largest activations with the margin between them."""
    first, second, clarity = _ranking(a)
    numbers = {"a": f"{a[first]:.4f}", "b": f"{a[second]:.4f}", "margin": f"{a[first] - a[second]:.4f}"}
    return f"**{sentence(a, words)}** {words(f'verdict.{clarity}', first=first, second=second, **numbers)}"


def _ranking(a: np.ndarray) -> tuple[int, int, str]:
    """The digits with the largest and the second largest activation, and how clear the answer is."""
    second, first = (int(j) for j in a.argsort()[-2:])
    if largest(a) is None:
        return first, second, "silent"
    if a[first] < LIKELY:
        return first, second, "unsure"
    if a[first] <= SURE or a[second] > a[first] / 2:
        return first, second, "likely"
    return first, second, "clear"


def delta_scale(net: Network, cost: str, delta: np.ndarray) -> float:
    """The |δ| at the ends of the bars, so that bars can be compared from one drawing to the next.

    Where activations are between 0 and 1 it is the bound of |δ^L_j|, rounded up: 0.15 for sigmoid outputs and the
    quadratic cost, where |a - y| a (1 - a) ≤ 4/27. Otherwise it is the next power of ten above the largest.
    """
    output = net.sigma[net.L]
    if output.between_0_and_1:
        return math.ceil(100 * _error_bound(COSTS[cost], output)) / 100
    return 10.0 ** math.ceil(math.log10(max(np.abs(delta).max(), 1e-6)))


@cache
def _error_bound(cost: Cost, output: Activation) -> float:
    return cost.error_bound(output)


def meaning(trace: Trace, label: int | None, words: Words) -> str:
    """One sentence on what δ^L says about this drawing and this label."""
    if label is None:
        return words["pad.choose"]
    L = max(trace.delta)
    a, delta = trace.a[L][:, 0], trace.delta[L][:, 0]
    most = int(np.abs(delta).argmax())
    if np.abs(delta).max() < SMALL:
        return words("pad.learnt" if a.argmax() == label and a[label] >= LIKELY else "pad.saturated", label=label)
    return words(
        "pad.pull" if delta[most] < 0 else "pad.push",
        label=label,
        j=most,
        delta=f"{delta[most]:+.4f}".replace("-", "−"),
    )
