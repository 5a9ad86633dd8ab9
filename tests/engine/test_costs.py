import numpy as np
import pytest

from engine import ACTIVATIONS, COSTS, Network, backprop
from engine.backprop import bp1
from engine.costs import cost_named

rng = np.random.default_rng(0)
Z, Y = rng.normal(0, 2, (4, 7)), np.eye(4)[rng.integers(0, 4, 7)].T


def sigmoid(z):
    return ACTIVATIONS["sigmoid"](z)[0]


@pytest.mark.parametrize("cost", COSTS.values(), ids=COSTS)
def test_the_gradient_is_the_slope_of_the_value_in_each_output_activation(cost):
    a, epsilon = sigmoid(Z), 1e-6
    gradient = cost.nabla_a(a, Y)

    def value(a):
        return cost.value(np.log(a / (1 - a)), a, Y)

    for j in range(4):
        step = epsilon * np.eye(4)[:, [j]]
        assert gradient[j] == pytest.approx((value(a + step) - value(a - step)) / (2 * epsilon), rel=1e-5)


def test_the_quadratic_cost_is_half_the_squared_distance():
    assert COSTS["quadratic"].value(Z, sigmoid(Z), Y) == pytest.approx(
        0.5 * np.linalg.norm(Y - sigmoid(Z), axis=0) ** 2
    )


def test_the_cross_entropy_is_the_book_s_formula():
    a = sigmoid(Z)
    formula = -(Y * np.log(a) + (1 - Y) * np.log(1 - a)).sum(axis=0)
    assert COSTS["cross_entropy"].value(Z, a, Y) == pytest.approx(formula)


def test_the_cross_entropy_stays_finite_and_exact_where_outputs_are_saturated_and_wrong():
    z, y = np.array([[1e4], [-1e4]], np.float32), np.array([[0], [1]], np.float32)
    assert COSTS["cross_entropy"].value(z, sigmoid(z.astype(float)), y) == pytest.approx(2e4)


def test_for_sigmoid_outputs_and_cross_entropy_bp1_is_a_minus_y():
    cost = COSTS["cross_entropy"]
    a = sigmoid(Z)
    by_bp1 = bp1(cost.nabla_a(a, Y), ACTIVATIONS["sigmoid"](Z)[1])
    assert cost.output_error(a, Y) == pytest.approx(by_bp1, rel=1e-12)


def test_the_gradient_of_the_cross_entropy_is_infinite_only_where_an_output_is_exactly_wrong():
    a, y = np.array([[0.0], [1.0], [1.0]]), np.array([[0.0], [1.0], [0.0]])
    assert COSTS["cross_entropy"].nabla_a(a, y).ravel().tolist() == [0, 0, np.inf]


@pytest.mark.parametrize("activation", ["tanh", "relu", "linear"])
def test_cross_entropy_refuses_outputs_that_are_no_probabilities_and_names_the_remedy(activation):
    net = Network.random((3, 2), activation=activation)
    with pytest.raises(
        ValueError, match=f"needs sigmoid output neurons, got '{activation}'.*output_activation='sigmoid'"
    ):
        backprop(net, np.ones((3, 1)), np.ones((2, 1)), "cross_entropy")


def test_an_unknown_cost_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="'hinge'; choose one of quadratic, cross_entropy"):
        cost_named("hinge")
