"""The sheet on a table, or what a printed frame encloses: where a picture is to be looked at. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from engine.parts import box, connected
from ui.draw import grey

SMALL = 160  # pixels of the longer side while the sheet is looked for
LEVELS = 14  # greys that may divide the sheet from the table
LEAST, MOST = 0.12, 0.97  # of the picture: the area of a sheet
CANDIDATES = 3  # of the largest parts at a level
ON_EDGE = 0.45  # of its outline: what lies on the edges of the picture to a larger part may be sheet or light
NEARLY_ALL = 0.85  # of its outline, where nothing but a plain table lies beside it
LIKENESS = 0.88  # of a sheet and its quadrangle: intersection over union
RAGGED, CLOSE = 0.6, 0.94  # of likeness: from the one a rectangle is tried that goes beyond the picture, to the other
INNER = 0.3  # of a sheet lies away from its rim
STEP = 0.06  # of grey, between sheet and table, and between paper and ink on it
SHARP = 0.6  # of the step at the outline lie within five pixels
OWN = 0.6  # of what a sheet encloses: so much at least is paper
LEAST_INK = 0.002  # of the sheet
LEAST_TABLE = 0.03  # of the picture
MARGIN = 0.03  # of the longer side: the rim of a sheet, with its own shadow
TILT = 25.0  # degrees: beyond this a sheet is not straightened


class Sheet(NamedTuple):
    """Where the sheet is, 0 and 1 `(h, w)`, and by how many degrees to the left it must be turned to be upright."""

    inside: np.ndarray
    angle: float


class Outline(NamedTuple):
    """A part with what it encloses, the quadrangle that is most like it, how much it is, and the tilt of that."""

    filled: np.ndarray
    shape: np.ndarray
    likeness: float
    angle: float


def find(gray: np.ndarray) -> Sheet | None:
    """The sheet in a picture `(h, w)`: a large quadrangle of a grey of its own, with ink on it."""
    small = grey.median(grey.fitted(gray, SMALL), 5)
    low, high = np.quantile(small, (0.01, 0.99))
    if high - low < STEP:
        return None
    ink = _strokes(gray, small.shape)
    best, found, angle = 0.0, None, 0.0
    for level in np.linspace(low, high, LEVELS + 2)[1:-1]:
        for mask in (small > level, small <= level):
            for part in _parts(mask):
                filled = _filled(part)
                if filled.mean() > MOST or part.sum() < OWN * filled.sum():
                    continue
                outline = _outline(filled)
                score = _score(small, ink, part, outline)
                if score > best:
                    best, found, angle = score, filled, outline.angle
    if found is None:
        return None
    rim = 2 * int(MARGIN * max(found.shape)) + 1
    inside = grey.narrowed(np.pad(found, rim), rim)[rim:-rim, rim:-rim]
    return Sheet(grey.resized(inside, gray.shape) > 0.5, angle)


def _strokes(gray: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Where the grey changes within a few pixels as at a stroke, however thin; a mask of that smaller shape."""
    clean = grey.median(gray)
    change = grey.widened(clean, 5) - grey.narrowed(clean, 5)
    strokes = change > max(STEP, 10 * grey.noise(clean))
    return grey.resized(strokes, shape) > 0.3


def _parts(mask: np.ndarray) -> Iterator[np.ndarray]:
    """The largest connected parts of a mask that are as large as a sheet."""
    labels, n = connected(mask)
    sizes = np.bincount(labels.ravel(), minlength=n + 1)[1:]
    for place in np.argsort(-sizes)[:CANDIDATES]:
        if LEAST <= sizes[place] / mask.size <= MOST:
            yield labels == place + 1


def _filled(part: np.ndarray) -> np.ndarray:
    """A part with what it encloses."""
    labels, _ = connected(np.pad(~part, 1, constant_values=True))
    return (labels != labels[0, 0])[1:-1, 1:-1]


def _score(small: np.ndarray, ink: np.ndarray, part: np.ndarray, outline: Outline) -> float:
    """How much that part is a sheet: 0 if it is none."""
    filled, shape = outline.filled, outline.shape
    edge = _on_edge(shape)
    if outline.likeness < LIKENESS or edge > NEARLY_ALL:
        return 0
    if edge > ON_EDGE and not _plain(small[~grey.widened(shape, 7)], small.size):
        return 0
    inner = grey.narrowed(filled, 2 * int(2 * MARGIN * max(filled.shape)) + 1)
    step = min(_step(small, shape), _beyond(small, shape, part))
    if step < STEP or inner.sum() < INNER * filled.sum() or ink[inner].mean() < LEAST_INK:
        return 0
    return outline.likeness + min(step, 0.2)


def _beyond(small: np.ndarray, shape: np.ndarray, part: np.ndarray) -> float:
    """How much a table differs from the sheet: beyond a stroke there is paper again."""
    beside = grey.widened(shape, 19) & ~grey.widened(shape, 9)
    return abs(float(np.median(small[beside]) - np.median(small[part]))) if beside.any() else 0.0


def _plain(greys: np.ndarray, size: int) -> bool:
    """Whether these greys of a picture of that size are those of a table with no ink on it."""
    if greys.size < LEAST_TABLE * size:
        return False
    apart = np.abs(greys - np.median(greys))
    return bool((apart > max(STEP, 6 * float(np.median(apart)))).mean() < LEAST_INK)


