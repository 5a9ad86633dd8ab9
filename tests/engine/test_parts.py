"""Connected parts of an image, against a walk from pixel to pixel."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from engine.parts import bounds, box, connected


def walked(mask: np.ndarray) -> tuple[np.ndarray, int]:
    """The same by the definition: from each pixel that is not yet labelled, to all that it leads to."""
    labels, n = np.zeros(mask.shape, int), 0
    for start in np.argwhere(mask):
        if labels[tuple(start)]:
            continue
        n, open_ = n + 1, [tuple(start)]
        while open_:
            place = open_.pop()
            if labels[place]:
                continue
            labels[place] = n
            neighbours = (tuple(np.add(place, step)) for step in product((-1, 0, 1), repeat=2))
            open_ += [each for each in neighbours if min(each) >= 0 and all(np.less(each, mask.shape)) and mask[each]]
    return labels, n


@pytest.mark.parametrize("seed", range(40))
def test_parts_are_what_a_walk_reaches(seed):
    rng = np.random.default_rng(seed)
    mask = rng.random(rng.integers(1, 24, 2)) < rng.random()
    (labels, n), (expected, count) = connected(mask), walked(mask)
    assert n == count
    np.testing.assert_array_equal(labels, expected)


def test_corners_touch_and_edges_do_not():
    labels, n = connected(np.array([[1, 0, 0, 1], [0, 1, 0, 0], [1, 0, 0, 1]]))
    assert n == 3
    assert labels.tolist() == [[1, 0, 0, 2], [0, 1, 0, 0], [1, 0, 0, 3]]


def test_an_empty_image_has_no_parts():
    labels, n = connected(np.zeros((3, 5)))
    assert n == 0
    assert not labels.any()


def test_bounds_are_those_of_each_part_and_a_box_those_of_a_mask():
    mask = np.zeros((9, 7), bool)
    mask[1:3, 2] = mask[5, 0:4] = mask[8, 6] = True
    low, high = bounds(*connected(mask))
    assert low.tolist() == [[1, 5, 8], [2, 0, 6]]
    assert high.tolist() == [[2, 5, 8], [2, 3, 6]]
    assert box(mask) == (slice(1, 9), slice(0, 7))
    assert box(mask[:5]) == (slice(1, 3), slice(2, 3))
    assert box(mask[3:5]) == (slice(0, 0), slice(0, 0))
