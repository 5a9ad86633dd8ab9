"""Each entry of ACTIVATIONS and COSTS holds what it promises, and one entry is all that a new one takes."""

import io
from string import Formatter

import numpy as np
import pytest

from engine import (
    ACTIVATIONS,
    COSTS,
    TrainingConfig,
    TrainingRun,
    backprop,
    demon,
    gradient_check,
    load_network,
    mean_cost,
    path_factors,
    save_network,
)
from engine.activations import activation_named
from engine.costs import cost_named
from tests.engine.problems import problem

Z = np.concatenate([np.linspace(-9, 9, 1801), [-1e4, -200, -87, -30, 30, 87, 200, 1e4]]).astype(np.float32)
every_activation = pytest.mark.parametrize("sigma", list(ACTIVATIONS.values()), ids=lambda sigma: sigma.name)
every_cost = pytest.mark.parametrize("cost", list(COSTS.values()), ids=lambda cost: cost.name)


def computed(expression, **values):
    with np.errstate(over="ignore"):
        return eval(expression, {"np": np, **values})


def fields(template):
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


def has_balanced_brackets(latex):
    depth = 0
    for letter in latex.replace(r"\{", "").replace(r"\}", ""):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth < 0:
            return False
    return depth == 0


@every_activation
def test_python_s_expressions_give_the_numbers_of_the_engine_to_the_last_bit(sigma):
    a, prime = sigma(Z)
    assert np.array_equal(computed(sigma.python.format(z="z"), z=Z), a)
    by_script = computed(sigma.prime_python.format(z="z", a="a"), z=Z, a=a)
    assert np.array_equal(by_script, prime)
    assert by_script.dtype == np.float32


@every_activation
def test_its_numbers_lie_within_its_ranges_and_fill_them(sigma):
    for values, (low, high) in zip(sigma(Z.astype(float)), (sigma.range, sigma.prime_range), strict=True):
        assert low <= values.min()
        assert values.max() <= high
        assert values.min() == pytest.approx(low, abs=1e-3) if np.isfinite(low) else values.min() < -1e3
        assert values.max() == pytest.approx(high, abs=1e-3) if np.isfinite(high) else values.max() > 1e3


@every_activation
def test_it_saturates_if_its_slope_goes_to_zero_on_both_sides(sigma):
    _, slope = sigma(np.array([-1e4, 1e4]))
    assert sigma.saturates == (slope == 0).all()


@every_activation
def test_it_is_straight_if_its_slope_is_the_same_everywhere(sigma):
    assert sigma.straight == (np.ptp(sigma(Z)[1]) == 0)


@every_activation
def test_its_latex_is_whole_and_has_room_for_a_number(sigma):
    assert fields(sigma.written) == {"z"}
    number = sigma.written.format(z="-1.25")
    assert "-1.25" in number
    assert all(map(has_balanced_brackets, (sigma.latex, sigma.prime_latex, number)))


def test_activations_between_0_and_1_are_those_of_the_sigmoid_alone():
    assert [name for name, sigma in ACTIVATIONS.items() if sigma.between_0_and_1] == ["sigmoid"]


def test_the_sigmoid_is_at_most_a_quarter_steep():
    assert ACTIVATIONS["sigmoid"].steepest == 1 / 4


@every_cost
def test_python_s_expression_for_the_gradient_of_a_cost_gives_the_engine_s_numbers(cost):
    rng = np.random.default_rng(0)
    a, y = rng.uniform(0.01, 0.99, (5, 7)).astype(np.float32), np.eye(5, 7, dtype=np.float32)
    assert computed(cost.gradient_python.format(a="a", y="y"), a=a, y=y) == pytest.approx(cost.nabla_a(a, y), rel=1e-6)
    if cost.cancels:
        sigma_prime = np.full_like(a, np.nan)
        assert np.array_equal(computed(cost.error_python.format(a="a", y="y"), a=a, y=y), cost.delta(a, y, sigma_prime))


