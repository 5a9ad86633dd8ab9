import numpy as np
import pytest

from engine import backprop, demon
from tests.engine.problems import problem
from ui.demon import charts
from ui.demon.cost_curve import Seat, curve
from ui.text.words import load

WORDS = load("en", "demon")
NAMES = ("blue", "orange", "text", "primary", "border", "background", "green", "red")
COLOURS = {name: f"#00000{i}" for i, name in enumerate(NAMES)}


@pytest.fixture
def net_x_y():
    return problem((4, 3, 2))


def test_the_curve_goes_through_the_costs_and_the_demon_sits_on_it(net_x_y):
    found, now = curve(Seat(*net_x_y, 2, 1, "quadratic"), 1), demon(*net_x_y, 2, 1, 0.5)
    actual, tangent, here, predicted, gap = charts.cost(found, now, WORDS, COLOURS)["series"]
    assert np.array(actual["data"]) == pytest.approx(np.c_[found.move.dz, found.actual])
    assert np.array(tangent["data"]) == pytest.approx(np.c_[found.move.dz, found.tangent][[0, -1]])
    assert here["data"] == [[0.5, now.cost + now.actual]]
    assert predicted["data"] == [[0.5, now.cost + now.predicted]]
    assert gap["data"] == here["data"] + predicted["data"]


def test_the_axis_of_the_cost_holds_the_curve_and_does_not_go_below_zero(net_x_y):
    found, now = curve(Seat(*net_x_y, 2, 1, "quadratic"), 50), demon(*net_x_y, 2, 1, 0.5)
    (axis,) = charts.cost(found, now, WORDS, COLOURS)["yAxis"]
    assert 0 <= axis["min"] <= found.actual.min()
    assert axis["max"] >= found.actual.max()


def test_rounding_errors_are_not_drawn_as_mountains(net_x_y):
    net, x, y = net_x_y
    net.w[3][:, 1] = 0
    (axis,) = charts.cost(curve(Seat(net, x, y, 2, 1, "quadratic"), 10), demon(net, x, y, 2, 1, 0.5), WORDS, COLOURS)[
        "yAxis"
    ]
    assert axis["max"] - axis["min"] >= charts.FLAT


def test_at_a_neuron_that_leads_nowhere_no_prediction_is_drawn_as_good(net_x_y):
    net, x, y = net_x_y
    alive = curve(Seat(net, x, y, 2, 1, "quadratic"), 10)
    net.w[3][:, 1] = 0
    dead = curve(Seat(net, x, y, 2, 1, "quadratic"), 10)
    now = demon(net, x, y, 2, 1, 0.5)
    green = [charts.cost(found, now, WORDS, COLOURS)["series"][0]["markArea"]["data"] for found in (alive, dead)]
    assert len(green[0]) == 1
    assert green[1] == []


def test_the_bars_are_delta_blue_where_positive_and_the_guess_is_framed(net_x_y):
    delta = backprop(*net_x_y).delta[2][:, 0]
    above, below = charts.bars(delta, -delta, 0, 1, WORDS, COLOURS)["series"]
    assert [bar["value"] for bar in above["data"]] == pytest.approx(delta, rel=1e-3)
    assert [bar["value"] for bar in below["data"]] == pytest.approx(-delta, rel=1e-3)
    assert [bar["itemStyle"]["borderWidth"] for bar in above["data"]] == [2, 2, 0]
    colours = [COLOURS["blue" if value > 0 else "orange"] for value in delta]
    assert [bar["itemStyle"]["color"] for bar in above["data"]] == colours
