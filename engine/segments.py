"""Several digits in one drawing: which ink belongs to which, by its geometry alone.

Connected parts are groups to begin with, and groups that look like one digit are joined, until none do any more. With
widths and heights of the boxes around groups, and `gap` the paper between them from left to right, two neighbours are
one digit if

- one stands above the other: their horizontal extents overlap by more than `OVERLAP` of the narrower one (the bar of a
  5, the dot above a stroke, the rings of an 8);
- one is no digit by itself: it is less than `FRAGMENT` as high as the other, and the gap is less than `FAR` of that
  height (a cross-bar, a flag, a foot; what is further away is a slip of the pen, or a digit that is being begun);
- they nearly touch: the gap is less than `NEAR` of the height of the higher one (a 4 in two strokes, a dry pen);
- they do not stand on one line: their feet differ by more than `LINE` of the height of both, and the gap is less than
  `APART` of it (a slanting stroke that is broken, a 4 whose stem stands apart).

Parts with less than a fiftieth of the ink are specks, and go to the nearest digit. Where this is wrong it should
rather see one digit in two than two in one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.digits import INK, SPECK
from engine.parts import bounds, connected

OVERLAP, FRAGMENT, FAR, NEAR, LINE, APART = 0.3, 0.4, 0.4, 0.05, 0.25, 0.16
MOST = 10  # digits in a drawing: what falls into more is no row of digits
MOST_PARTS = 24  # that are no specks, for the same reason


@dataclass(frozen=True)
class Box:
    """The extents of a group of parts, in pixels; right and bottom lie beyond it."""

    left: int
    right: int
    top: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def __or__(self, other: Box) -> Box:
        """The box around both."""
        return Box(
            min(self.left, other.left),
            max(self.right, other.right),
            min(self.top, other.top),
            max(self.bottom, other.bottom),
        )


def digits(ink: np.ndarray, parts: tuple[np.ndarray, int] | None = None) -> list[np.ndarray]:
    """The digits of a drawing `(H, W)` uint8, from left to right: of each, the drawing without all other ink.

    Where there is one digit, or none, it is the drawing itself. `parts` are those of `parts_of`, if they are known.
    """
    labels, count = parts or parts_of(ink)
    if count < 2:
        return [ink]
    groups = _groups(labels, np.bincount(labels.ravel(), ink.ravel(), count + 1)[1:])
    if not 2 <= len(groups) <= MOST:
        return [ink]
    return [np.where(np.isin(labels, group), ink, np.zeros((), ink.dtype)) for group in groups]


def full(digits: list[np.ndarray]) -> list[int]:
    """The indices of those digits that are no mere fragments beside the highest one."""
    heights = [np.ptp(np.flatnonzero(digit.any(axis=1))) + 1 for digit in digits]
    return [i for i, height in enumerate(heights) if height >= FRAGMENT * max(heights)]


def parts_of(ink: np.ndarray) -> tuple[np.ndarray, int]:
    """The connected parts of a drawing `(H, W)` uint8, as `connected` gives them."""
    return connected(ink > int(INK * 255))


def _groups(labels: np.ndarray, mass: np.ndarray) -> list[list[int]]:
    """The labels of each digit's parts, digits from left to right; `mass` `(n,)` is the ink of each part."""
    boxes = _boxes(labels, len(mass))
    specks = mass < SPECK * mass.sum()
    if (~specks).sum() > MOST_PARTS:
        return []
    groups = _joined([(boxes[i], [i + 1]) for i in np.flatnonzero(~specks).tolist()])
    groups.sort(key=lambda group: group[0].middle)
    for i in np.flatnonzero(specks).tolist() if groups else ():
        _, nearest = min(groups, key=lambda group: gap(group[0], boxes[i]))
        nearest.append(i + 1)
    return [parts for _, parts in groups]


def _boxes(labels: np.ndarray, count: int) -> list[Box]:
    """The box around each part."""
    (top, left), (bottom, right) = bounds(labels, count)
    sides = (side.tolist() for side in (left, right + 1, top, bottom + 1))
    return [Box(*box) for box in zip(*sides, strict=True)]


def _joined(groups: list[tuple[Box, list[int]]]) -> list[tuple[Box, list[int]]]:
    """Groups without two that are one digit; the closest ones are joined first."""
    while True:
        pairs = [(i, j) for j in range(len(groups)) for i in range(j) if one_digit(groups[i][0], groups[j][0])]
        if not pairs:
            return groups
        i, j = min(pairs, key=lambda pair: gap(groups[pair[0]][0], groups[pair[1]][0]))
        both = groups[i][0] | groups[j][0], groups[i][1] + groups[j][1]
        groups = [group for k, group in enumerate(groups) if k not in (i, j)] + [both]


def gap(one: Box, other: Box) -> int:
    """The pixels of paper between two boxes from left to right; negative where they overlap."""
    return max(one.left, other.left) - min(one.right, other.right)


def one_digit(one: Box, other: Box) -> bool:
    """Whether two groups belong to the same digit; see above."""
    low, high = sorted((one.height, other.height))
    space, both = gap(one, other), (one | other).height
    return (
        -space > OVERLAP * min(one.width, other.width)
        or (low < FRAGMENT * high and space < FAR * high)
        or space < NEAR * high
        or (abs(one.bottom - other.bottom) > LINE * both and space < APART * both)
    )
