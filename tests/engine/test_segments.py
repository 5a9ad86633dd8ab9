"""Several digits in one drawing, and single digits in several strokes."""

import numpy as np
import pytest

from engine import segments
from tests.engine.handwriting import LOOSE, STYLES, by_hand, dried, place, row

PLAIN = [style for styles in STYLES.values() for style in styles]
ALL = PLAIN + [style for styles in LOOSE.values() for style in styles]
PEN = 0.1  # of a digit's height: what two strokes of a broken line are nearer than the ends of their points


def count(ink):
    return len(segments.digits(ink))


def share(counts, right):
    return np.mean([found == right for found in counts])


def hand(*seed):
    return np.random.default_rng(seed)


def test_a_digit_in_one_or_several_strokes_stays_one():
    counts = [
        count(place(by_hand(style, rng := hand(seed, k)), rng)) for k, style in enumerate(ALL) for seed in range(8)
    ]
    assert share(counts, 1) >= 0.99


def test_a_digit_of_a_dry_pen_stays_one():
    counts = []
    for k, style in enumerate(PLAIN):
        for times in (1, 2, 3):
            rng = hand(k, times)
            broken = dried(by_hand(style, rng), rng, PEN + rng.uniform(0.06, 0.14), times)
            counts.append(count(place(broken, rng)))
    assert share(counts, 1) >= 0.98


@pytest.mark.parametrize("n", [2, 3, 4])
def test_digits_of_a_row_are_told_apart(n):
    counts = []
    for gap in (9, 11) if n == 4 else (9, 12, 16):  # pixels of 112
        for seed in range(20):
            rng = hand(seed, n, gap)
            counts.append(count(row([ALL[rng.integers(len(ALL))] for _ in range(n)], gap, rng)))
    assert share(counts, n) >= 0.95


def test_single_digits_of_mnist_stay_one_and_rows_of_them_do_not(mnist):
    images = np.rint(255 * mnist.test.images[:, :400]).astype(np.uint8).T.reshape(-1, 28, 28)
    assert share([count(np.kron(image, np.ones((4, 4), np.uint8))) for image in images], 1) >= 0.99
    pairs = [np.hstack(pair) for pair in zip(images[::2], images[1::2], strict=True)]
    assert share([count(pair) for pair in pairs], 2) >= 0.95


def bars(*boxes):
    """Ink of rectangles, (left, right, top, bottom) in pixels of the pad."""
    ink = np.zeros((112, 112), np.uint8)
    for left, right, top, bottom in boxes:
        ink[top:bottom, left:right] = 255
    return ink


def test_two_ones_are_two_and_each_has_its_own_ink():
    ink = bars((30, 38, 20, 90), (50, 58, 22, 92))
    one, other = segments.digits(ink)
    assert (one == bars((30, 38, 20, 90))).all()
    assert (other == bars((50, 58, 22, 92))).all()


def test_digits_come_from_left_to_right_and_no_ink_is_lost():
    rng = hand(1)
    ink = row([STYLES[7][2], LOOSE["a 5 with a loose bar"][0], STYLES[1][0]], 12, rng)
    found = segments.digits(ink)
    middles = [np.average(np.arange(112), weights=digit.sum(0)) for digit in found]
    assert middles == sorted(middles)
    assert (sum(digit.astype(int) for digit in found)[ink > 5] == ink[ink > 5]).all()


@pytest.mark.parametrize("ink", [bars(), bars((30, 38, 20, 90)), bars((30, 60, 10, 18), (30, 38, 24, 90))])
def test_one_digit_is_the_drawing_itself(ink):
    (only,) = segments.digits(ink)
    assert only is ink


def test_a_dot_above_a_stroke_and_a_bar_beside_one_belong_to_it():
    assert count(bars((50, 58, 40, 100), (50, 58, 18, 26))) == 1
    assert count(bars((40, 48, 20, 100), (60, 80, 56, 64))) == 1


def test_a_fragment_that_is_far_away_belongs_to_no_other_digit():
    three_and_slip = bars((8, 34, 60, 108), (86, 106, 8, 16))
    found = segments.digits(three_and_slip)
    assert len(found) == 2
    assert segments.full(found) == [0]
    assert segments.full(segments.digits(bars((20, 28, 10, 90), (60, 66, 50, 90)))) == [0, 1]


def test_a_speck_belongs_to_the_nearest_digit():
    one, other = segments.digits(bars((20, 28, 20, 90), (70, 78, 20, 90), (60, 62, 50, 52)))
    assert not one[:, 40:].any()
    assert other[50, 60]


def test_a_small_digit_beside_a_large_one_is_a_digit():
    assert count(bars((20, 28, 10, 90), (60, 66, 50, 90))) == 2


def test_a_scatter_of_dots_is_one_drawing():
    dots = bars(*((x, x + 4, y, y + 4) for x in range(4, 108, 20) for y in range(4, 108, 20)))
    assert count(dots) == 1
    many = bars(*((x, x + 3, 20, 80) for x in range(2, 110, 8)))
    assert count(many) == 1
