import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import backprop, demon
from tests.engine.problems import problem, problems
from ui.demon import demon as lab
from ui.screen import perturbation
from ui.text.words import load

WORDS = load("en", "demon")
COLOURS = dict.fromkeys(("blue", "orange", "text", "primary", "border", "background", "green", "red"), "#000000")


def test_the_steps_are_the_same_on_both_sides_of_zero():
    assert tuple(-step for step in reversed(perturbation.STEPS)) == perturbation.STEPS
    assert sorted(perturbation.STEPS) == list(perturbation.STEPS)
    assert (perturbation.step(0.0), perturbation.step(0.5), perturbation.step(-0.001)) == ("0", "+0.5", "−0.001")


@settings(deadline=None, max_examples=30)
@given(drawn=problems(["sigmoid", "tanh"]), window=st.sampled_from(lab.WINDOWS))
def test_the_curve_is_the_cost_and_the_tangent_has_the_slope_delta(drawn, window):
    net, x, y, cost = drawn
    curve = lab.curve(net, x, y, net.L, 0, cost, window)
    trace = backprop(net, x, y, cost)
    middle = lab.POINTS // 2
    assert curve.move.dz[middle] == 0
    assert curve.actual[middle] == curve.tangent[middle] == curve.move.cost
    slope = (curve.tangent[-1] - curve.tangent[0]) / (2 * window)
    assert slope == pytest.approx(trace.nabla_b[net.L][0, 0], rel=1e-6, abs=1e-12)
    for i in (0, 40, -1):
        moved = net.copy()
        moved.b[net.L][0] += curve.move.dz[i]
        assert curve.actual[i] == pytest.approx(demon(moved, x, y, net.L, 0, 0.0, cost).cost, rel=1e-9)


def test_for_a_linear_neuron_linearity_breaks_where_it_can_be_worked_out():
    net, x, y = problem((4, 3), 1, activation="linear")
    delta = backprop(net, x, y).delta[2][0, 0]
    # ΔC = δ Δz + Δz²/2: the gap |Δz| / 2|δ| passes a tenth at |Δz| = |δ| / 5
    low, high = lab.reach(net, x, y, 2, 0, "quadratic")
    assert (low, high) == (pytest.approx(-abs(delta) / 5, rel=0.02), pytest.approx(abs(delta) / 5, rel=0.02))


def test_the_gap_is_a_part_of_the_prediction_and_unknown_where_rounding_is_all_there_is():
    assert perturbation.gap(-0.2, -0.15, 1.0) == pytest.approx(0.25)
    assert math.isnan(perturbation.gap(1e-16, 0.0, 1.0))
    assert perturbation.gap(1e-16, 0.0, 1e-8) == 1


def test_at_a_neuron_that_leads_nowhere_no_prediction_is_drawn_as_good():
    net, x, y = problem((4, 3, 2))
    alive = lab.curve(net, x, y, 2, 1, "quadratic", 10)
    net.w[3][:, 1] = 0
    dead = lab.curve(net, x, y, 2, 1, "quadratic", 10)
    now = demon(net, x, y, 2, 1, 0.5)
    green = [lab.curve_chart(c, now, WORDS, COLOURS)["series"][0]["markArea"]["data"] for c in (alive, dead)]
    assert (alive.dead, dead.dead) == (False, True)
    assert len(green[0]) == 1
    assert green[1] == []


@pytest.mark.parametrize(("chosen", "dz", "window"), [(0.1, 0.05, 0.1), (0.1, -0.2, 1), (10, 50, 50), (50, 0, 50)])
def test_the_axis_holds_the_demon(chosen, dz, window):
    assert lab.window_for(chosen, dz) == window


@settings(max_examples=100)
@given(low=st.floats(-1e6, 1e6), size=st.floats(1e-6, 1e6))
def test_ticks_are_round_and_hold_what_is_shown(low, size):
    first, last, every = lab.ticks(low, low + size)
    assert first <= low + 1e-6 * every + 1e-9 * abs(low)
    assert last >= low + size - 1e-6 * every - 1e-9 * abs(low)
    assert (last - first) / every < 8.1


def test_the_charts_hold_the_numbers_of_the_engine():
    net, x, y = problem((4, 3, 2))
    trace = backprop(net, x, y)
    curve = lab.curve(net, x, y, 2, 1, "quadratic", 1)
    now = demon(net, x, y, 2, 1, 0.5)
    options = lab.curve_chart(curve, now, WORDS, COLOURS)
    assert options["series"][2]["data"] == [[0.5, now.cost + now.actual]]
    assert options["series"][3]["data"] == [[0.5, now.cost + now.predicted]]
    bars = lab.bars_chart(trace.delta[2][:, 0], trace.delta[2][:, 0], 0, 1, WORDS, COLOURS)
    shown = [bar["value"] for bar in bars["series"][0]["data"]]
    assert shown == pytest.approx(trace.delta[2][:, 0], rel=1e-3)
    assert [bar["itemStyle"]["borderWidth"] for bar in bars["series"][0]["data"]] == [2, 2, 0]


def test_actual_and_predicted_changes_are_on_one_scale():
    net, x, y = problem((4, 3, 2))
    actual, predicted = perturbation.changes(net, demon(net, x, y, 2, 1, 0.5), WORDS)
    assert len(actual) == len(predicted) == 2
    assert len({block.scale for block in (*actual, *predicted)}) == 1
