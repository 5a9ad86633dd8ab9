"""The numbers of the exercises, in float64."""

import inspect
import re

import numpy as np
import pytest

from engine import ACTIVATIONS, Network, TrainingConfig, TrainingRun, backprop, formula, modified_neuron
from tests.engine.problems import problem
from ui.exercises import activation, experiments
from ui.exercises.activation import ActivationRace
from ui.exercises.experiments import Modification

SINE = formula("sin(z)")


def test_the_marked_source_is_that_of_the_engine_with_each_note_above_the_function_of_its_line():
    source = experiments.marked_source({line: f"note {line}" for line in experiments.FUNCTIONS})
    assert re.findall(r"# ▼ note (\w+)|def (\w+)", source) == [
        *[("z", ""), ("a", ""), ("prime", ""), ("", "feed_forward")],
        *[("bp1", ""), ("", "output_error")],
        *[("bp2", ""), ("", "backpropagate")],
        *[("bp3", ""), ("bp4", ""), ("", "gradient")],
    ]
    module = inspect.getsource(inspect.getmodule(backprop))
    assert all(line in module for line in source.splitlines() if "# ▼" not in line)


def test_what_changes_is_the_neuron_s_own_a_derivative_and_delta():
    net, x, y = problem((5, 4, 3))
    found = experiments.compare(net, "quadratic", Modification(2, 1, SINE), x, y)
    plain, changed = backprop(net, x, y), backprop(modified_neuron(net, 2, 1, SINE), x, y)
    assert found.before[0] == found.after[0] == plain.z[2][1, 0]
    assert found.after[1] == np.sin(plain.z[2][1, 0])
    assert found.after[2] == pytest.approx(np.cos(plain.z[2][1, 0]))
    assert (found.before[3], found.after[3]) == (plain.delta[2][1, 0], changed.delta[2][1, 0])
    assert len(experiments.ROWS) == len(found.before) == len(found.after)
    assert found.after[4] == pytest.approx(0.5 * ((changed.a[3] - y) ** 2).sum())


@pytest.mark.parametrize(("l", "j"), [(2, 1), (3, 0), (4, 2)])
def test_the_check_finds_the_right_gradient_and_the_one_that_forgets_f(l, j):
    net, x, y = problem((5, 4, 4, 3), 3)
    found = experiments.check_modification(net, "quadratic", Modification(l, j, SINE), x, y)
    assert found.right.relative_error < experiments.AGREE < 1e-2 < found.forgotten.relative_error
    assert found.tried == net.parameters.size
    assert not found.flat


def test_the_line_that_changes_is_bp1_at_the_output_and_bp2_before_it():
    net, _, _ = problem((5, 4, 3))
    assert experiments.changed_lines(net, 2) == {"a", "bp2"}
    assert experiments.changed_lines(net, 3) == {"a", "bp1"}


def test_a_linear_network_worked_by_hand():
    net = Network({2: [[1.0, 2.0]], 3: [[3.0], [-1.0]]}, {2: [[1.0]], 3: [[0.0], [2.0]]})
    found = experiments.linear_network(net, np.array([[1.0], [1.0]]), np.array([[0.0], [1.0]]))
    assert found.W.tolist() == [[3, 6], [-1, -2]]
    assert found.B.tolist() == [[3], [1]]
    assert found.by_layers.tolist() == found.by_matrix.tolist() == [[12], [-2]]
    assert found.gap == found.gradient_gap == 0


def test_loop_and_columns_agree_and_are_timed():
    net, x, y = problem((5, 4, 3), 20)
    timing = experiments.measure(net, "quadratic", x, y)
    assert (timing.m, timing.gap < 1e-12) == (20, True)
    assert timing.loop > timing.columns > 0
    assert timing.ratio == timing.loop / timing.columns


@pytest.mark.parametrize(
    ("text", "finding", "least"),
    [
        ("z", "holds", 1),
        ("0.1*z + tanh(z)", "holds", 0.1),
        ("max(z, 0.1*z)", "holds", 0.1),
        ("tanh(z)", "near", 0),
        ("z / (1 + abs(z))", "near", 1 / 31**2),
        ("relu(z)", "zero", 0),
        ("-z", "negative", -1),
    ],
)
def test_an_activation_is_judged_by_its_slope_alone(text, finding, least):
    found = activation.criterion(formula(text))
    assert (found.finding, found.least) == (finding, pytest.approx(least, abs=1e-6))
    assert found.straight == (text in ("z", "-z"))


def test_the_place_where_a_slope_comes_near_zero_is_the_one_nearest_to_the_middle():
    found = activation.criterion(formula("z / (1 + abs(z))"))
    assert abs(found.where) == pytest.approx(np.sqrt(1 / activation.NEAR) - 1, abs=0.05)


def test_of_the_known_activations_the_linear_one_alone_meets_it():
    assert activation.registry_holds() == {"linear"}


def test_both_networks_of_the_race_take_the_steps_of_a_run(mnist):
    race = ActivationRace(formula("tanh(z)"), mnist, eta=0.5, seed=3)
    race.advance()
    run = TrainingRun(TrainingConfig(eta=0.5, seed=3, init="scaled", epochs=activation.EPOCHS), mnist)
    run.advance(mini_batches=activation.STEP)
    a, b = race.points["sigmoid"][-1], activation.look(run, mnist.validation[: activation.SAMPLE])
    assert a == b
    assert a.epochs == activation.STEP / 5000
    assert [len(points) for points in race.points.values()] == [2, 2]


def test_typing_the_sigmoid_gives_the_sigmoid_s_curve(mnist):
    race = ActivationRace(formula("1 / (1 + exp(-z))"), mnist)
    race.advance()
    own, sigmoid = (race.points[name][-1] for name in ("own", "sigmoid"))
    assert own.cost == pytest.approx(sigmoid.cost, rel=1e-3)


def test_a_race_stops_and_a_divergence_is_known(mnist):
    race = ActivationRace(formula("100*z^3"), mnist, eta=3.0)
    for _ in range(5):
        race.advance()
    race.stopped = race.stopped or not race.diverged
    count = len(race.points["own"])
    race.advance()
    assert race.over
    assert len(race.points["own"]) == count


@pytest.mark.parametrize(("text", "passed"), [("0.1*z + tanh(z)", True), ("tanh(z)", False), ("z", False)])
def test_a_race_is_passed_by_a_curve_that_meets_the_criterion_once_it_is_over(mnist, text, passed):
    race = ActivationRace(formula(text), mnist)
    assert not race.passed
    race.stopped = True
    assert race.passed == passed
    race.diverged = True
    assert not race.passed


def test_forgetting_f_leaves_the_slope_of_sigma():
    z = np.linspace(-2, 2, 5)
    a, prime = experiments.forgetful(SINE, ACTIVATIONS["sigmoid"])(z)
    assert a == pytest.approx(np.sin(z))
    assert prime == pytest.approx(ACTIVATIONS["sigmoid"](z)[1])


def test_a_flat_gradient_is_recognised():
    net = Network({2: np.zeros((2, 2)), 3: np.zeros((1, 2))}, {2: np.full((2, 1), -60.0), 3: [[-60.0]]})
    assert experiments.check_modification(
        net, "quadratic", Modification(2, 0, SINE), np.ones((2, 1)), np.zeros((1, 1))
    ).flat
