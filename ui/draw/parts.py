"""What of the ink is a digit: neither dust, nor a printed frame. Pure: no Streamlit."""

from __future__ import annotations

import numpy as np

from engine.parts import bounds, connected
from ui.draw import grey
from ui.draw.sheet import Sheet

INK = 0.25  # of full ink, from which pixels belong together
DUST = 0.15  # of the extent of the largest part: what is smaller is dust
EDGE = 0.025  # of the picture: what lies so near to one of its edges altogether is no digit
SPARSE = 0.25  # of the ink: if all dust together has more, it is a stroke in dots
SIDE = 0.35  # of the picture: a frame is larger
RIM = 0.04  # of the extent of a frame: so thick its sides may be, bends included
CLOSED = 0.85  # of each side: so much is seen
INNER = 0.004  # of the area of a frame: so much ink is in it
TILTS = np.arange(-20, 20.5, 1.0)  # degrees


def without_dust(ink: np.ndarray) -> np.ndarray:
    """The ink without what is faint and isolated, and without parts that are small beside the largest or on the rim."""
    labels, n = connected(ink > INK)
    if not n:
        return np.zeros_like(ink)
    low, high = bounds(labels, n)
    ends = np.array(ink.shape)[:, None]
    rim = EDGE * max(ink.shape)
    inner = ((high >= rim) & (low <= ends - 1 - rim)).all(axis=0)
    extents = (high - low + 1).max(axis=0)
    kept = (extents >= DUST * extents[inner].max()) & inner if inner.any() else extents >= DUST * extents.max()
    weights = np.bincount(labels.ravel(), ink.ravel(), minlength=n + 1)[1:]
    if weights[inner & ~kept].sum() > SPARSE * weights.sum():
        kept |= inner
    return np.where(grey.widened(np.concatenate([[False], kept])[labels], 5), ink, 0)


def extent(ink: np.ndarray) -> int:
    """The extent of the largest part; 0 without ink."""
    labels, n = connected(ink > INK)
    return int(_extents(labels, n).max()) if n else 0


def _extents(labels: np.ndarray, n: int) -> np.ndarray:
    """The longer side of each part's box `(n,)`."""
    low, high = bounds(labels, n)
    return (high - low + 1).max(axis=0)


def framed(ink: np.ndarray) -> Sheet | None:
    """What a printed frame encloses, if there is one with ink in it."""
    labels, n = connected(ink > INK)
    if not n:
        return None
    extents = _extents(labels, n)
    for place in np.argsort(-extents)[:3]:
        if extents[place] > SIDE * max(ink.shape) and (found := _inside(labels == place + 1, ink)):
            return found
    return None


def _inside(part: np.ndarray, ink: np.ndarray) -> Sheet | None:
    """What that part encloses, if its pixels are the four sides of a rectangle."""
    y, x = np.nonzero(part)
    angle = min(TILTS, key=lambda tilt: (np.prod([np.ptp(n) for n in _rotated(x, y, tilt)]), abs(tilt)))
    u, v = _rotated(x, y, angle)
    rim = max(3.0, RIM * max(np.ptp(u), np.ptp(v)))
    sides = ((u - u.min(), v), (u.max() - u, v), (v - v.min(), u), (v.max() - v, u))
    if any(len(np.unique(np.rint(along[depth <= rim]))) < CLOSED * np.ptp(along) for depth, along in sides):
        return None
    rows, columns = np.mgrid[: ink.shape[0], : ink.shape[1]]
    across, down = _rotated(columns, rows, angle)
    rim = min(depth[depth <= rim].max() for depth, _ in sides) + 2
    inside = (across > u.min() + rim) & (across < u.max() - rim) & (down > v.min() + rim) & (down < v.max() - rim)
    within = inside & (ink > INK)
    if within.sum() <= INNER * np.ptp(u) * np.ptp(v):
        return None
    reach = across[within]
    if reach.min() < u.min() + rim + 2 and reach.max() > u.max() - rim - 2:  # a stroke from side to side
        return None
    return Sheet(inside, float(angle))


def _rotated(x: np.ndarray, y: np.ndarray, angle: float) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates along and across lines that run so many degrees downwards to the right."""
    cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    return x * cos + y * sin, y * cos - x * sin