@every_cost
def test_the_latex_of_a_cost_takes_symbols_and_numbers(cost):
    templates = [cost.gradient_latex, *([cost.error_latex] if cost.cancels else [])]
    for template in templates:
        assert fields(template) == {"a", "y"}
        for filled in (template.format(a="a^{3}_{7}", y="y_{7}"), template.format(a="0.25", y="1")):
            assert has_balanced_brackets(filled)
    assert has_balanced_brackets(cost.latex)


OUTPUTS = [(cost, name) for cost in COSTS.values() for name in ("sigmoid", "tanh") if cost.output in (None, name)]


@pytest.mark.parametrize(("cost", "output"), OUTPUTS, ids=lambda part: getattr(part, "name", part))
def test_no_error_of_an_output_neuron_is_larger_than_its_bound(cost, output):
    bound = cost.error_bound(ACTIVATIONS[output])
    net, x, _ = problem((8, 40), 200, 3, output)
    y = np.eye(40)[:, np.random.default_rng(0).integers(0, 40, 200)]
    largest = np.abs(backprop(net, x, y, cost).delta[2]).max()
    assert 0.9 * bound < largest <= bound


def test_the_bounds_of_the_errors_of_sigmoid_outputs_are_known():
    assert COSTS["quadratic"].error_bound(ACTIVATIONS["sigmoid"]) == pytest.approx(4 / 27, rel=1e-6)
    assert COSTS["cross_entropy"].error_bound(ACTIVATIONS["sigmoid"]) == pytest.approx(1, rel=1e-6)
    assert COSTS["quadratic"].error_bound(ACTIVATIONS["linear"]) == np.inf


def test_an_output_can_die_only_where_its_slope_is_a_factor_of_its_error():
    assert COSTS["quadratic"].allows_dead_outputs
    assert not COSTS["cross_entropy"].allows_dead_outputs


# --- each entry works everywhere in the engine ---


PAIRS = [(sigma, cost) for sigma in ACTIVATIONS for cost in COSTS if cost_named(cost).output in (None, sigma)]


@pytest.mark.parametrize(("sigma", "cost"), PAIRS)
def test_the_gradient_of_every_activation_and_cost_is_the_slope_of_the_cost(sigma, cost):
    net, x, y = problem((4, 5, 3), 3, 1, sigma)
    assert gradient_check(net, x, y, cost).relative_error < 1e-7
    trace = backprop(net, x[:, [0]], y[:, [0]], cost)
    assert path_factors(trace, net, 2, 1, 3).total == pytest.approx(trace.nabla_w[2][1, 3])
    move = demon(net, x, y, 2, 1, 1e-6, cost)
    assert move.actual == pytest.approx(move.predicted, rel=1e-4)


@pytest.mark.parametrize("cost", COSTS)
@every_activation
def test_a_run_learns_with_every_activation_and_cost(sigma, cost, small):
    config = TrainingConfig(sizes=(6, 8, 3), activation=sigma.name, cost=cost, eta=0.1, epochs=30, init="scaled")
    assert TrainingConfig.from_dict(config.to_dict()) == config
    run = TrainingRun(config, small)
    before = run.snapshot().network
    x, y = small.train.images, small.train.targets
    after = run.advance(epochs=30).network
    assert mean_cost(backprop(after, x, y, cost), y, cost) < 0.9 * mean_cost(backprop(before, x, y, cost), y, cost)


@every_activation
def test_a_network_of_every_activation_is_saved_and_read(sigma):
    net, x, _ = problem((4, 5, 3), 3, 1, sigma.name)
    buffer = io.BytesIO()
    save_network(buffer, net)
    buffer.seek(0)
    read, config = load_network(buffer)
    assert config["activation"] == sigma.name
    assert read.sigma[2] is sigma
    assert (read.feedforward(x) == net.feedforward(x)).all()


def test_an_unknown_activation_is_refused_with_the_known_ones():
    for unknown in ("swish", None, ["sigmoid"], ""):
        with pytest.raises(ValueError, match=f"choose one of {', '.join(ACTIVATIONS)}"):
            activation_named(unknown)
