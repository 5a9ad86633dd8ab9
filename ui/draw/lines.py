"""The long straight lines of ruled and squared paper: found, and taken away from under the ink. Pure: no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ui.draw import grey

SMALL = 224  # pixels of the longer side while lines are looked for
THICK = 7  # of these pixels: what is thicker is no line of paper
FAINT = 0.12  # of full ink: fainter lines disturb nobody
TILT = 24.0  # degrees to either side of the horizontal or the vertical
STEP, NEAR = 0.3, 2.4  # degrees: between the slopes that are tried; lines of the same ruling differ by less
WHOLE = 0.7  # of the width of the picture: so much of a line is seen where no ink lies on it
SHORT, CORNER = 0.6, 0.12  # of the width: the shortest line to begin with, and once a ruling is known
FEW = 3  # so many parallel lines are a ruling; fewer may be strokes
PALER = 0.7  # of full ink: a single line is paler than that, or the ink keeps away from its ends
MOST = 80  # lines each way
HALF = 9  # pixels around a line that are looked at
BEND = 3  # pixels
DARKER = 0.35  # of full ink: what is darker than a line by more is ink on it
BLOCKS = 8  # stretches of a line, each of which may bend away from it by some pixels


class Line(NamedTuple):
    """y = `start` + `slope` x in pixels of the picture; of its transpose where the line is upright."""

    upright: bool
    slope: float
    start: float


def find(amount: np.ndarray, full: float) -> list[Line]:
    """The lines of the paper in a picture of ink `(h, w)`, where full ink is `full`."""
    every = max(1, round(max(amount.shape) / SMALL))
    height, width = (n // every * every for n in amount.shape)
    small = amount[:height, :width].reshape(height // every, every, width // every, every).max(axis=(1, 3))
    mask = small > FAINT * full
    if min(small.shape) < 4 * THICK:
        return []
    padded = np.pad(mask, THICK)  # or else a line along an edge of the picture would be thick
    thick = grey.widened(grey.narrowed(padded, THICK), THICK)[THICK:-THICK, THICK:-THICK]
    level, upright = _one_way(mask & ~thick, thick), _one_way((mask & ~thick).T, thick.T)
    bands, across = _bands(level, mask.shape), _bands(upright, mask.T.shape)
    kept = [Line(False, *line) for line in level if len(level) >= FEW or _apart(bands, across.T, small, mask, full)]
    kept += [
        Line(True, *line) for line in upright if len(upright) >= FEW or _apart(across, bands.T, small.T, mask.T, full)
    ]
    return [line._replace(start=every * line.start + (every - 1) / 2) for line in kept]


def _one_way(thin: np.ndarray, thick: np.ndarray) -> list[tuple[float, float]]:
    """The lines near the horizontal, as slope and start."""
    slopes = np.tan(np.radians(np.arange(-TILT, TILT + STEP / 2, STEP)))
    cover = _cover(thin, thick, slopes)
    merit = (np.clip(cover - 0.5, 0, 1) ** 2).sum(axis=1)
    if not merit.any():
        return []
    best = np.degrees(np.arctan(slopes[merit.argmax()]))
    near = np.arange(0, NEAR + STEP / 4, STEP / 2)  # of two slopes that show as much, the one nearer to the best
    slopes = np.tan(np.radians(best + np.stack([near, -near], 1).ravel()))
    left = thin.copy()
    lines: list[tuple[float, float]] = []
    while len(lines) < MOST:
        cover = _cover(left, thick, slopes, SHORT if len(lines) < FEW else CORNER)
        k, b = np.unravel_index(cover.argmax(), cover.shape)
        if cover[k, b] < WHOLE:
            break
        line = float(slopes[k]), float(b - thin.shape[1])
        lines.append(line)
        left &= ~_band(line, thin.shape, THICK - 2)  # a thick line is one
        if len(lines) == FEW:  # from now on short ones too, which have no slope of their own
            slopes = np.median([slope for slope, _ in lines]) + np.tan(np.radians(STEP)) * np.array(
                [0, 0.5, -0.5, 1, -1]
            )
    return lines


def _cover(thin: np.ndarray, thick: np.ndarray, slopes: np.ndarray, least: float = SHORT) -> np.ndarray:
    """How much of a line is seen, `(slopes, starts)`, 0..1; thick ink hides it. Starts begin at minus the width."""
    height, width = thin.shape
    starts = height + 2 * width
    seen, hidden = (_along(mask, slopes, starts) for mask in (thin, thick))
    start = np.arange(starts) - width
    ends = start[None, :] + slopes[:, None] * (width - 1)
    low, high = np.minimum(start, ends), np.maximum(start, ends)
    inside = np.clip(np.minimum(high, height - 1) - np.maximum(low, 0), 0, None)
    span = high - low
    length = np.where(span < 1, (low >= 0) & (high <= height - 1), inside / np.maximum(span, 1)) * width
    cover = seen / np.maximum(length - hidden, 0.5 * least * width)
    return np.where(length >= least * width, np.minimum(cover, 1), 0)


def _along(mask: np.ndarray, slopes: np.ndarray, starts: int) -> np.ndarray:
    """How many pixels of a mask lie on each line `(slopes, starts)`."""
    y, x = np.nonzero(mask)
    places = np.rint(y - slopes[:, None] * x).astype(int) + mask.shape[1]
    places += starts * np.arange(len(slopes))[:, None]
    return np.bincount(places.ravel(), minlength=starts * len(slopes)).reshape(len(slopes), starts)


def _band(line: tuple[float, float], shape: tuple[int, int], half: float) -> np.ndarray:
    """The pixels that lie up to `half` pixels above or below a line; a mask of that shape."""
    y, x = np.mgrid[: shape[0], : shape[1]]
    return np.abs(y - line[1] - line[0] * x) <= half


def _bands(lines: list[tuple[float, float]], shape: tuple[int, int]) -> np.ndarray:
    """The pixels near lines; a mask of that shape."""
    return np.any([_band(line, shape, 2.5) for line in lines], axis=0) if lines else np.zeros(shape, bool)


def _apart(bands: np.ndarray, across: np.ndarray, amount: np.ndarray, mask: np.ndarray, full: float) -> bool:
    """Whether a few lines are none of the ink: they are paler, or the rest of the ink keeps away from their ends.

    Where nothing else is drawn, they are none if there are lines `across` them.
    """
    rest = np.flatnonzero((mask & ~bands & ~across).any(axis=0))
    if not rest.size:
        return bool(across.any())
    free = 0.05 * amount.shape[1]
    paler = np.median(np.where(bands, amount, 0).max(axis=0)) < PALER * full
    return bool(paler or (rest[0] > free and rest[-1] < amount.shape[1] - 1 - free))


def tilt(found: list[Line]) -> float:
    """By how many degrees to the left the paper must be turned so that its lines are level; 0 without a ruling."""
    slopes = [-line.slope if line.upright else line.slope for line in found]
    return float(np.degrees(np.arctan(np.median(slopes)))) if len(found) >= FEW else 0.0


def erased(amount: np.ndarray, found: list[Line], full: float) -> np.ndarray:
    """The ink without the lines; where a stroke crosses a line, it is whole."""
    amount = amount.copy()
    for line in found:
        _erase(amount.T if line.upright else amount, line, full)
    return amount


def _erase(amount: np.ndarray, line: Line, full: float) -> None:
    """Take away one line near the horizontal, in place."""
    height, width = amount.shape
    x = np.arange(width)
    middle = line.start + line.slope * x
    x = x[(middle > -HALF / 2) & (middle < height + HALF / 2)]
    if not x.size:
        return
    rows = _whole(line.start + line.slope * x) + np.arange(-HALF, HALF + 1)[:, None]
    rows += _whole(_bend(_read(amount, rows, x)))
    band = _without(_read(amount, rows, x), full)
    valid = (rows >= 0) & (rows < height)
    amount[rows[valid], np.broadcast_to(x, rows.shape)[valid]] = band[valid]


def _whole(places: np.ndarray) -> np.ndarray:
    return np.rint(places).astype(int)


def _read(amount: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """The pixels in those rows of each column; no ink outside the picture."""
    inside = (rows >= 0) & (rows < len(amount))
    return np.where(inside, amount[rows.clip(0, len(amount) - 1), columns], 0)


def _bend(band: np.ndarray) -> np.ndarray:
    """How far the line lies from the middle of its band, for each column: a line bends, and is known to a pixel."""
    near = slice(HALF - BEND, HALF + BEND + 1)
    usual = np.median(band[near], axis=1).max()
    centres, bends = [], []
    for part in np.array_split(np.arange(band.shape[1]), BLOCKS):
        profile = np.median(band[near][:, part], axis=1)
        if 0.4 * usual < profile.max() < 1.6 * usual:  # neither hidden by ink nor outside the picture
            weights = np.where(profile > 0.5 * profile.max(), profile, 0)
            centres.append(part.mean())
            bends.append((weights * np.arange(-BEND, BEND + 1)).sum() / weights.sum())
    return np.interp(np.arange(band.shape[1]), centres, bends) if centres else np.zeros(band.shape[1])


def _without(band: np.ndarray, full: float) -> np.ndarray:
    """A band `(2 HALF + 1, n)` without the line that runs along its middle."""
    profile = np.median(band, axis=1)
    level = np.median(band[HALF - 2 : HALF + 3].max(axis=0))  # column by column: its rows are known to a pixel only
    low = high = HALF
    while low > 2 and profile[low - 1] > 0.1 * level:
        low -= 1
    while high < 2 * HALF - 2 and profile[high + 1] > 0.1 * level:
        high += 1
    low, high = max(low - 1, 2), min(high + 1, 2 * HALF - 2)
    rows = band[low : high + 1]
    crossing = _crossing(band[low - 2 : low].max(axis=0), band[high + 1 : high + 3].max(axis=0), len(rows))
    darker = np.where(rows - level > DARKER * full, rows, 0)
    without = band.copy()
    without[low : high + 1] = np.maximum(np.minimum(rows, crossing), darker)
    return without


def _crossing(above: np.ndarray, below: np.ndarray, count: int) -> np.ndarray:
    """The ink in `count` rows between two, `(count, n)`: strokes go on from the one to the other, slanted or not."""
    crossing = np.zeros((count, len(above)))
    reach = count + 2
    above, below = (np.pad(values, reach, mode="edge") for values in (above, below))
    n = crossing.shape[1]
    for slant in range(-reach, reach + 1):  # pixels to the right, from the row above to the row below
        for row in range(count):
            right = round(slant * (row + 1) / (count + 1))
            there, here = above[reach - right :][:n], below[reach + slant - right :][:n]
            np.maximum(crossing[row], np.minimum(there, here), out=crossing[row])
    return crossing
