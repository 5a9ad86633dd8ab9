"""Digits as different hands draw them on the pad: strokes from templates, bent, slanted, scaled and moved by a seed.

No network is trained on them; they judge how well a network reads people who are not MNIST's.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from engine import to_mnist
from ui.canvas.sketch import SENT

Point = tuple[float, float]
Stroke = Sequence[Point]

FINE = 4  # points of the finer image, each way, for one of the pad's: so lines have soft edges


def _arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> list[Point]:
    """Points of an ellipse from one angle to another, in degrees, clockwise from the right; y goes down."""
    angles = np.radians(np.linspace(start, end, 2 + int(abs(end - start) // 40)))
    return [(x + rx * math.cos(t), y + ry * math.sin(t)) for t in angles]


RING = _arc(0.5, 0.5, 0.32, 0.5, -90, 275)
TEMPLATES: dict[int, tuple[list[Stroke], ...]] = {
    0: ([RING], [_arc(0.5, 0.5, 0.24, 0.5, -60, 290)], [_arc(0.5, 0.5, 0.45, 0.5, -110, -445)]),
    1: (
        [[(0.5, 0), (0.5, 1)]],
        [[(0.25, 0.25), (0.52, 0), (0.52, 1)]],
        [[(0.3, 0.2), (0.5, 0), (0.5, 1)], [(0.28, 1), (0.72, 1)]],
    ),
    2: (
        [[*_arc(0.48, 0.28, 0.34, 0.28, -170, 20), (0.6, 0.62), (0.15, 1), (0.5, 0.98), (0.88, 1)]],
        [[(0.15, 0.12), (0.5, 0), (0.8, 0.15), (0.72, 0.45), (0.2, 0.98)], [(0.2, 0.98), (0.85, 0.98)]],
        [
            [
                *_arc(0.5, 0.27, 0.3, 0.27, -180, 10),
                (0.55, 0.75),
                (0.3, 0.98),
                (0.15, 0.88),
                (0.35, 0.78),
                (0.6, 0.97),
                (0.9, 0.9),
            ]
        ],
    ),
    3: (
        [[*_arc(0.45, 0.26, 0.3, 0.26, -150, 80), *_arc(0.45, 0.75, 0.36, 0.25, -80, 150)]],
        [[(0.15, 0), (0.8, 0), (0.45, 0.4), *_arc(0.45, 0.7, 0.34, 0.3, -80, 150)]],
    ),
    4: (
        [[(0.6, 0), (0.1, 0.65), (0.9, 0.65)], [(0.68, 0.35), (0.66, 1)]],
        [[(0.2, 0), (0.16, 0.5), (0.8, 0.5)], [(0.78, 0), (0.76, 1)]],
        [[(0.15, 0.62), (0.9, 0.62), (0.65, 0.62), (0.66, 0), (0.15, 0.6)], [(0.66, 0.5), (0.66, 1)]],
    ),
    5: (
        [[(0.25, 0.02), (0.2, 0.45), *_arc(0.45, 0.68, 0.36, 0.31, -120, 150)], [(0.24, 0.02), (0.85, 0)]],
        [[(0.82, 0), (0.26, 0.02), (0.22, 0.42), *_arc(0.45, 0.68, 0.36, 0.31, -110, 150)]],
    ),
    6: (
        [[(0.7, 0), (0.35, 0.3), (0.2, 0.7), *_arc(0.5, 0.74, 0.3, 0.26, 180, -175)]],
        [[(0.3, 0), (0.2, 0.5), *_arc(0.48, 0.75, 0.29, 0.25, 170, -190)]],
    ),
    7: (
        [[(0.1, 0.02), (0.9, 0.02), (0.4, 1)]],
        [[(0.1, 0.02), (0.9, 0.02), (0.45, 1)], [(0.3, 0.52), (0.85, 0.5)]],
        [[(0.12, 0.14), (0.14, 0.01), (0.88, 0), (0.6, 0.45), (0.5, 1)]],
    ),
    8: (
        [[*_arc(0.5, 0.25, 0.28, 0.25, 45, -200), *_arc(0.5, 0.75, 0.34, 0.25, -50, 230), (0.62, 0.46), (0.73, 0.3)]],
        [_arc(0.5, 0.24, 0.26, 0.24, -90, 275), _arc(0.5, 0.74, 0.32, 0.26, -90, 275)],
    ),
    9: (
        [[*_arc(0.48, 0.27, 0.3, 0.27, -10, -370), (0.76, 0.6), (0.7, 1)]],
        [[*_arc(0.5, 0.26, 0.3, 0.26, 0, -360), (0.78, 0.65), (0.6, 0.95), (0.25, 0.95)]],
    ),
}
ANGULAR = {1, 4, 7}  # whose corners stay corners


@dataclass(frozen=True)
class Hand:
    """How one draws: each range is drawn from anew for each digit.

    `size` is the height as a part of the pad, `width` that of the pen in units of the pad (of 280), `slant` the shift
    to the right a unit upwards, `turn` in degrees, `wobble` the deviation of the template's points.
    """

    size: tuple[float, float] = (0.3, 0.85)
    aspect: tuple[float, float] = (0.6, 1.0)
    width: tuple[float, float] = (10, 34)
    slant: tuple[float, float] = (-0.15, 0.4)
    turn: tuple[float, float] = (-12, 12)
    wobble: float = 0.03


HANDS = {
    "usual": Hand(),
    "small, in a corner": Hand(size=(0.18, 0.3), width=(9, 16)),
    "slanted": Hand(slant=(0.3, 0.6), turn=(0, 15)),
    "thick": Hand(size=(0.45, 0.8), width=(34, 48)),
    "thin": Hand(width=(6, 10)),
    "shaky": Hand(wobble=0.05),
}


def drawn(digit: int, hand: Hand, rng: np.random.Generator) -> np.ndarray:
    """The ink `(112, 112)` uint8 of a digit that this hand draws."""
    return by_hand(TEMPLATES[digit][rng.integers(len(TEMPLATES[digit]))], hand, rng, curved=digit not in ANGULAR)


def by_hand(template: Sequence[Stroke], hand: Hand, rng: np.random.Generator, *, curved: bool) -> np.ndarray:
    """The ink `(112, 112)` uint8 of strokes in a box of 1 by 1 that this hand draws."""
    lines, width = polylines(template, hand, rng, curved=curved)
    image = Image.new("L", (SENT * FINE, SENT * FINE))
    for line in lines:
        _draw(image, line, width)
    return np.asarray(image.resize((SENT, SENT), Image.Resampling.BOX))


def polylines(
    template: Sequence[Stroke], hand: Hand, rng: np.random.Generator, *, curved: bool
) -> tuple[list[np.ndarray], float]:
    """The strokes as points `(n, 2)`, and the width of the pen; all as parts of the pad."""
    size, aspect, width, slant = (rng.uniform(*pair) for pair in (hand.size, hand.aspect, hand.width, hand.slant))
    turn = math.radians(rng.uniform(*hand.turn))
    cos, sin = math.cos(turn), math.sin(turn)
    matrix = np.array([[cos, -sin], [sin, cos]]) @ np.array([[aspect, -slant], [0, 1]]) * size
    strokes = [
        (np.array(stroke) + rng.normal(0, hand.wobble, (len(stroke), 2)) - 0.5) @ matrix.T for stroke in template
    ]
    corners, edge = np.vstack(strokes), width / 560
    low, high = edge - corners.min(axis=0), 1 - edge - corners.max(axis=0)
    place = low + rng.random(2) * np.maximum(high - low, 0)
    return [(smooth(stroke) if curved else stroke) + place for stroke in strokes], width / 280


def smooth(points: np.ndarray) -> np.ndarray:
    """A Catmull-Rom curve through points `(n, 2)`."""
    if len(points) < 3:
        return points
    p = np.vstack([points[0], points, points[-1]])
    t = np.linspace(0, 1, 8, endpoint=False)[:, None]
    curves = [
        b + t / 2 * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    return np.vstack([*curves, points[-1]])


def _draw(image: Image.Image, points: np.ndarray, width: float) -> None:
    """A line with round ends and corners."""
    pen, side = ImageDraw.Draw(image), image.width
    places, r = [tuple(point) for point in points * side], width * side / 2
    pen.line(places, 255, round(2 * r))
    for x, y in places:
        pen.ellipse((x - r, y - r, x + r, y + r), 255)


def many(hand: Hand, each: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """`each` drawings of every digit as the network sees them: x `(784, 10·each)` and labels."""
    rng, labels = np.random.default_rng(seed), np.repeat(np.arange(10), each)
    return np.hstack([to_mnist(drawn(int(label), hand, rng)) for label in labels]), labels
