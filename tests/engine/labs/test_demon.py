import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import backprop, demon, forward, mean_cost, nabla_a
from tests.engine.problems import PROBLEMS, problem


@settings(deadline=None, max_examples=50)
@given(drawn=PROBLEMS, data=st.data())
def test_the_prediction_becomes_exact_as_the_demon_s_step_goes_to_zero(drawn, data):
    net, x, y, cost = drawn
    l = data.draw(st.integers(2, net.L))
    j = data.draw(st.integers(0, net.sizes[l - 1] - 1))
    steps = np.array([1.0, 0.7, -0.7, -1.0])

    def gap_per_step(h):
        move = demon(net, x, y, l, j, h * steps, cost)
        return np.abs((move.actual - move.predicted) / (h * steps)).max(), move.cost

    (large, value), (small, _) = gap_per_step(1e-3), gap_per_step(1e-4)
    assert small <= 0.2 * large + 1e-10 * max(1, value)


@settings(deadline=None, max_examples=50)
@given(drawn=PROBLEMS)
def test_delta_and_the_slope_in_a_are_means_of_the_trace(drawn):
    net, x, y, cost = drawn
    trace = backprop(net, x, y, cost)
    assume((trace.sigma_prime[net.L] > 0).all())  # of an output with σ' = 0, the slope in a cannot be had from δ
    for l in trace.delta:
        move = demon(net, x, y, l, 0, 0.0, cost)
        assert move.delta == pytest.approx(trace.nabla_b[l][0, 0], rel=1e-12, abs=1e-15)
        assert move.nabla_a == pytest.approx(nabla_a(net, trace, l, y, cost)[0].mean())
        assert nabla_a(net, trace, l, y, cost) * trace.sigma_prime[l] == pytest.approx(
            trace.delta[l], rel=1e-9, abs=1e-12
        )


def test_one_example_is_what_the_demon_does_to_z():
    net, x, y = problem((4, 3, 2))
    move = demon(net, x, y, 2, 1, 0.5)
    z = net.w[2] @ x + net.b[2]
    z[1] += 0.5
    a = 1 / (1 + np.exp(-z))
    output = 1 / (1 + np.exp(-(net.w[3] @ a + net.b[3])))
    assert move.actual == pytest.approx(0.5 * ((output - y) ** 2).sum() - mean_cost(forward(net, x), y))
    trace = forward(net, x)
    assert move.da[2] == pytest.approx((a - trace.a[2])[:, 0])
    assert move.da[3] == pytest.approx((output - trace.a[3])[:, 0])
    assert move.da[2][[0, 2]].tolist() == [0, 0]


def test_shapes_follow_dz_and_layers_begin_at_the_demon():
    net, x, y = problem((4, 3, 2), 5)
    dz = np.linspace(-1, 1, 12).reshape(3, 4)
    move = demon(net, x, y, 2, 0, dz)
    assert move.predicted.shape == move.actual.shape == (3, 4)
    assert move.da[2].shape == move.da_predicted[2].shape == (3, 3, 4)
    assert move.da[3].shape == (2, 3, 4)
    single = demon(net, x, y, 2, 0, dz[1, 2])
    assert np.ndim(single.actual) == np.ndim(single.predicted) == 0
    assert single.actual == move.actual[1, 2]
    assert single.da[3] == pytest.approx(move.da[3][:, 1, 2])
    assert list(demon(net, x, y, 3, 0, 1.0).da) == [3]


def test_small_changes_run_through_the_layers_as_the_rate_factors_say():
    net, x, y = problem((4, 5, 3, 2), 3)
    move = demon(net, x, y, 2, 1, 1e-5)
    for l in (2, 3, 4):
        assert move.da[l] == pytest.approx(move.da_predicted[l], rel=1e-3, abs=1e-12)


def test_a_small_step_against_delta_lowers_the_cost():
    net, x, y = problem((4, 5, 3), 3)
    delta = backprop(net, x, y).nabla_b[2][:, 0]
    for j in range(5):
        assert demon(net, x, y, 2, j, -1e-3 * np.sign(delta[j])).actual < 0


def test_for_linear_output_neurons_the_cost_is_a_parabola_in_dz():
    net, x, y = problem((4, 3), 2, activation="linear")
    dz = np.array([-3.0, 1.0, 40.0])
    move = demon(net, x, y, 2, 0, dz)
    assert move.actual == pytest.approx(move.predicted + dz**2 / 2)


@pytest.mark.parametrize(("l", "j", "dz"), [(1, 0, 1.0), (4, 0, 1.0), (2, 3, 1.0), (2, -1, 1.0), (2, 0, np.nan)])
def test_a_demon_that_sits_nowhere_or_pulls_without_bound_is_refused(l, j, dz):
    net, x, y = problem((4, 3, 2))
    with pytest.raises(ValueError, match=r"layers? |dz must be finite"):
        demon(net, x, y, l, j, dz)


def test_the_demon_leaves_the_network_as_it_was():
    net, x, y = problem((4, 3, 2))
    before = net.parameters.copy()
    demon(net.copy(frozen=True), x, y, 2, 0, 1.0)
    demon(net, x, y, 2, 0, 1.0)
    assert (net.parameters == before).all()