def _step(small: np.ndarray, shape: np.ndarray) -> float:
    """The usual step of grey at the outline; 0 where it is as soft as that of a shadow."""
    outline = shape & ~grey.narrowed(shape, 3)
    wide, sharp = (
        float(np.median((grey.widened(small, size) - grey.narrowed(small, size))[outline])) for size in (11, 5)
    )
    return wide if sharp > SHARP * wide else 0.0


def _on_edge(shape: np.ndarray) -> float:
    """The part of the outline that lies on the edges of the picture."""
    edge = sum(int(side.sum()) for side in (shape[0], shape[-1], shape[:, 0], shape[:, -1]))
    return edge / max(edge + int((shape & ~grey.narrowed(shape, 3)).sum()), 1)


def corners(mask: np.ndarray) -> np.ndarray:
    """The corners `(4, 2)` of a quadrangle as x and y: top left, top right, bottom right, bottom left."""
    y, x = np.nonzero(mask)
    places = [np.argmin(x + y), np.argmax(x - y), np.argmax(x + y), np.argmin(x - y)]
    return np.stack([x[places], y[places]], axis=1).astype(float)


def quadrangle(points: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """The pixels of a picture of that shape inside a convex quadrangle, whose edges belong to it."""
    y, x = np.mgrid[: shape[0], : shape[1]]
    inside = np.ones(shape, bool)
    for (x0, y0), (x1, y1) in zip(points, np.roll(points, -1, axis=0), strict=True):
        inside &= (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) >= -0.7 * np.hypot(x1 - x0, y1 - y0)
    return inside


def _outline(filled: np.ndarray) -> Outline:
    """The quadrangle that is most like a part: by its corners, or a rectangle of which the picture shows a part."""
    points = corners(filled)
    outlines = [(quadrangle(points, filled.shape), _angle(points, filled.shape))]
    at_edge = any(side.any() for side in (filled[0], filled[-1], filled[:, 0], filled[:, -1]))
    if at_edge and RAGGED < _likeness(outlines[0][0], filled) < CLOSE:
        few = filled[::3, ::3]
        angle = max(np.arange(-TILT, TILT + 1, 2.5), key=lambda tilt: _likeness(_rectangle(few, tilt), few))
        angle = max(angle + np.arange(-2, 2.1, 0.5), key=lambda tilt: _likeness(_rectangle(few, tilt), few))
        if _likeness(rectangle := _rectangle(filled, angle), filled) > CLOSE:
            outlines.append((rectangle, float(angle)))
    likeness = [_likeness(shape, filled) for shape, _ in outlines]
    best = int(np.argmax(likeness))
    return Outline(filled, outlines[best][0], likeness[best], outlines[best][1])


def _likeness(one: np.ndarray, other: np.ndarray) -> float:
    """Intersection over union of two masks."""
    return float((one & other).sum() / max((one | other).sum(), 1))


def _rectangle(mask: np.ndarray, tilt: float) -> np.ndarray:
    """What is to be seen of the smallest rectangle of that tilt around a mask."""
    cos, sin = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    y, x = np.mgrid[: mask.shape[0], : mask.shape[1]]
    inside = np.ones(mask.shape, bool)
    for along in (x * cos + y * sin, y * cos - x * sin):
        low, high = np.quantile(along[mask], (0.002, 0.998))  # ragged pixels do not count
        inside &= (along >= low) & (along <= high)
    return inside


def _angle(points: np.ndarray, shape: tuple[int, int]) -> float:
    """The tilt of a quadrangle, judged by those of its sides that do not lie on an edge of the picture."""
    height, width = shape
    total, weight = 0.0, 1e-9
    for side, (start, end) in enumerate(zip(points, np.roll(points, -1, axis=0), strict=True)):
        ends = np.stack([start, end])
        if any(
            (np.abs(ends[:, axis] - at) < 2).all() for axis, at in ((0, 0), (0, width - 1), (1, 0), (1, height - 1))
        ):
            continue
        dx, dy = end - start
        length = float(np.hypot(dx, dy))
        turn = (np.degrees(np.arctan2(dy, dx)) - 90 * side + 180) % 360 - 180
        total, weight = total + length * turn, weight + length
    angle = float(total / weight)
    return angle if abs(angle) <= TILT else 0.0


def cut(gray: np.ndarray, sheet: Sheet) -> tuple[np.ndarray, np.ndarray]:
    """The sheet upright, `(h, w)`, and where it is in that picture; what is beside it is as the paper next to it."""
    gray = np.where(sheet.inside, gray, _spread(gray, sheet.inside))
    inside = sheet.inside
    if abs(sheet.angle) > 1:
        gray = grey.turned(gray, sheet.angle)
        inside = grey.turned(inside, sheet.angle) > 0.9
        gray = np.where(inside, gray, _spread(gray, inside))
    part = box(inside)
    return gray[part], inside[part]


def _spread(gray: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """The grey of the sheet carried outwards: means of what is near, or else of all of it."""
    spread = np.full_like(gray, float(np.median(gray[inside])))
    for radius in (max(gray.shape) // 10, max(gray.shape) // 40):
        weight = grey.blurred(inside, radius)
        near = weight > 0.1
        spread[near] = (grey.blurred(np.where(inside, gray, 0), radius)[near] / weight[near]).clip(0, 1)
    return spread
