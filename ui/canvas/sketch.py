"""What the drawing pad sends, and what is answered to it. Pure: no Streamlit."""

from __future__ import annotations

import base64
import binascii
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeGuard

import numpy as np

from engine import COSTS, Network, Trace, backprop
from engine.digits import Steps, preparation
from ui.text.words import Words

SIDE = 280  # of the pad, in the units of its strokes
SENT = 112  # pixels of ink that the pad sends, each way
MAX_POINTS = 20_000
MAX_PEN = 100  # units
FAINT = 5  # ink that is no more than this is paper
SURE, LIKELY = 0.8, 0.5  # the activation of a clear answer, and of a likely one, if the second is at most half of it
SMALL = 0.01  # all |δ_j| below this: nothing left to learn, or saturated


@dataclass(frozen=True, eq=False)
class Drawing:
    """A drawing as the pad sent it: `ink` `(112, 112)` uint8, strokes of points, the label meant, if any.

    Points lie in 0..280 where they are on the pad; `pens` are the widths of the strokes, those that rub out negative.
    `picture` says that the ink is more than the strokes; `taken` is the id of the last offer that the pad has taken.
    """

    sequence: int
    ink: np.ndarray
    strokes: list[list[list[int]]]
    label: int | None
    demo: bool
    pens: list[int] = field(default_factory=list)
    picture: bool = False
    taken: int = 0

    @property
    def blank(self) -> bool:
        """Whether there is no ink."""
        return int(self.ink.max()) <= FAINT

    def data(self) -> dict[str, Any]:
        """What a pad begins with to show it; where there is a picture in it, all its ink is one."""
        if self.picture:
            return {"strokes": [], "pens": [], "label": self.label, "base": code(self.ink / 255)}
        return {"strokes": self.strokes, "pens": self.pens, "label": self.label}

    @cached_property
    def preparation(self) -> Steps:
        """The steps from this drawing to the image that the network sees; computed once."""
        return preparation(self.ink)

    @property
    def x(self) -> np.ndarray:
        """The column `(784, 1)` float32 that the network sees."""
        return self.preparation.x


def read(message: object) -> Drawing | None:
    """The drawing in a message from a browser, which may hold anything; None if it is not one."""
    if not isinstance(message, Mapping):
        return None
    sequence, label, strokes = message.get("sequence"), message.get("label"), message.get("strokes")
    ink, pens, taken = _pixels(message.get("ink")), message.get("pens", []), message.get("taken", 0)
    if not _whole(sequence, 0, 2**53) or not (label is None or _whole(label, 0, 9)):
        return None
    if ink is None or not _are_strokes(strokes) or not _are_pens(pens, strokes) or not _whole(taken, 0, 2**53):
        return None
    demo, picture = message.get("demo") is True, message.get("picture") is True
    return Drawing(sequence, ink, strokes, label, demo, pens, picture, taken)


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
        isinstance(point, list) and len(point) == 2 and all(_whole(value, -SIDE, 2 * SIDE) for value in point)
        for point in points
    )


def _are_pens(pens: object, strokes: list) -> TypeGuard[list[int]]:
    """A width a stroke, or none at all: all are the usual one."""
    if not isinstance(pens, list) or len(pens) not in (0, len(strokes)):
        return False
    return all(_whole(pen, -MAX_PEN, MAX_PEN) and pen != 0 for pen in pens)


def code(ink: np.ndarray) -> str:
    """Ink 0..1 as bytes in base64, as the pad reads it."""
    return base64.b64encode(np.rint(255 * ink).astype(np.uint8)).decode()


@dataclass(frozen=True, eq=False)
class Offer:
    """What a page puts on the pad: a picture `ink` `(112, 112)` uint8 or none, a label where `labelled`."""

    ink: np.ndarray | None = None
    label: int | None = None
    labelled: bool = False
    id: int = field(default_factory=lambda: time.time_ns() // 1000)

    def put_on(self, drawing: Drawing | None) -> Drawing | None:
        """The drawing with it, as it will be when the pad has taken it."""
        if self.ink is not None:
            sequence, taken = (drawing.sequence, drawing.taken) if drawing else (0, 0)
            label = self.label if self.labelled else drawing.label if drawing else None
            return Drawing(sequence, self.ink, [], label, False, [], True, taken)
        return replace(drawing, label=self.label, demo=False) if drawing else None

    def data(self) -> dict[str, Any]:
        """As the pad reads it."""
        label = {"label": self.label} if self.labelled else {}
        return {"id": self.id, **label, **({} if self.ink is None else {"ink": code(self.ink / 255)})}


def enlarged(x: np.ndarray) -> np.ndarray:
    """An image of MNIST `(784, 1)`, 0..1, as ink for the pad `(112, 112)` uint8."""
    side = SENT // 4
    return np.kron(np.rint(255 * x).astype(np.uint8).reshape(side, side), np.ones((4, 4), np.uint8))


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
        "seen": code(x),
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


def verdict(a: np.ndarray, words: Words) -> str:
    """The first and the second guess and the margin between them, in plain words."""
    second, first = (int(j) for j in a.argsort()[-2:])
    margin = float(a[first] - a[second])
    if a[first] < LIKELY:
        key = "none"
    elif a[second] > a[first] / 2:
        key = "close"
    else:
        key = "clear" if a[first] > SURE else "likely"
    numbers = {"a": f"{a[first]:.4f}", "b": f"{a[second]:.4f}", "margin": f"{margin:.4f}"}
    return words(f"verdict.{key}", first=first, second=second, **numbers)


def delta_scale(net: Network, cost: str, delta: np.ndarray) -> float:
    """The |δ| at the ends of the bars: a bound of it where there is one, so that bars can be compared.

    For sigmoid outputs |δ_j| = |a - y| a (1 - a) ≤ 4/27 with the quadratic cost, and |a - y| ≤ 1 with cross-entropy;
    otherwise the next power of ten above the largest.
    """
    if net.output_activation == "sigmoid":
        return 1.0 if COSTS[cost].cancels else 0.15
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
