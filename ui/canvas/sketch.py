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

from engine import segments
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

    Where there are several digits, one is current, and is the drawing to all pages: the one nearest to the point
    `chosen`; before a choice the one nearest to where the pen was last, and in a picture the first, unless that is a
    mere fragment. `whole` says that all ink is one digit.
    """

    sequence: int
    ink: np.ndarray
    strokes: list[list[list[int]]]
    label: int | None
    demo: bool
    pens: list[int] = field(default_factory=list)
    picture: bool = False
    taken: int = 0
    whole: bool = False
    chosen: list[int] | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing is drawn."""
        return int(self.ink.max()) <= FAINT

    def data(self) -> dict[str, Any]:
        """The initial state of a pad that shows this drawing; a picture and all ink over it become one image."""
        state = {"label": self.label, "whole": self.whole, "chosen": self.chosen}
        if self.picture:
            return state | {"strokes": [], "pens": [], "base": code(self.ink / 255)}
        return state | {"strokes": self.strokes, "pens": self.pens}

    @cached_property
    def _parts(self) -> tuple[np.ndarray, int]:
        return segments.parts_of(self.ink)

    @cached_property
    def apart(self) -> list[np.ndarray]:
        """The ink of each digit, from left to right, as its geometry tells; computed once."""
        return segments.digits(self.ink, self._parts)

    @property
    def digits(self) -> list[np.ndarray]:
        """The ink of each digit, from left to right; the visitor may have said that there is one."""
        return [self.ink] if self.whole else self.apart

    @cached_property
    def current(self) -> int:
        """The index of the current digit."""
        if len(self.digits) < 2:
            return 0
        point, indices = self.chosen, list(range(len(self.digits)))
        if point is None:
            point, indices = self._pen_point(), segments.full(self.digits)
        return indices[0] if point is None else min(indices, key=lambda i: _distance(self.digits[i], point))

    def _pen_point(self) -> list[int] | None:
        """Where a pen that is no eraser was last."""
        pens = self.pens or [1] * len(self.strokes)
        drawn = [stroke for stroke, pen in zip(self.strokes, pens, strict=True) if pen > 0]
        return drawn[-1][-1] if drawn else None

    @cached_property
    def preparations(self) -> list[Steps]:
        """The steps from each digit to the image that the network sees; computed once."""
        _, count = self._parts
        return [preparation(digit, loose=count > 1) for digit in self.digits]

    @property
    def preparation(self) -> Steps:
        """The same of the current digit."""
        return self.preparations[self.current]

    @property
    def x(self) -> np.ndarray:
        """The column `(784, 1)` float32 that the network sees of the current digit."""
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
    chosen = message.get("chosen")
    if not (chosen is None or _is_point(chosen)):
        return None
    demo, picture, whole = (message.get(name) is True for name in ("demo", "picture", "whole"))
    return Sketch(sequence, ink, strokes, label, demo, pens, picture, taken, whole, chosen)


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
    return len(points) <= MAX_POINTS and all(_is_point(point) for point in points)


def _is_point(value: object) -> TypeGuard[list[int]]:
    return isinstance(value, list) and len(value) == 2 and all(_whole(part, -SIDE, 2 * SIDE) for part in value)


def _are_pens(pens: object, strokes: list) -> TypeGuard[list[int]]:
    """One width per stroke, or none at all where every stroke has the default width."""
    if not isinstance(pens, list) or len(pens) not in (0, len(strokes)):
        return False
    return all(_whole(pen, -MAX_PEN, MAX_PEN) and pen != 0 for pen in pens)


def point_of(ink: np.ndarray) -> list[int]:
    """A point of the pad where there is ink `(112, 112)`, [x, y] in its units."""
    row, column = np.unravel_index(ink.argmax(), ink.shape)
    return [int(column * SIDE // SENT), int(row * SIDE // SENT)]


def _distance(ink: np.ndarray, point: list[int]) -> float:
    """From a point of the pad to the nearest ink, squared, in pixels."""
    rows, columns = np.nonzero(ink > FAINT)
    x, y = (part * SENT / SIDE for part in point)
    return float(((columns - x) ** 2 + (rows - y) ** 2).min())


def code(ink: np.ndarray) -> str:
    """Ink 0..1 as base64-encoded bytes, the format of the pad."""
    return base64.b64encode(np.rint(255 * ink).astype(np.uint8)).decode()


@dataclass(frozen=True, eq=False)
class Offer:
    """What a page puts on the pad: a picture `ink` `(112, 112)` uint8, a label, or both.

    `label` counts where `labelled`, and None clears it. A picture with a label is one digit, in however many parts.
    The pad accepts each `id` once.
    """

    ink: np.ndarray | None = None
    label: int | None = None
    labelled: bool = False
    id: int = field(default_factory=lambda: time.time_ns() // 1000)

    @property
    def whole(self) -> bool:
        """Whether all ink is known to be one digit."""
        return self.label is not None

    def put_on(self, sketch: Sketch | None) -> Sketch | None:
        """The drawing as it will be once the pad has accepted this offer."""
        if self.ink is not None:
            sequence, taken = (sketch.sequence, sketch.taken) if sketch else (0, 0)
            label = self.label if self.labelled else sketch.label if sketch else None
            return Sketch(sequence, self.ink, [], label, False, [], True, taken, self.whole)
        return replace(sketch, label=self.label, demo=False) if sketch else None

    def data(self) -> dict[str, Any]:
        """The offer as the pad reads it."""
        label = {"label": self.label} if self.labelled else {}
        picture = {} if self.ink is None else {"ink": code(self.ink / 255), "whole": self.whole}
        return {"id": self.id, **label, **picture}


def enlarged(x: np.ndarray) -> np.ndarray:
    """An MNIST image `(784, 1)`, 0..1, enlarged to ink for the pad, `(112, 112)` uint8."""
    side = SENT // 4
    return np.kron(np.rint(255 * x).astype(np.uint8).reshape(side, side), np.ones((4, 4), np.uint8))
