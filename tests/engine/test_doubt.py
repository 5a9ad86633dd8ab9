"""What looks like a digit, and what does not."""

import numpy as np
import pytest

from engine import Network
from engine.doubt import Doubt, amount
from tests.engine import nonsense, strokes
from tests.paths import ROOT

CAUGHT = {"noise": 0.95, "filled squares": 0.95, "scribbles": 0.8, "letters": 0.8}


@pytest.fixture(scope="module")
def doubt():
    return Doubt.load(next((ROOT / "assets" / "networks").glob("doubt-*.npz")))


def test_at_most_two_of_a_hundred_test_digits_are_doubted(doubt, mnist):
    assert doubt(mnist.test.images).mean() <= 0.02


@pytest.mark.parametrize("kind", nonsense.KINDS)
def test_nonsense_is_caught(doubt, kind):
    assert doubt(nonsense.many(kind, 150, 1)).mean() >= CAUGHT[kind]


@pytest.mark.parametrize("hand", strokes.HANDS)
def test_digits_of_other_hands_are_seldom_doubted(doubt, hand):
    x, _ = strokes.many(strokes.HANDS[hand], 12, 2)
    assert doubt(x).mean() <= 0.05


def test_the_doubt_is_the_eleventh_weighted_input_above_the_others():
    net = Network({2: np.zeros((11, 784))}, {2: np.arange(11.0)[:, None]})
    assert amount(net, np.zeros((784, 3))).tolist() == [1, 1, 1]
    assert not Doubt(net, 1.0)(np.zeros((784, 1)))[0]
    assert Doubt(net, 0.9)(np.zeros((784, 1)))[0]
