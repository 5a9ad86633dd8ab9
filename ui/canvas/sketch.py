"""What the drawing pad sends, and what a page puts on it. Pure: no Streamlit."""

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

from engine.digits import Steps, preparation

SIDE = 280  # of the pad, in the units of its strokes
SENT = 112  # pixels of ink that the pad sends, each way
MAX_POINTS = 20_000
MAX_PEN = 100  # width of a pen, in units
FAINT = 5  # ink up to this value counts as paper


@dataclass(frozen=True, eq=False)
class Sketch:
    """A drawing as the pad sent it: `ink` `(112, 112)` uint8, strokes as lists of points, the label it is meant to be.

    Points on the pad lie in 0..280. `pens` are the widths of the strokes, negative for the eraser. `picture` says that
    there is more ink than the strokes account for; `taken` is the id of the last offer that the pad has accepted.
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
        """Whether nothing is drawn."""
        return int(self.ink.max()) <= FAINT

    def data(self) -> dict[str, Any]:
        """The initial state of a pad that shows this drawing; a picture and all ink over it become one image."""
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


def read(message: object) -> Sketch | None:
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
    return Sketch(sequence, ink, strokes, label, demo, pens, picture, taken)


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
    """One width per stroke, or none at all where every stroke has the default width."""
    if not isinstance(pens, list) or len(pens) not in (0, len(strokes)):
        return False
    return all(_whole(pen, -MAX_PEN, MAX_PEN) and pen != 0 for pen in pens)


def code(ink: np.ndarray) -> str:
    """Ink 0..1 as base64-encoded bytes, the format of the pad."""
    return base64.b64encode(np.rint(255 * ink).astype(np.uint8)).decode()


@dataclass(frozen=True, eq=False)
class Offer:
    """What a page puts on the pad: a picture `ink` `(112, 112)` uint8, a label, or both.

    `label` counts where `labelled`, and None clears it. The pad accepts each `id` once.
    """

    ink: np.ndarray | None = None
    label: int | None = None
    labelled: bool = False
    id: int = field(default_factory=lambda: time.time_ns() // 1000)

    def put_on(self, sketch: Sketch | None) -> Sketch | None:
        """The drawing as it will be once the pad has accepted this offer."""
        if self.ink is not None:
            sequence, taken = (sketch.sequence, sketch.taken) if sketch else (0, 0)
            label = self.label if self.labelled else sketch.label if sketch else None
            return Sketch(sequence, self.ink, [], label, False, [], True, taken)
        return replace(sketch, label=self.label, demo=False) if sketch else None

    def data(self) -> dict[str, Any]:
        """The offer as the pad reads it."""
        label = {"label": self.label} if self.labelled else {}
        return {"id": self.id, **label, **({} if self.ink is None else {"ink": code(self.ink / 255)})}


def enlarged(x: np.ndarray) -> np.ndarray:
    """An MNIST image `(784, 1)`, 0..1, enlarged to ink for the pad, `(112, 112)` uint8."""
    side = SENT // 4
    return np.kron(np.rint(255 * x).astype(np.uint8).reshape(side, side), np.ones((4, 4), np.uint8))
