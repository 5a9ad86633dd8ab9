"""Connected parts of an image, pixels that touch each other at a side or at a corner, and where they lie."""

from __future__ import annotations

import numpy as np


def connected(mask: np.ndarray) -> tuple[np.ndarray, int]:
    """The parts of a mask `(H, W)`: labels `(H, W)` int, 0 outside and 1..n inside, and n. In reading order.

    Rows are cut into runs of pixels; runs that touch in neighbouring rows are joined, each time to the first of theirs.
    """
    mask = np.asarray(mask, bool)
    height, width = mask.shape
    padded = np.zeros((height, width + 2), bool)  # no run goes over an edge
    padded[:, 1:-1] = mask
    line = padded.ravel()
    edges = np.flatnonzero(line[1:] != line[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]  # `ends` are the first pixels beyond
    first = np.searchsorted(ends, starts + width + 2, "left")  # of the runs below that touch, corners too
    touching = np.searchsorted(starts, ends + width + 2, "right") - first
    upper = np.repeat(np.arange(len(starts)), touching)
    lower = np.arange(len(upper)) - np.repeat(np.cumsum(touching) - touching, touching) + first[upper]
    joined = _joined(len(starts), upper, lower)
    if joined.size and not joined.any():
        return mask.astype(int), 1
    roots, n = np.unique(joined, return_inverse=True)
    labels = np.zeros(padded.size, int)
    labels[starts], labels[ends] = n + 1, -(n + 1)
    return np.cumsum(labels).reshape(padded.shape)[:, 1:-1], len(roots)


def bounds(labels: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last row and column of each of `count` parts, both `(2, count)`; `labels` as of `connected`."""
    places = np.nonzero(labels)
    owner = labels[places] - 1
    low, high = np.full((2, count), labels.size), np.full((2, count), -1)
    for axis, at in enumerate(places):
        np.minimum.at(low[axis], owner, at)
        np.maximum.at(high[axis], owner, at)
    return low, high


def box(mask: np.ndarray) -> tuple[slice, slice]:
    """The rows and the columns of a mask `(H, W)` from its first to its last; none if it has none."""
    rows, columns = (np.flatnonzero(mask.any(axis)) for axis in (1, 0))
    if not rows.size:
        return slice(0, 0), slice(0, 0)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _joined(count: int, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The least member of each one's group `(count,)`, where the pairs of `one` and `other` belong together."""
    root = np.arange(count)
    while True:
        a, b = root[one], root[other]
        if (a == b).all():
            return root
        np.minimum.at(root, np.maximum(a, b), np.minimum(a, b))
        while (shorter := root[root]).tobytes() != root.tobytes():
            root = shorter
