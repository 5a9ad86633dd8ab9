import numpy as np
import pytest

from engine import Network, TrainingConfig, forward
from engine.training.diagnosis import dead_outputs, diagnose, divergence, saturated_layers
from engine.training.measurements import CurvePoint, Inside, Measurements

X = np.eye(3)
LABELS = np.arange(3)


def network(output_biases, hidden=0.0, activation="sigmoid"):
    w = {2: np.eye(3), 3: np.eye(3)}
    return Network(w, {2: np.full((3, 1), hidden), 3: np.array([output_biases]).T}, activation)


def test_an_output_neuron_that_says_no_to_its_own_digit_and_is_flat_there_is_dead():
    net = network([0.0, -20.0, 20.0])  # neuron 2 says yes to everything: saturated, but not for its own digit
    assert dead_outputs(net, forward(net, X), LABELS) == (1,)


def test_outputs_that_cannot_saturate_are_never_dead():
    net = network([-20.0, -20.0, -20.0], activation="linear")
    assert dead_outputs(net, forward(net, X), LABELS) == ()


@pytest.mark.parametrize(
    ("activation", "hidden", "layers"),
    [("sigmoid", 20.0, (2,)), ("tanh", -20.0, (2,)), ("relu", -20.0, (2,)), ("sigmoid", 0.0, ()), ("linear", 99.0, ())],
)
def test_a_hidden_layer_without_slope_is_named(activation, hidden, layers):
    net = network([0.0, 0.0, 0.0], hidden, activation)
    assert saturated_layers(net, forward(net, X)) == layers


def measured(accuracies, costs=None, training=None, delta=(0.01, 0.01)):
    """Ten points an epoch with these validation accuracies."""
    costs = costs or [0.1 * 0.9**i for i in range(len(accuracies))]
    rows = zip(accuracies, training or accuracies, costs, strict=True)
    curve = tuple(CurvePoint(i / 10, cost, cost, train, accuracy) for i, (accuracy, train, cost) in enumerate(rows))
    zeros = np.zeros((len(delta), 41))
    return Measurements(curve, inside=(Inside(curve[-1].epochs, delta, (0.0,), 0.0, (0.0,), zeros, zeros),))


LEARNING = [min(0.95, 0.1 + i / 15) for i in range(31)]


@pytest.mark.parametrize(
    ("found", "dead", "saturated", "kinds"),
    [
        (measured(LEARNING), (), (), []),
        (measured(LEARNING), (3,), (), ["dead"]),
        (measured(LEARNING), (), (2,), ["saturated"]),
        (measured([0.1] * 31, [0.5] * 31), (), (), ["chance"]),
        (measured([0.3, 0.6] * 15 + [0.3]), (), (), ["eta_large"]),
        (measured([0.3] * 31, [0.4 * 0.999**i for i in range(31)]), (), (), ["eta_small"]),
        (measured([0.9] * 31, training=[0.99] * 31), (), (), ["overfitting"]),
        (measured(LEARNING, delta=(1e-6, 1e-3, 1e-2)), (), (), ["vanishing"]),
        (measured(LEARNING[:5]), (3,), (2,), []),  # before the end of the first epoch it is too early to say
    ],
)
def test_each_finding_has_its_rule(found, dead, saturated, kinds):
    findings = diagnose(TrainingConfig(), 3.0, found, dead, saturated)
    assert [finding.kind for finding in findings] == kinds
    assert all(TrainingConfig(**finding.remedy) for finding in findings)


def test_the_remedy_is_not_what_is_there_already():
    config = TrainingConfig(init="scaled", cost="cross_entropy", eta=1.0)
    (dead,) = diagnose(config, 1.0, measured(LEARNING), (3,), ())
    assert dead.remedy == {"eta": 0.1}


