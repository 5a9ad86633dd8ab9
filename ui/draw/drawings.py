"""The visitor's drawings with their labels: a small data set, and its file. Pure: no Streamlit."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine import Dataset

SIZE = 784  # pixels of a drawing
MOST = 200  # drawings
MOST_FILE = 2**20  # bytes
FORMAT = "deltascope-drawings"


class BadCollection(ValueError):
    """A file that holds no drawings; `reason` is the key of a sentence about it, which `values` fill."""

    def __init__(self, reason: str, **values: object):
        super().__init__(f"{reason} {values}")
        self.reason = reason
        self.values = values


@dataclass(frozen=True, eq=False)
class LabelledDrawing:
    """A drawing as the network sees it, one byte a pixel as in the files of MNIST, and its label."""

    pixels: bytes
    label: int

    @classmethod
    def of(cls, x: np.ndarray, label: int) -> LabelledDrawing:
        """From the column `(784, 1)`, 0..1."""
        return cls(np.rint(255 * x).astype(np.uint8).tobytes(), label)

    @property
    def x(self) -> np.ndarray:
        """The column `(784, 1)` float64, 0..1."""
        return np.frombuffer(self.pixels, np.uint8).reshape(-1, 1) / 255


def dataset(drawings: Sequence[LabelledDrawing]) -> Dataset:
    """The drawings as a data set for training."""
    rows = np.array([drawing.x[:, 0] for drawing in drawings]).reshape(-1, SIZE)
    return Dataset.of(rows, np.array([drawing.label for drawing in drawings], np.uint8))


def encode(drawings: Sequence[LabelledDrawing]) -> bytes:
    """The file of these drawings: JSON with the pixels in base64, row by row, 255 for ink."""
    rows = [{"label": each.label, "pixels": base64.b64encode(each.pixels).decode()} for each in drawings]
    return json.dumps({"format": FORMAT, "version": 1, "side": 28, "drawings": rows}, indent=1).encode()


def decode(raw: bytes) -> list[LabelledDrawing]:
    """The drawings of a file, which may come from anybody. Raises BadCollection."""
    if len(raw) > MOST_FILE:
        raise BadCollection("heavy", most=MOST_FILE // 2**20)
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):  # not UTF-8, not JSON, a number of a million digits, a million brackets
        raise BadCollection("format") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("drawings"), list):
        raise BadCollection("format")
    rows = found["drawings"]
    if len(rows) > MOST:
        raise BadCollection("many", count=len(rows), most=MOST)
    return [_labelled_drawing(row, number) for number, row in enumerate(rows, start=1)]


def _labelled_drawing(row: object, number: int) -> LabelledDrawing:
    label, text = (row.get("label"), row.get("pixels")) if isinstance(row, dict) else (None, None)
    if not isinstance(label, int) or isinstance(label, bool) or not 0 <= label <= 9 or not isinstance(text, str):
        raise BadCollection("row", number=number)
    try:
        pixels = base64.b64decode(text, validate=True)
    except ValueError:
        raise BadCollection("row", number=number) from None
    if len(pixels) != SIZE:
        raise BadCollection("row", number=number)
    return LabelledDrawing(pixels, label)
