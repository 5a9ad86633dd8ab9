"""A drawing turned, scaled and shifted, and a network's answers to these variations. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from engine import Network
from engine.digits import CENTRE, SIDE

TURNS = tuple(range(-60, 61, 15))  # degrees, clockwise
SCALES = (1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7)
SHIFTS = tuple(range(-4, 5))  # pixels


@dataclass(frozen=True, eq=False)
class Grid:
    """Variations of one image, x `(784, rows·cols)`, row by row; column `home` is the image itself."""

    x: np.ndarray
    row_names: tuple[str, ...]
    col_names: tuple[str, ...]
    home: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the grid."""
        return len(self.row_names), len(self.col_names)


@dataclass(frozen=True, eq=False)
class Answers:
    """The answers of a network to a grid: digits and margins `(rows, cols)`, output activations a `(10, rows·cols)`.

    If j is the answer to the image itself, the margin of a variation is a_j minus the largest of the other
    activations: positive where the answer is still j.
    """

    digits: np.ndarray
    margins: np.ndarray
    a: np.ndarray

    @property
    def kept(self) -> int:
        """How many answers are that to the image itself."""
        return int((self.margins > 0).sum())


def turned_and_scaled(x: np.ndarray) -> Grid:
    """x `(784, 1)` at all scales (rows) and at all angles (columns)."""
    images = [moved(x, turn=turn, scale=scale) for scale, turn in product(SCALES, TURNS)]
    home = SCALES.index(1.0) * len(TURNS) + TURNS.index(0)
    names = tuple(f"{scale:.1f}" for scale in SCALES), tuple(f"{turn}°".replace("-", "−") for turn in TURNS)
    return Grid(np.hstack(images), *names, home)


def shifted(x: np.ndarray) -> Grid:
    """x `(784, 1)` shifted down (rows) and to the right (columns), in pixels."""
    images = [moved(x, down=down, right=right) for down, right in product(SHIFTS, SHIFTS)]
    home = SHIFTS.index(0) * len(SHIFTS) + SHIFTS.index(0)
    names = tuple(str(shift).replace("-", "−") for shift in SHIFTS)
    return Grid(np.hstack(images), names, names, home)


def moved(x: np.ndarray, *, turn: float = 0, scale: float = 1, down: float = 0, right: float = 0) -> np.ndarray:
    """The image x `(784, 1)` turned clockwise by `turn` degrees and scaled about its centre, then shifted by pixels.

    Interpolation is bilinear; beyond the edges there is paper.
    """
    rows, columns = np.indices((SIDE, SIDE)).reshape(2, -1) - CENTRE
    cos, sin = (f(np.radians(turn)) / scale for f in (np.cos, np.sin))
    y, across = rows - down, columns - right
    row, column = CENTRE + cos * y - sin * across, CENTRE + sin * y + cos * across  # the source of each pixel
    paper = np.pad(x.reshape(SIDE, SIDE).astype(float), 1)
    row, column = (np.clip(place + 1, 0, SIDE + 0.999) for place in (row, column))
    r, c = row.astype(int), column.astype(int)
    v, h = row - r, column - c
    upper = paper[r, c] * (1 - h) + paper[r, c + 1] * h
    lower = paper[r + 1, c] * (1 - h) + paper[r + 1, c + 1] * h
    return (upper * (1 - v) + lower * v).reshape(-1, 1)


def answers(net: Network, grid: Grid) -> Answers:
    """The network's answers to all variations of a grid, in one forward pass."""
    a = net.feedforward(grid.x)
    j = int(a[:, grid.home].argmax())
    others = np.delete(a, j, axis=0).max(axis=0)
    return Answers(a.argmax(axis=0).reshape(grid.shape), (a[j] - others).reshape(grid.shape), a)


def texts(found: Answers) -> Sequence[str]:
    """The digit of each answer, row by row."""
    return [str(digit) for digit in found.digits.ravel()]
