"""How far ink differs from the paper around it, whichever of the two is darker. Pure: no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.parts import connected
from ui.draw import grey

BORDER = 20  # the border is this part of the height and the width: 1/20
CLEAR = 0.65  # of the border: a class of greys that has more of it is the paper
SPREAD = 0.22  # of the distance between paper and ink: paper that varies less is even
PLAIN = 0.4  # of that distance: paper that varies more within five pixels is the edge of a stroke
LEAST_PART = 0.01  # of the picture: smaller parts do not count
SMALL = 112  # pixels of the longer side while uneven paper is looked for
TINY, AROUND = 56, 21  # pixels of the longer side, and around each, while the side of the ink is looked for
STROKE = 25  # of these pixels: wider than any stroke, so that a closing of this size leaves paper only
SOFT = 9  # of these pixels: the square whose median smooths the steps of that closing, but not the edge of a shadow


class Contrast(NamedTuple):
    """What differs from the paper, 0..1 `(h, w)`; whether it is darker, and whether the paper is unevenly lit."""

    amount: np.ndarray
    dark: bool
    uneven: bool


def contrast(gray: np.ndarray) -> Contrast:
    """The ink of a picture `(h, w)` as differences of grey. Paper is what most of the picture near its edge is."""
    level = grey.threshold(gray)
    light = gray > level
    if light.all() or not light.any():
        return Contrast(np.zeros_like(gray), True, False)
    dark = _ink_is_dark(light)
    paper = light == dark
    ground = float(np.median(gray[paper]))
    apart = abs(ground - float(np.median(gray[~paper])))
    if _spread(gray, paper, apart) < SPREAD * apart and not _shadow(~paper):
        return Contrast(np.clip(ground - gray if dark else gray - ground, 0, 1), dark, False)
    return _uneven(gray)


def _shadow(ink: np.ndarray) -> bool:
    """Whether what differs from the paper is wider than any stroke somewhere at the edge of the picture."""
    return bool(border(wide(ink)).any())


def wide(mask: np.ndarray) -> np.ndarray:
    """The parts of a mask that are wider than any stroke, as a smaller mask."""
    small = np.pad(grey.fitted(mask, SMALL) > 0.5, STROKE)  # beyond the picture there is nothing of it
    return grey.widened(grey.narrowed(small, STROKE), STROKE)[STROKE:-STROKE, STROKE:-STROKE]


def _spread(gray: np.ndarray, paper: np.ndarray, apart: float) -> float:
    """How much the grey of the paper varies, away from the ink's edges."""
    plain = gray[paper & (grey.widened(gray, 5) - grey.narrowed(gray, 5) < PLAIN * apart)]
    low, high = np.quantile(plain if plain.size > LEAST_PART * gray.size else gray[paper], (0.05, 0.95))
    return float(high - low)


def _ink_is_dark(light: np.ndarray) -> bool:
    """Whether the light class is the paper: it has the border; else the ink is in fewer parts, as in a tight crop."""
    share = border(light).mean()
    if max(share, 1 - share) > CLEAR:
        return bool(share > 0.5)
    return bool(_parts(light) >= _parts(~light))


def border(values: np.ndarray) -> np.ndarray:
    """The pixels along the edges, where a picture of a digit shows paper."""
    h, w = (max(1, n // BORDER) for n in values.shape)
    return np.concatenate([part.ravel() for part in (values[:h], values[-h:], values[:, :w], values[:, -w:])])


def _parts(mask: np.ndarray) -> int:
    """How many parts of a mask reach the edge of the picture."""
    labels, n = connected(mask)
    sizes = np.bincount(labels.ravel(), minlength=n + 1)
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    return sum(label > 0 and sizes[label] > LEAST_PART * mask.size for label in np.unique(edge))


def _uneven(gray: np.ndarray) -> Contrast:
    """Dark ink below light paper or the reverse: rare greys lie further from the median around them."""
    small = grey.fitted(gray, TINY)
    apart = small - grey.median(small, AROUND)
    dark = bool((apart**3).sum() < 0)
    return Contrast(_differences(gray if dark else 1 - gray), dark, True)


def _differences(gray: np.ndarray) -> np.ndarray:
    """How much darker each pixel is than the light paper around it."""
    amount = ground(gray) - gray
    return np.clip(amount - min(float(np.median(amount)), 0.1), 0, 1)  # the lightest of noisy paper is not the paper


def ground(gray: np.ndarray) -> np.ndarray:
    """The light paper below dark ink, with its shadows: a closing erases the strokes, then its steps are smoothed."""
    small = grey.median(grey.fitted(gray, SMALL))
    return grey.resized(grey.median(grey.closed(small, STROKE), SOFT), gray.shape)
