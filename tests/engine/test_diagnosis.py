import numpy as np
import pytest

from engine import Network, forward
from engine.diagnosis import dead_outputs, saturated_layers

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
