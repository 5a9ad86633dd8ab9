import numpy as np
import pytest

from engine import ACTIVATIONS, Network, backprop, bp1, forward, input_gradient, linear_product, sensitivities

SIZES = (5, 4, 3, 2)


def network(activation="sigmoid"):
    return Network.random(SIZES, seed=3, activation=activation, dtype=np.float64)


@pytest.fixture
def x():
    return np.random.default_rng(1).random((5, 1))


def test_a_2_2_1_network_worked_by_hand():
    net = Network(
        w={2: np.array([[1.0, 2.0], [-1.0, 1.0]]), 3: np.array([[3.0, 5.0]])},
        b={2: np.array([[0.0], [0.0]]), 3: np.array([[7.0]])},
        activation="relu",
    )
    x = np.array([[2.0], [1.0]])  # z^2 = (4, -1): the second neuron is off
    assert input_gradient(net, x, 3, 0).tolist() == [[3], [6]]  # 3 · 1 · (1, 2)
    assert linear_product(net, 3, 0).tolist() == [[-2], [11]]  # 3 · (1, 2) + 5 · (-1, 1)
    assert sensitivities(net, forward(net, x), 3, 0)[2].tolist() == [[3], [5]]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(("l", "j"), [(2, 3), (3, 0), (4, 1)])
def test_the_gradient_is_the_slope_of_z_in_every_input(activation, l, j, x):
    net, h = network(activation), 1e-6
    steps = h * np.eye(5)
    numeric = [
        (forward(net, x + d[:, None]).z[l][j, 0] - forward(net, x - d[:, None]).z[l][j, 0]) / (2 * h) for d in steps
    ]
    assert input_gradient(net, x, l, j)[:, 0] == pytest.approx(numeric, rel=1e-6, abs=1e-8)


def test_in_the_first_hidden_layer_both_pictures_are_the_weights(x):
    net = network()
    assert (input_gradient(net, x, 2, 1) == net.w[2][[1]].T).all()
    assert (linear_product(net, 2, 1) == net.w[2][[1]].T).all()


def test_a_linear_network_looks_the_same_at_every_input(x):
    net = network("linear")
    assert input_gradient(net, x, 4, 0) == pytest.approx(linear_product(net, 4, 0))


def test_the_error_is_the_sum_over_the_outputs_of_their_sensitivities(x):
    net, y = network(), np.array([[1.0], [0.0]])
    trace = backprop(net, x, y)
    by_output = [sensitivities(net, trace, 4, j)[2] for j in range(2)]
    total = sum(delta * part for delta, part in zip(trace.delta[4][:, 0], by_output, strict=True))
    assert bp1(total, trace.sigma_prime[2]) == pytest.approx(trace.delta[2])


def test_a_neuron_that_does_not_exist_is_refused(x):
    with pytest.raises(ValueError, match=r"layer 4 has the neurons 0\.\.1, got j = 2"):
        input_gradient(network(), x, 4, 2)
    with pytest.raises(ValueError, match=r"exists for l = 2\.\.4"):
        linear_product(network(), 5, 0)
    with pytest.raises(ValueError, match="one example"):
        input_gradient(network(), np.zeros((5, 2)), 2, 0)
