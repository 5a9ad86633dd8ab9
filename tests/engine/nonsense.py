"""Drawings that are no digits: letters, scribbles, noise and filled rectangles, by a seed.

No network is trained on them; they judge what the app says of such drawings.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine import to_mnist
from tests.engine.strokes import Hand, Stroke, by_hand
from ui.canvas.sketch import SENT

LETTERS: dict[str, list[Stroke]] = {  # that resemble no digit
    "A": [[(0.1, 1), (0.5, 0), (0.9, 1)], [(0.27, 0.6), (0.73, 0.6)]],
    "E": [[(0.8, 0), (0.2, 0), (0.2, 1), (0.85, 1)], [(0.2, 0.5), (0.7, 0.5)]],
    "F": [[(0.85, 0), (0.2, 0), (0.2, 1)], [(0.2, 0.48), (0.7, 0.48)]],
    "H": [[(0.15, 0), (0.15, 1)], [(0.85, 0), (0.85, 1)], [(0.15, 0.5), (0.85, 0.5)]],
    "K": [[(0.2, 0), (0.2, 1)], [(0.85, 0), (0.2, 0.55), (0.85, 1)]],
    "M": [[(0.08, 1), (0.15, 0), (0.5, 0.6), (0.85, 0), (0.92, 1)]],
    "N": [[(0.15, 1), (0.15, 0), (0.85, 1), (0.85, 0)]],
    "R": [[(0.2, 1), (0.2, 0), (0.6, 0), (0.82, 0.13), (0.82, 0.37), (0.6, 0.5), (0.2, 0.5), (0.85, 1)]],
    "W": [[(0.05, 0), (0.27, 1), (0.5, 0.35), (0.73, 1), (0.95, 0)]],
    "X": [[(0.12, 0), (0.88, 1)], [(0.88, 0), (0.12, 1)]],
}


def letter(rng: np.random.Generator) -> np.ndarray:
    """One of the letters."""
    return by_hand(LETTERS[rng.choice(list(LETTERS))], Hand(), rng, curved=False)


def scribble(rng: np.random.Generator) -> np.ndarray:
    """A zigzag without order, one that fills a field row by row, or a line that winds."""
    kind, count = rng.integers(3), int(rng.integers(8, 25))
    if kind == 0:
        points = rng.random((count, 2))
    elif kind == 1:
        sides = 0.5 + 0.45 * (-1) ** np.arange(2 * count) * rng.uniform(0.6, 1, 2 * count)
        points = np.stack([sides, np.linspace(0, 1, 2 * count)], 1)
    else:
        angles = np.cumsum(rng.normal(0, 1.2, 40))
        points = np.cumsum(np.stack([np.cos(angles), np.sin(angles)], 1), axis=0)
        points = (points - points.min(axis=0)) / np.ptp(points, axis=0).max()
    return by_hand([list(map(tuple, points))], Hand(wobble=0), rng, curved=bool(rng.random() < 0.5))


def noise(rng: np.random.Generator) -> np.ndarray:
    """Noise: grey, black and white, or in coarse pixels."""
    kind, density = rng.integers(3), rng.uniform(0.05, 0.6)
    if kind == 0:
        return rng.integers(0, 256, (SENT, SENT)).astype(np.uint8)
    if kind == 1:
        return np.where(rng.random((SENT, SENT)) < density, 255, 0).astype(np.uint8)
    coarse = rng.integers(0, 256, (28, 28)) * (rng.random((28, 28)) < density)
    return np.kron(coarse, np.ones((4, 4))).astype(np.uint8)


def square(rng: np.random.Generator) -> np.ndarray:
    """A filled square somewhere."""
    ink, side = np.zeros((SENT, SENT), np.uint8), int(rng.integers(16, 100))
    top, left = rng.integers(0, SENT - side + 1, 2)
    ink[top : top + side, left : left + side] = 255
    return ink


KINDS: dict[str, Callable[[np.random.Generator], np.ndarray]] = {
    "noise": noise,
    "filled squares": square,
    "scribbles": scribble,
    "letters": letter,
}


def many(kind: str, count: int, seed: int) -> np.ndarray:
    """So many drawings of a kind as a network sees them, x `(784, count)`."""
    rng = np.random.default_rng(seed)
    return np.hstack([to_mnist(KINDS[kind](rng)) for _ in range(count)])
