"""Grey pictures as arrays 0..1, with the filters that reading a picture needs. Pure: no Streamlit."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter


def image(gray: np.ndarray) -> Image.Image:
    """A picture of 8 bits, mode L, of greys or of a mask `(h, w)`, 0..1."""
    return Image.fromarray(np.rint(255 * np.clip(gray, 0, 1)).astype(np.uint8))


def array(picture: Image.Image) -> np.ndarray:
    """The greys `(h, w)` of a picture of mode L, 0..1."""
    return np.asarray(picture, float) / 255


def fitted(gray: np.ndarray, most: int) -> np.ndarray:
    """The picture with at most that many pixels each way: means of pixels."""
    small = image(gray)
    small.thumbnail((most, most), Image.Resampling.BOX)
    return array(small)


def resized(gray: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """The picture in another size `(h, w)`."""
    return array(image(gray).resize(shape[::-1], Image.Resampling.BILINEAR))


def widened(gray: np.ndarray, size: int) -> np.ndarray:
    """The largest grey in the square of `size` pixels around each pixel; of a mask, a wider mask. `size` is odd."""
    for axis in (0, 1):
        gray = np.moveaxis(_largest(np.moveaxis(gray, axis, 0), size), 0, axis)
    return gray


def narrowed(gray: np.ndarray, size: int) -> np.ndarray:
    """The smallest grey in the square of `size` pixels around each pixel; of a mask, a narrower mask."""
    return ~widened(~gray, size) if gray.dtype == bool else -widened(-gray, size)


def closed(gray: np.ndarray, size: int) -> np.ndarray:
    """The picture without what is dark and narrower than `size` pixels; what reaches an edge goes on beyond it."""
    padded = np.pad(gray, size, mode="edge")
    return narrowed(widened(padded, size), size)[size:-size, size:-size]


def _largest(rows: np.ndarray, size: int) -> np.ndarray:
    """The largest of `size` rows around each row, by windows that double."""
    half, n = size // 2, len(rows)
    largest = np.concatenate([rows[:1].repeat(half, axis=0), rows, rows[-1:].repeat(half, axis=0)])
    width = 1
    while width < size:
        step = min(width, size - width)
        largest = np.maximum(largest[:-step], largest[step:])
        width += step
    return largest[:n]


def median(gray: np.ndarray, size: int = 3) -> np.ndarray:
    """The median of the square around each pixel: without noise, with its edges."""
    return array(image(gray).filter(ImageFilter.MedianFilter(size)))


def blurred(gray: np.ndarray, radius: float) -> np.ndarray:
    """The mean of the square of that many pixels to each side of each pixel."""
    return array(image(gray).filter(ImageFilter.BoxBlur(radius)))


def turned(gray: np.ndarray, angle: float, fill: float = 0) -> np.ndarray:
    """The picture turned to the left by degrees, with room for its corners."""
    picture = image(gray).rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=round(255 * fill))
    return array(picture)


def threshold(values: np.ndarray) -> float:
    """The grey that divides values 0..1 into two classes of the least variance within (Otsu)."""
    counts, edges = np.histogram(values, 128, (0, 1))
    centres = (edges[1:] + edges[:-1]) / 2
    below, above = np.cumsum(counts)[:-1], values.size - np.cumsum(counts)[:-1]
    sums = np.cumsum(counts * centres)
    with np.errstate(divide="ignore", invalid="ignore"):
        between = below * above * (sums[:-1] / below - (sums[-1] - sums[:-1]) / above) ** 2
    between = np.nan_to_num(between)
    best = np.flatnonzero(between >= between.max() * (1 - 1e-9))
    return float(edges[1:-1][best].mean())  # the middle of an empty stretch


def noise(gray: np.ndarray) -> float:
    """The standard deviation of what changes from pixel to pixel, judged by its median; 0 in a program's picture."""
    return 1.48 * float(np.median(np.abs(gray - median(gray))))
