"""Training images slightly turned, scaled, sheared, shifted, and thickened or thinned. NumPy alone.

A variation moves an image about its centre, where MNIST has put the centre of mass: so it stays where `to_mnist` puts
a drawing. It is not fitted into 20×20 pixels again: that would take back what scaling did.

Eight variations are shared by a thousand images, which are moved pixel by pixel, as bytes: so all of MNIST takes a
tenth of a second.
"""

from __future__ import annotations

import math

import numpy as np

BLOCK = 1000  # examples that are varied together
AT_ONCE = 8  # variations in a block; example i gets the (i mod 8)th, so those of a mini-batch differ
TURN, SHIFT = 15, 1  # at most: degrees, pixels
SCALE, ASPECT, SHEAR = 1.15, 1.25, 0.4  # at most: factor, width to height, pixels across a pixel up
THICKNESS = (-0.7, 3.0)  # pixels added to the width of a stroke


def varied(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Images `(n, side²)` of bytes with variations that `rng` draws; the same shape."""
    side, result = math.isqrt(images.shape[1]), np.empty_like(images)
    thickness = rng.uniform(*THICKNESS, AT_ONCE)
    moves = rng.uniform(-1, 1, (AT_ONCE, 6))
    for i in range(min(AT_ONCE, len(images))):
        pixels = np.ascontiguousarray(images[i::AT_ONCE].T)  # those of each place in the image lie side by side
        thick = thickened(pixels.reshape(side, side, -1), thickness[i]).reshape(pixels.shape)
        result[i::AT_ONCE] = thick.take(sources(side, moves[i], max(0, thickness[i]) / 2), 0).T
    return result


def thickened(images: np.ndarray, thickness: float) -> np.ndarray:
    """Images `(side, side, n)` of bytes, their strokes so many pixels thicker, to the left and upwards, or thinner."""
    if thickness < 0:
        return ~thickened(~images, -thickness)
    while thickness > 0:
        tall = images.copy()
        np.maximum(images[:-1], images[1:], out=tall[:-1])
        thick = tall.copy()
        np.maximum(tall[:, :-1], tall[:, 1:], out=thick[:, :-1])
        if thickness < 1:  # a part of a pixel: the new ink is fainter
            fainter = np.full_like(images, 255 * (1 - thickness))  # to a number alone, NumPy compares slowly
            np.maximum(thick, fainter, out=thick)
            np.subtract(thick, fainter, out=thick)
            np.maximum(images, thick, out=thick)
        images, thickness = thick, thickness - 1
    return images


def sources(side: int, move: np.ndarray, back: float) -> np.ndarray:
    """For each pixel `(side²,)` of images that are moved, the one that it was before; beyond the edges, the nearest.

    `move` `(6,)` in -1..1 says how far between the limits of turn, scale, aspect, shear, and the two shifts; `back` is
    a shift in pixels to the right and down.
    """
    turn, scale, wider, shear, right, down = (float(part) for part in move)
    turn, scale, wider, shear = math.radians(TURN * turn), SCALE**scale, ASPECT ** (wider / 2), SHEAR * shear
    cos, sin = math.cos(turn) / scale, math.sin(turn) / scale
    middle = side // 2
    x_of, y_of = np.arange(side, dtype=float) - middle, np.arange(side, dtype=float)[:, None] - middle
    x = (sin + shear * cos) / wider * y_of + ((cos - shear * sin) / wider * x_of + (middle - back + SHIFT * right))
    y = wider * cos * y_of + (-wider * sin * x_of + (middle - back + SHIFT * down))
    x, y = (np.minimum(np.maximum(np.rint(place, out=place), 0), side - 1) for place in (x, y))
    return (side * y + x).astype(int).ravel()
