import numpy as np
import pytest

from engine import Network
from ui.draw import variations
from ui.draw.variations import answers, moved, shifted, turned_and_scaled


@pytest.fixture(scope="module")
def x(mnist):
    return mnist.test.images[:, [0]].astype(float)


def test_what_is_not_moved_is_the_image_itself(x):
    assert moved(x) == pytest.approx(x)
    for grid in (turned_and_scaled(x), shifted(x)):
        assert grid.x[:, [grid.home]] == pytest.approx(x)
        assert grid.x.shape == (784, len(grid.row_names) * len(grid.col_names))


def test_a_shift_moves_pixels_and_leaves_paper_behind(x):
    image, there = x.reshape(28, 28), moved(x, down=2, right=-3).reshape(28, 28)
    assert there[2:, :-3] == pytest.approx(image[:-2, 3:])
    assert not there[:2].any()


def test_a_quarter_turn_is_clockwise_and_four_of_them_are_none(x):
    image = x.reshape(28, 28)[1:, 1:]  # the centre is pixel (14, 14): of 27 pixels from 1 to 27
    assert moved(x, turn=90).reshape(28, 28)[1:, 1:] == pytest.approx(np.rot90(image, -1))
    assert moved(moved(x, turn=180), turn=180) == pytest.approx(x)


def test_a_larger_scale_has_more_ink(x):
    sums = [moved(x, scale=scale).sum() for scale in variations.SCALES]
    assert sums == sorted(sums, reverse=True)


def test_answers_and_margins_are_those_of_the_network_one_by_one(x):
    net = Network.random((784, 5, 10), dtype=np.float64)
    grid = shifted(x)
    found = answers(net, grid)
    j = int(net.feedforward(x).argmax())
    for n in (0, grid.home, 80):
        a = net.feedforward(grid.x[:, [n]])[:, 0]
        assert found.digits.flat[n] == a.argmax()
        assert found.margins.flat[n] == pytest.approx(a[j] - np.delete(a, j).max(), abs=1e-12)
    assert found.kept == (found.digits == j).sum()
