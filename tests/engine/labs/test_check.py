import itertools

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import CheckRun, Difference, Gradient, Network, backprop, epsilon_curve, forward, gradient_check
from engine.gradients import place
from tests.engine.problems import PROBLEMS, problem


@settings(deadline=None, max_examples=50)
@given(PROBLEMS)
def test_finite_differences_agree_with_backpropagation_for_any_architecture_activation_and_cost(drawn):
    net, x, y, cost = drawn
    check = gradient_check(net, x, y, cost)
    exact = backprop(net, x, y, cost).gradient
    assert (check.backprop.vector == exact).all()
    assert check.numeric.vector == pytest.approx(exact, rel=1e-4, abs=1e-7 * max(1, np.abs(exact).max()))
    assert check.forward_passes == 2 * net.parameters.size


@settings(deadline=None, max_examples=50)
@given(seed=st.integers(0, 10_000))
def test_relu_agrees_away_from_its_kinks(seed):
    net, x, y = problem((4, 5, 3), 2, seed, "relu")
    assume(min(np.abs(z).min() for z in forward(net, x).z.values()) > 1e-3)
    assert gradient_check(net, x, y).relative_error < 1e-6


def test_a_float32_network_is_checked_in_float64_unless_told_otherwise():
    net, x, y = problem((6, 5, 3), 2, 0)
    single = net.copy(dtype=np.float32)
    assert gradient_check(single, x, y).relative_error < 1e-8
    float32 = CheckRun(single, x, y, difference=Difference(dtype=np.float32)).advance()
    assert float32.relative_error > 1e-5


def test_the_forward_method_takes_one_pass_a_weight_and_one_more_and_is_less_exact():
    net, x, y = problem((6, 5, 3), 2, 0)
    central, forward_ = (gradient_check(net, x, y, method=method) for method in ("central", "forward"))
    assert (central.forward_passes, forward_.forward_passes) == (2 * 53, 53 + 1)
    assert forward_.relative_error > 100 * central.relative_error


def test_a_run_in_pieces_gives_the_numbers_of_a_run_at_once():
    net, x, y = problem((6, 5, 3), 2, 0)
    for method in ("central", "forward"):
        run = CheckRun(net, x, y, difference=Difference(method=method))
        assert (run.done, run.finished) == (0, False)
        while not run.finished:
            check = run.advance(weights=7)
            assert check.forward_passes == run.done <= run.total
        assert run.done == run.total
        assert (check.numeric.vector == gradient_check(net, x, y, method=method).numeric.vector).all()
        assert run.advance().forward_passes == run.total


def test_a_run_that_is_stopped_knows_what_it_has_tried_and_nothing_else():
    net, x, y = problem((6, 5, 3), 2, 0)
    run = CheckRun(net, x, y)
    assert np.isnan(run.result().relative_error)
    check = run.advance(seconds=0)
    assert run.done == 2
    assert np.count_nonzero(~np.isnan(check.numeric.vector)) == 1
    assert check.relative_error < 1e-6
    assert np.isnan(check.by_layer[3])
    assert len(check.worst(10)) == 1


def test_it_tries_the_weights_that_it_is_told_in_their_order():
    net, x, y = problem((6, 5, 3), 2, 0)
    run = CheckRun(net, x, y, indices=np.array([52, 3, 17]))
    assert run.total == 6
    assert np.flatnonzero(~np.isnan(run.advance(weights=1).numeric.vector)).tolist() == [52]
    assert np.flatnonzero(~np.isnan(run.advance().numeric.vector)).tolist() == [3, 17, 52]


def test_it_leaves_the_network_and_the_examples_alone():
    net, x, y = problem((6, 5, 3), 2, 0)
    before = net.parameters.copy(), x.copy(), y.copy()
    gradient_check(net.copy(frozen=True), x, y)
    gradient_check(net, x, y)
    assert all((now == then).all() for now, then in zip((net.parameters, x, y), before, strict=True))


def test_one_wrong_derivative_is_the_worst_offender_and_shows_in_its_layer_alone():
    net, x, y = problem((6, 5, 3), 2, 0)
    check = gradient_check(net, x, y)
    wrong = Gradient(check.backprop.vector.copy(), net.sizes)
    wrong.w[3][1, 4] += 0.5
    wrong.b[2][2] -= 0.25
    compared = check.against(wrong)
    first, second, third = compared.worst(3)
    assert (first.kind, first.l, first.j, first.k) == ("w", 3, 1, 4)
    assert (first.backprop, first.error) == (wrong.w[3][1, 4], pytest.approx(0.5))
    assert (second.kind, second.l, second.j, second.k) == ("b", 2, 2, None)
    assert third.error < 1e-6
    large = {part for part, error in compared.errors.items() if error > 1e-6}
    assert large == {("w", 3), ("b", 2)}
    assert compared.relative_error > 1e-3 > check.relative_error


def test_a_place_in_the_parameters_is_the_weight_or_bias_that_lies_there():
    net = Network.random((3, 4, 2), dtype=np.float64)
    places = [place(i, net.sizes) for i in range(net.parameters.size)]
    values = [net.w[l][j, k] if kind == "w" else net.b[l][j, 0] for kind, l, j, k in places]
    assert values == net.parameters.tolist()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"method": "backward"}, "unknown method 'backward'; choose one of central, forward"),
        ({"epsilon": 0}, "epsilon must be a positive number, got 0; 1e-5"),
        ({"epsilon": float("nan")}, "epsilon must be"),
        ({"cost": "hinge"}, "unknown cost"),
    ],
)
def test_options_that_make_no_sense_are_refused(options, message):
    net, x, y = problem((6, 5, 3), 2, 0)
    with pytest.raises(ValueError, match=message):
        gradient_check(net, x, y, **options)


def test_the_error_over_epsilon_is_a_u_truncation_right_rounding_left():
    net, x, y = problem((6, 5, 4, 3), 2, 0)
    curve = epsilon_curve(net, x, y)
    assert set(curve.errors) == set(itertools.product(("central", "forward"), ("float64", "float32")))
    for errors in curve.errors.values():
        assert errors[0] > 3 * errors.min()
        assert errors[-1] > 3 * errors.min()
    assert 1e-7 < curve.best("central") < 1e-3
    assert curve.best("forward") < curve.best("central")
    assert curve.best("central", "float32") > curve.best("central")
    at = {round(float(np.log10(e)), 6): i for i, e in enumerate(curve.epsilons)}
    central, one_sided = curve.errors["central", "float64"], curve.errors["forward", "float64"]
    assert central[at[-2.0]] / central[at[-3.0]] == pytest.approx(100, rel=0.1)  # ε²
    assert one_sided[at[-3.0]] / one_sided[at[-4.0]] == pytest.approx(10, rel=0.1)  # ε
    assert curve.errors["central", "float32"][-1] == 1  # v + ε is v


def test_the_curve_needs_a_weight_with_a_derivative():
    net = Network({2: np.zeros((1, 1))}, {2: np.full((1, 1), -1.0)}, "relu")
    with pytest.raises(ValueError, match="the gradient is zero"):
        epsilon_curve(net, np.ones((1, 1)), np.ones((1, 1)))
