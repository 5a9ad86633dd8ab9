import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import backprop, demon
from tests.engine.problems import problem, problems
from ui.demon import cost_curve
from ui.demon.cost_curve import Seat
from ui.screen import perturbation
from ui.text.words import load

WORDS = load("en", "demon")


def test_the_steps_are_the_same_on_both_sides_of_zero():
    assert tuple(-step for step in reversed(perturbation.STEPS)) == perturbation.STEPS
    assert sorted(perturbation.STEPS) == list(perturbation.STEPS)
    assert (perturbation.step(0.0), perturbation.step(0.5), perturbation.step(-0.001)) == ("0", "+0.5", "−0.001")


@settings(max_examples=30)
@given(drawn=problems(["sigmoid", "tanh"]), window=st.sampled_from(cost_curve.WINDOWS))
def test_the_curve_is_the_cost_and_the_tangent_has_the_slope_delta(drawn, window):
    net, x, y, cost = drawn
    curve = cost_curve.curve(Seat(net, x, y, net.L, 0, cost), window)
    trace = backprop(net, x, y, cost)
    middle = cost_curve.POINTS // 2
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
    low, high = cost_curve.reach(Seat(net, x, y, 2, 0, "quadratic"))
    assert (low, high) == (pytest.approx(-abs(delta) / 5, rel=0.02), pytest.approx(abs(delta) / 5, rel=0.02))


def test_the_gap_is_a_part_of_the_prediction_and_unknown_where_rounding_is_all_there_is():
    assert perturbation.gap(-0.2, -0.15, 1.0) == pytest.approx(0.25)
    assert math.isnan(perturbation.gap(1e-16, 0.0, 1.0))
    assert perturbation.gap(1e-16, 0.0, 1e-8) == 1


def test_at_a_neuron_that_leads_nowhere_there_is_nothing_to_predict():
    net, x, y = problem((4, 3, 2))
    alive = cost_curve.curve(Seat(net, x, y, 2, 1, "quadratic"), 10)
    net.w[3][:, 1] = 0
    dead = cost_curve.curve(Seat(net, x, y, 2, 1, "quadratic"), 10)
    assert (alive.dead, dead.dead) == (False, True)


@pytest.mark.parametrize(("chosen", "dz", "window"), [(0.1, 0.05, 0.1), (0.1, -0.2, 1), (10, 50, 50), (50, 0, 50)])
def test_the_axis_holds_the_demon(chosen, dz, window):
    assert cost_curve.window_for(chosen, dz) == window


def test_actual_and_predicted_changes_are_on_one_scale():
    net, x, y = problem((4, 3, 2))
    actual, predicted = perturbation.changes(net, demon(net, x, y, 2, 1, 0.5), WORDS)
    assert len(actual) == len(predicted) == 2
    assert len({block.scale for block in (*actual, *predicted)}) == 1
