"""Digits as strokes of a pen: styles of each, some in two loose strokes, with the jitter of a hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

SIDE = 112  # pixels of a pad
STEP = 0.01  # between points of a stroke that dries
Stroke = list[tuple[float, float]]  # points (x, y), a digit's height is 1


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Stroke:
    """Part of an ellipse; angles in degrees, clockwise from the right."""
    angles = np.radians(np.linspace(start, end, 25))
    return [(x + rx * np.cos(angle), y + ry * np.sin(angle)) for angle in angles]


EIGHT = [(0.3 + 0.22 * np.sin(2 * t), 0.5 - 0.48 * np.cos(t)) for t in np.linspace(0, 2 * np.pi, 60)]
BELLY = [*arc(0.24, 0.7, 0.28, 0.28, -110, 140)]
STYLES: dict[int, list[list[Stroke]]] = {
    0: [[arc(0.32, 0.5, 0.3, 0.5, -90, 270)], [arc(0.28, 0.5, 0.24, 0.5, -100, 258)]],
    1: [
        [[(0.1, 0), (0.1, 1)]],
        [[(0.25, 0), (0.1, 1)]],
        [[(0, 0.25), (0.25, 0), (0.25, 1)]],
        [[(0, 0.25), (0.25, 0), (0.25, 1)], [(0, 1), (0.5, 1)]],
    ],
    2: [
        [[*arc(0.28, 0.28, 0.26, 0.27, 190, 380), (0, 1), (0.6, 1)]],
        [[*arc(0.28, 0.28, 0.26, 0.27, 190, 380), (0.05, 0.95), (0.2, 0.85), (0.65, 0.97)]],
    ],
    3: [
        [[*arc(0.25, 0.25, 0.26, 0.25, 200, 450), *arc(0.22, 0.74, 0.3, 0.26, -90, 160)]],
        [[(0, 0), (0.5, 0), (0.22, 0.4), *arc(0.2, 0.7, 0.3, 0.29, -80, 150)]],
    ],
    4: [
        [[(0.3, 0), (0, 0.62), (0.6, 0.62)], [(0.42, 0.3), (0.42, 1)]],
        [[(0.05, 0), (0, 0.5), (0.5, 0.5)], [(0.5, 0), (0.5, 1)]],
        [[(0.6, 0.65), (0, 0.65), (0.42, 0), (0.42, 1)]],
    ],
    5: [[[(0.55, 0), (0.1, 0), (0.06, 0.42), *BELLY]], [[(0.1, 0), (0.06, 0.42), *BELLY], [(0.1, 0), (0.55, 0)]]],
    6: [[[(0.4, 0), (0.1, 0.45), *arc(0.27, 0.72, 0.25, 0.27, 190, 560)]]],
    7: [
        [[(0, 0), (0.55, 0), (0.2, 1)]],
        [[(0, 0.12), (0, 0), (0.55, 0), (0.25, 1)]],
        [[(0, 0), (0.55, 0), (0.2, 1)], [(0.12, 0.5), (0.58, 0.5)]],
    ],
    8: [[EIGHT], [arc(0.3, 0.25, 0.22, 0.25, -90, 270), arc(0.3, 0.74, 0.28, 0.26, -90, 270)]],
    9: [
        [[*arc(0.27, 0.28, 0.25, 0.28, 0, 360), (0.5, 1)]],
        [[*arc(0.27, 0.28, 0.25, 0.28, -30, 330), (0.5, 0.2), (0.3, 1)]],
    ],
}
LOOSE: dict[str, list[list[Stroke]]] = {
    "a 0 that is not closed": [[arc(0.32, 0.5, 0.3, 0.5, -70, 250)], [arc(0.32, 0.5, 0.3, 0.5, 20, 340)]],
    "a 0 of two arcs": [[arc(0.32, 0.5, 0.3, 0.5, 103, 257), arc(0.34, 0.5, 0.3, 0.5, -77, 77)]],
    "a 1 with a dot": [
        [[(0.1, 0.3), (0.1, 1)], [(0.12, 0), (0.13, 0.01)]],
        [[(0.2, 0.3), (0.1, 1)], [(0.3, 0), (0.3, 0)]],
    ],
    "a 1 with a loose foot": [[[(0.25, 0), (0.25, 0.8)], [(0, 1), (0.5, 1)]]],
    "a 1 with a loose flag": [[[(0.3, 0), (0.3, 1)], [(0.1, 0.2), (0.0, 0.3)]]],
    "a 3 of two arcs": [[arc(0.25, 0.22, 0.26, 0.2, 200, 420), arc(0.22, 0.76, 0.3, 0.24, -60, 160)]],
    "a 4 of two strokes": [
        [[(0.3, 0), (0, 0.62), (0.36, 0.62)], [(0.56, 0.2), (0.56, 1)]],
        [[(0.05, 0), (0, 0.5), (0.3, 0.5)], [(0.52, 0), (0.52, 1)]],
        [[(0.1, 0), (0, 0.55), (0.6, 0.55)], [(0.45, 0.75), (0.45, 1)]],
        [[(0.25, 0), (0.02, 0.4), (0.25, 0.45)], [(0.46, 0), (0.46, 1)]],
    ],
    "a 5 with a loose bar": [
        [[(0.08, 0.15), (0.06, 0.45), *BELLY], [(0.15, -0.06), (0.6, -0.08)]],
        [[(0.08, 0), (0.06, 0.42), *BELLY], [(0.3, 0), (0.7, -0.04)]],
    ],
    "a 6 with a loose bow": [[[(0.4, 0), (0.1, 0.45), (0.05, 0.75)], arc(0.42, 0.72, 0.2, 0.27, 150, 510)]],
    "a 7 with a loose cross-bar": [
        [[(0, 0), (0.55, 0), (0.3, 1)], [(0.62, 0.5), (0.85, 0.48)]],
        [[(0, 0), (0.6, 0), (0.42, 1)], [(0.02, 0.5), (0.28, 0.5)]],
        [[(0.22, 0), (0.6, 0), (0.42, 1)], [(0.0, 0.02), (0.02, 0.18)]],
    ],
    "an 8 of two rings": [[arc(0.3, 0.2, 0.2, 0.2, -90, 270), arc(0.3, 0.78, 0.26, 0.22, -90, 270)]],
    "an 8 that is not closed": [
        [EIGHT[3:-4]],
        [arc(0.3, 0.24, 0.22, 0.24, -60, 230), arc(0.3, 0.76, 0.28, 0.24, -40, 230)],
    ],
    "a 9 with a loose stem": [[arc(0.25, 0.28, 0.23, 0.28, 10, 350), [(0.62, 0.05), (0.58, 1)]]],
}


def by_hand(strokes: Sequence[Stroke], rng: np.random.Generator) -> list[np.ndarray]:
    """The strokes `(n, 2)` as a hand writes them: turned, slanted, wider or narrower, and not quite straight."""
    slant, turn = rng.normal(0.08, 0.09), rng.normal(0, 0.06)
    shape = np.array([[rng.uniform(0.8, 1.25), -slant], [turn, 1]])
    written = []
    for stroke in strokes:
        points = np.array(stroke, float)
        wave = rng.normal(0, 0.012, 2) * np.sin(np.linspace(0, rng.uniform(2, 7), len(points)))[:, None]
        written.append((points + wave) @ shape.T + rng.normal(0, 0.008, 2))
    return written


def dried(strokes: Sequence[np.ndarray], rng: np.random.Generator, gap: float, times: int) -> list[np.ndarray]:
    """The strokes of a pen that fails `times` times, each time over a length of `gap`."""
    pieces = [_dense(stroke) for stroke in strokes]
    for _ in range(times):
        longest = max(range(len(pieces)), key=lambda i: len(pieces[i]))
        piece = pieces.pop(longest)
        length = max(1, round(gap / STEP))
        at = int(rng.uniform(0.2, 0.8) * (len(piece) - length))
        pieces += [piece[: max(1, at)], piece[at + length :]]
    return pieces


def _dense(stroke: np.ndarray) -> np.ndarray:
    lengths = np.hypot(*np.diff(stroke, axis=0).T)
    along = np.concatenate([[0], np.cumsum(lengths)])
    at = np.arange(0, along[-1] + STEP, STEP)
    return np.column_stack([np.interp(at, along, stroke[:, k]) for k in (0, 1)])


def box(strokes: Sequence[np.ndarray]) -> np.ndarray:
    """The least and the greatest x and y: [[x, y], [x, y]]."""
    points = np.concatenate(strokes)
    return np.array([points.min(0), points.max(0)])


def paint(strokes: Sequence[np.ndarray], pen: float) -> np.ndarray:
    """Ink `(112, 112)` uint8 of strokes in pixels, with soft edges."""
    y, x = np.indices((SIDE, SIDE)) + 0.5
    nearest = np.full((SIDE, SIDE), np.inf)
    for stroke in strokes:
        ends = np.vstack([stroke, stroke[-1:]])
        for (x1, y1), (x2, y2) in pairwise(ends):
            dx, dy = x2 - x1, y2 - y1
            t = np.clip(((x - x1) * dx + (y - y1) * dy) / max(dx * dx + dy * dy, 1e-9), 0, 1)
            np.minimum(nearest, (x - x1 - t * dx) ** 2 + (y - y1 - t * dy) ** 2, out=nearest)
    return np.rint(255 * np.clip(pen / 2 + 0.5 - np.sqrt(nearest), 0, 1)).astype(np.uint8)


def place(written: Sequence[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Ink of strokes that are written somewhere on the pad, in any size and with any pen."""
    height, pen = rng.uniform(40, 95), rng.uniform(5, 10)
    pen = min(pen, height / 7)
    (left, top), (right, bottom) = box(written)
    scale = min(height / (bottom - top), 98 / (right - left))
    size = scale * np.array([right - left, bottom - top])
    corner = rng.uniform(pen / 2 + 1, np.maximum(SIDE - pen / 2 - 1 - size, pen / 2 + 1.01))
    return paint([(stroke - (left, top)) * scale + corner for stroke in written], pen)