@pytest.mark.parametrize(
    ("config", "eta", "remedy"),
    [
        (TrainingConfig(), 30.0, {"init": "scaled", "eta": 3.0}),
        (TrainingConfig(init="scaled"), 4.4, {"eta": 0.4}),
        (TrainingConfig(init="scaled", activation="linear"), 5.0, {"eta": 0.01}),
        (TrainingConfig(init="scaled", activation="linear"), 0.02, {"eta": 0.002}),
    ],
)
def test_a_run_that_diverged_is_told_a_smaller_eta_and_weights_that_begin_small(config, eta, remedy):
    found = divergence(config, eta)
    assert (found.kind, found.evidence, found.remedy) == ("diverged", {"eta": eta}, remedy)


SLOW = measured([0.3] * 31, [0.4 * 0.999**i for i in range(31)])
CHANCE = measured([0.1] * 31, [0.5] * 31)
SHAKY = measured([0.3, 0.6] * 15 + [0.3])
OVERFITTED = measured([0.9] * 31, training=[0.99] * 31)
VANISHING = measured(LEARNING, delta=(1e-6, 1e-3, 1e-2))
SCALED = {"init": "scaled"}


@pytest.mark.parametrize(
    ("found", "settings", "eta", "remedy"),
    [
        (SHAKY, {}, 3.0, {"eta": 0.6}),
        (SLOW, {}, 0.3, {"eta": 3.0}),
        (SLOW, {}, 50.0, {"eta": 100.0}),  # the largest that is ever suggested
        (CHANCE, {}, 3.0, {"init": "scaled", "eta": 0.3}),
        (CHANCE, SCALED, 3.0, {"eta": 0.3}),
        (CHANCE, SCALED, 0.005, {"eta": 3.0}),  # as was measured
        (CHANCE, {"activation": "relu"}, 3.0, {"cost": "cross_entropy", "eta": 0.1}),
        (CHANCE, {**SCALED, "mini_batch_size": 100}, 0.005, {"eta": 0.001}),  # the smallest
        (OVERFITTED, {}, 3.0, {"lmbda": 5.0}),
        (OVERFITTED, {"lmbda": 4.0}, 3.0, {"lmbda": 8.0}),
        (VANISHING, {}, 3.0, {"init": "scaled"}),
        (VANISHING, SCALED, 3.0, {"activation": "relu", "eta": 0.1}),
    ],
)
def test_each_finding_has_its_remedy(found, settings, eta, remedy):
    (finding,) = diagnose(TrainingConfig(**settings), eta, found, (), ())
    assert finding.remedy == remedy


@pytest.mark.parametrize(
    ("eta", "remedy"), [(3.0, {"cost": "cross_entropy", "eta": 0.5}), (1.0, {"cost": "cross_entropy"})]
)
def test_dead_outputs_are_helped_by_the_cross_entropy_and_by_a_smaller_eta_where_it_is_large(eta, remedy):
    (finding,) = diagnose(TrainingConfig(), eta, measured(LEARNING), (3,), ())
    assert finding.remedy == remedy


@pytest.mark.parametrize(("activation", "kind"), [("sigmoid", "saturated"), ("tanh", "saturated"), ("relu", "silent")])
def test_flat_hidden_neurons_are_saturated_on_both_sides_or_silent_on_one(activation, kind):
    (finding,) = diagnose(TrainingConfig(activation=activation), 3.0, measured(LEARNING), (), (2,))
    assert (finding.kind, finding.evidence) == (kind, {"layers": (2,)})


@pytest.mark.parametrize("found", [CHANCE, SLOW])
def test_what_dead_or_flat_neurons_explain_has_no_other_finding(found):
    for dead, flat, kind in (((3,), (), "dead"), ((), (2,), "saturated")):
        assert [finding.kind for finding in diagnose(TrainingConfig(), 3.0, found, dead, flat)] == [kind]


def test_a_few_points_are_not_enough_to_call_a_run_shaky():
    assert diagnose(TrainingConfig(), 3.0, measured([0.3, 0.6] * 5 + [0.3]), (), ()) == ()
