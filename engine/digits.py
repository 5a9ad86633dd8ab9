"""From a drawing to the column that the network sees, as the digits of MNIST were made.

LeCun, Cortes and Burges fitted each digit into a box of 20×20 pixels, kept its aspect ratio, smoothed it, and
moved its centre of mass to the centre of 28×28 (http://yann.lecun.com/exdb/mnist/). In their files the centre of
mass lies at pixel (14, 14), within half a pixel; so it does here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.parts import box, connected

SIDE, BOX, CENTRE = 28, 20, 14
INK = 0.02  # fainter than this is paper where the drawing is cropped
SPECK = 1 / 50  # of all ink: a loose part with less of it does not widen the crop; the dot of a digit has more


@dataclass(frozen=True, eq=False)
class Steps:
    """A drawing on its way to the network, ink 0..1 in float64: each of MNIST's preparations.

    `ink` `(H, W)` is as drawn, `crop` the smallest rectangle with all the ink but specks, `fitted` that with its
    longer side of 20 pixels, `centred` `(28, 28)` float32 with its centre of mass in the middle. `corner` is the row
    and the column of `crop` in `ink`. Without ink, `crop` and `fitted` have no pixels, and `centred` is zero.
    """

    ink: np.ndarray
    corner: tuple[int, int]
    crop: np.ndarray
    fitted: np.ndarray
    centred: np.ndarray

    @property
    def x(self) -> np.ndarray:
        """The column `(784, 1)` that the network sees."""
        return self.centred.reshape(SIDE * SIDE, 1)


def to_mnist(gray: np.ndarray) -> np.ndarray:
    """The column `(784, 1)` float32 in [0, 1] for a drawing `(H, W)`: cropped, fitted, smoothed and centred.

    `gray` is white ink on black: whole numbers 0..255, or floats 0..1 (0..255 if any is above 1), or booleans.
    A drawing without ink gives zeros. Raises ValueError for another shape or for numbers that are not finite.
    """
    return preparation(gray).x


def preparation(gray: np.ndarray, loose: bool = True) -> Steps:
    """All steps from a drawing to what the network sees; `gray` as for `to_mnist`.

    Where it is known that there are no loose parts, `loose` saves looking for specks.
    """
    ink = _ink(np.asarray(gray))
    corner, crop = _crop(ink, loose)
    centred = np.zeros((SIDE, SIDE), np.float32)
    fitted = crop
    if crop.size:
        fitted = _fit(crop)
        h, w = fitted.shape
        top, left = (_start(fitted.sum(axis), SIDE) for axis in (1, 0))
        centred[top : top + h, left : left + w] = fitted
    return Steps(ink, corner, crop, fitted, centred)


def uncentred(gray: np.ndarray) -> np.ndarray:
    """The column `(784, 1)` float32 of a drawing that is only shrunk to 28×28: neither cropped nor centred.

    What the network would see without MNIST's preparation; its darkest pixel is 1 too.
    """
    ink = _ink(np.asarray(gray))
    if not ink.size or not ink.max():
        return np.zeros((SIDE * SIDE, 1), np.float32)
    small = _resampling(ink.shape[0], SIDE) @ ink @ _resampling(ink.shape[1], SIDE).T
    return (small / small.max()).astype(np.float32).reshape(SIDE * SIDE, 1)


def _ink(gray: np.ndarray) -> np.ndarray:
    """`gray` as float64 in [0, 1]."""
    if gray.ndim != 2:
        raise ValueError(f"a drawing must have shape (H, W), got {gray.shape}; turn colours into grey first")
    if gray.dtype == np.uint8:
        return gray / 255
    ink = gray.astype(np.float64)
    if not np.isfinite(ink).all():
        raise ValueError("a drawing must consist of finite numbers, got NaN or infinity")
    whole = np.issubdtype(gray.dtype, np.integer) or (ink.size and ink.max() > 1)
    return np.clip(ink / 255 if whole else ink, 0, 1)


def _crop(ink: np.ndarray, loose: bool) -> tuple[tuple[int, int], np.ndarray]:
    """The smallest rectangle with all the ink but specks, and its corner; without rows or columns if there is none."""
    marked = ink > INK
    rows, columns = box(marked)
    if loose:
        marked[rows, columns] = _without_specks(marked[rows, columns], ink[rows, columns])
        rows, columns = box(marked)
    return (rows.start, columns.start), ink[rows, columns]


def _without_specks(marked: np.ndarray, ink: np.ndarray) -> np.ndarray:
    """`marked` `(H, W)` without its loose parts that hold less than `SPECK` of their ink; all of it if all do."""
    labels, count = connected(marked)
    if count < 2:
        return marked
    mass = np.bincount(labels.ravel(), ink.ravel(), count + 1)
    counts = mass >= SPECK * mass[1:].sum()
    counts[0] = False
    return counts[labels] if counts.any() else marked


def _fit(crop: np.ndarray) -> np.ndarray:
    """`crop` with its longer side scaled to 20 pixels, smoothed, its darkest pixel 1."""
    scale = BOX / max(crop.shape)
    h, w = (max(1, round(n * scale)) for n in crop.shape)
    fitted = _resampling(crop.shape[0], h) @ crop @ _resampling(crop.shape[1], w).T
    return fitted / fitted.max()


@lru_cache(maxsize=512)  # a pen changes the size of a drawing less often than the drawing
def _resampling(n: int, new: int) -> np.ndarray:
    """The matrix `(new, n)` that resamples n pixels to `new` by a triangle as wide as the coarser of the two grids."""
    step = n / new
    centres = (np.arange(new) + 0.5) * step - 0.5
    weights = np.maximum(0, 1 - np.abs(centres[:, None] - np.arange(n)) / max(1, step))
    weights /= weights.sum(axis=1, keepdims=True)
    weights.flags.writeable = False
    return weights


def _start(mass: np.ndarray, side: int) -> int:
    """Where a profile of ink must start so that its centre of mass comes closest to the centre, inside the frame."""
    centre = (mass * np.arange(mass.size)).sum() / mass.sum()
    return min(max(round(CENTRE - centre), 0), side - mass.size)
