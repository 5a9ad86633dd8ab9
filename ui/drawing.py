"""What the drawing pad sends, and what is answered to it. Pure: no Streamlit."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

import numpy as np

from engine import COSTS, Network, Trace, backprop, to_mnist
from ui.words import Words

SIDE = 280  # of the pad, in the units of its strokes
SENT = 112  # pixels of ink that the pad sends, each way
MAX_POINTS = 20_000
SURE, LIKELY = 0.8, 0.5  # the activation of a clear answer, and of a likely one, if the second is at most half of it
SMALL = 0.01  # all |δ_j| below this: nothing left to learn, or saturated


@dataclass(frozen=True, eq=False)
class Drawing:
    """A drawing as the pad sent it: `ink` `(112, 112)` uint8, strokes of points in 0..280, the label meant, if any."""

    sequence: int
    ink: np.ndarray
    strokes: list[list[list[int]]]
    label: int | None
    demo: bool

    @property
    def x(self) -> np.ndarray:
        """The column `(784, 1)` that the network sees."""
        return to_mnist(self.ink)


def read(message: object) -> Drawing | None:
    """The drawing in a message from a browser, which may hold anything; None if it is not one."""
    if not isinstance(message, Mapping):
        return None
    sequence, label, strokes = message.get("sequence"), message.get("label"), message.get("strokes")
    ink = _pixels(message.get("ink"))
    if not _whole(sequence, 0, 2**53) or not (label is None or _whole(label, 0, 9)):
        return None
    if ink is None or not _are_strokes(strokes):
        return None
    return Drawing(sequence, ink, strokes, label, message.get("demo") is True)


def _whole(value: object, least: int, most: int) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _pixels(text: object) -> np.ndarray | None:
    if not isinstance(text, str) or len(text) != 4 * math.ceil(SENT * SENT / 3):
        return None
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error:
        return None
    return np.frombuffer(raw, np.uint8).reshape(SENT, SENT) if len(raw) == SENT * SENT else None


def _are_strokes(strokes: object) -> TypeGuard[list[list[list[int]]]]:
    if not isinstance(strokes, list) or not all(isinstance(stroke, list) and stroke for stroke in strokes):
        return False
    points = [point for stroke in strokes for point in stroke]
    return len(points) <= MAX_POINTS and all(
        isinstance(point, list) and len(point) == 2 and all(_whole(value, 0, SIDE) for value in point)
        for point in points
    )


def reply(drawing: Drawing, net: Network, cost: str, words: Words) -> dict[str, Any]:
    """What the pad shows for a drawing: the answer of the network, in float64, and δ^L if a label was chosen."""
    x = drawing.x
    if not x.any():
        return {"sequence": drawing.sequence, **empty(words)}
    label = drawing.label
    y = np.eye(net.sizes[-1])[:, [label or 0]]
    trace = backprop(net, x, y, cost)
    a, delta = trace.a[net.L][:, 0], trace.delta[net.L][:, 0]
    digit = int(a.argmax())
    return {
        "sequence": drawing.sequence,
        "digit": digit,
        "label": label,
        "sentence": answer(a, words),
        "seen": base64.b64encode(np.rint(255 * x).astype(np.uint8)).decode(),
        "seenAlt": words("pad.seen_alt", digit=digit),
        "a": a.tolist(),
        "delta": None if label is None else delta.tolist(),
        "scale": delta_scale(net, cost, delta),
        "deltaHead": words("pad.delta_scale", scale=f"{delta_scale(net, cost, delta):g}"),
        "meaning": meaning(trace, label, words),
    }


def empty(words: Words) -> dict[str, Any]:
    """What the pad shows where there is nothing to read."""
    return {
        "digit": None,
        "sentence": words["pad.empty"],
        "meaning": words["pad.choose_later"],
        "seenAlt": words["pad.seen"],
    }


def answer(a: np.ndarray, words: Words) -> str:
    """The answer in a sentence: clear, likely, between two digits, or none."""
    second, first = (int(j) for j in a.argsort()[-2:])
    if a[first] < LIKELY:
        return words("pad.unsure", digit=first)
    if a[second] > a[first] / 2:
        return words("pad.between", digit=first, second=second)
    return words("pad.clear" if a[first] > SURE else "pad.likely", digit=first)


def delta_scale(net: Network, cost: str, delta: np.ndarray) -> float:
    """The |δ| at the ends of the bars: a bound of it where there is one, so that bars can be compared.

    For sigmoid outputs |δ_j| = |a - y| a (1 - a) ≤ 4/27 with the quadratic cost, and |a - y| ≤ 1 with cross-entropy;
    otherwise the next power of ten above the largest.
    """
    if net.output_activation == "sigmoid":
        return 1.0 if COSTS[cost].shortcut else 0.15
    return 10.0 ** math.ceil(math.log10(max(np.abs(delta).max(), 1e-6)))


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
