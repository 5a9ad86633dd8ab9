import numpy as np
import pytest

from engine import ACTIVATIONS, formula
from ui.exercises import activation, figures
from ui.exercises.experiments import Timing
from ui.text.words import load

WORDS = load("en", "exercises")


def test_times_are_shown_in_microseconds_an_example():
    loop, columns = figures.columns([Timing(1, 2e-4, 1e-4, 0.0), Timing(10, 2e-3, 2e-4, 0.0)], WORDS).data
    assert tuple(loop.x) == (1, 10)
    assert tuple(loop.y) == pytest.approx((200, 200))
    assert tuple(columns.y) == pytest.approx((100, 20))


def test_a_designed_activation_is_drawn_beside_the_sigmoid_above_both_slopes():
    own = activation.criterion(formula("tanh(z)"))
    lines = figures.design(own, WORDS).data
    z = np.array(lines[0].x)
    assert np.abs(z).max() <= figures.WIDE
    expected = [*(f(z)[i] for i in range(2) for f in (formula("tanh(z)"), ACTIVATIONS["sigmoid"]))]
    for line, values in zip(lines, expected, strict=True):
        assert np.array(line.y) == pytest.approx(values, abs=1e-6)
    assert [line.showlegend for line in lines] == [True, True, False, False]


def test_before_a_race_there_are_axes_without_curves():
    option = figures.race(None, WORDS)
    assert [line["data"] for line in option["series"]] == [[], []]
    assert option["legend"]["data"] == [line["name"] for line in option["series"]]