def row(digits: Sequence[Sequence[Stroke]], gap: float, rng: np.random.Generator) -> np.ndarray:
    """Digits from left to right, each about as large as the others, with so many pixels of paper between them."""
    written = [by_hand(strokes, rng) for strokes in digits]
    sizes = rng.uniform(0.7, 1, len(digits))
    widths = [size * np.diff(box(each)[:, 0])[0] for each, size in zip(written, sizes, strict=True)]
    pen = rng.uniform(4, 8)
    room = SIDE - 4 - (pen + gap) * len(digits)
    scale = min(rng.uniform(40, 90), room / sum(widths))
    pen = min(pen, scale / 6)
    x = rng.uniform(2, max(2.01, SIDE - 2 - scale * sum(widths) - (pen + gap) * len(digits) + gap)) + pen / 2
    base = rng.uniform(scale + pen, SIDE - pen) if scale + 2 * pen < SIDE else SIDE - pen
    strokes = []
    for each, size, width in zip(written, sizes, widths, strict=True):
        (left, _), (_, bottom) = box(each)
        foot = min(base + rng.uniform(-0.12, 0.12) * scale, SIDE - pen)
        strokes += [(stroke - (left, bottom)) * (size * scale) + (x, foot) for stroke in each]
        x += scale * width + pen + gap
    return paint(strokes, pen)
