import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import COSTS, Network, backprop, bp1, bp2, bp3, bp4, forward
from engine.backprop import backpropagate, feed_forward, gradient, output_error
from engine.layers import ParameterVector
from tests.engine import book
from tests.engine.problems import SMOOTH, problem

ARCHITECTURES = st.lists(st.integers(1, 6), min_size=2, max_size=5).map(tuple)


def test_a_2_2_1_network_worked_by_hand():
    net = Network(
        w={2: np.array([[0.5, -1.0], [2.0, 0.0]]), 3: np.array([[1.0, -2.0]])},
        b={2: np.array([[0.0], [-1.0]]), 3: np.array([[0.5]])},
        activation="linear",
    )
    trace = backprop(net, np.array([[2.0], [1.0]]), np.array([[-6.0]]))
    # z^2 = (0.5*2 - 1*1, 2*2 - 1) = (0, 3); z^3 = 1*0 - 2*3 + 0.5 = -5.5; a - y = 0.5
    assert trace.z[2].tolist() == [[0], [3]]
    assert trace.a[3].tolist() == [[-5.5]]
    assert trace.delta[3].tolist() == [[0.5]]
    assert trace.delta[2].tolist() == [[0.5], [-1.0]]  # w^T delta = (1, -2) * 0.5
    assert trace.nabla_w[3].tolist() == [[0, 1.5]]  # delta a^2
    assert trace.nabla_w[2].tolist() == [[1, 0.5], [-2, -1]]  # delta^2 x^T
    assert trace.nabla_b[2].tolist() == [[0.5], [-1.0]]


@given(
    sizes=ARCHITECTURES,
    m=st.integers(1, 4),
    seed=st.integers(0, 10_000),
    activation=st.sampled_from(SMOOTH),
    cost=st.sampled_from(list(COSTS)),
)
def test_the_gradient_is_the_slope_of_the_cost_in_every_weight_and_bias(sizes, m, seed, activation, cost):
    net, x, y = problem(sizes, m, seed, activation, COSTS[cost].output)
    analytic = backprop(net, x, y, cost).gradient

    def value(parameters):
        trace = forward(Network.of(parameters, net.sizes, net.activation, net.output_activation), x)
        return COSTS[cost].value(trace.z[net.L], trace.a[net.L], y).mean()

    epsilon = 1e-5
    steps = epsilon * np.eye(net.parameters.size)
    numeric = [(value(net.parameters + step) - value(net.parameters - step)) / (2 * epsilon) for step in steps]
    assert analytic == pytest.approx(np.array(numeric), rel=1e-4, abs=1e-7 * max(1, np.abs(analytic).max()))


def test_relu_has_the_slope_of_the_cost_away_from_its_kink():
    net, x, y = problem((4, 5, 3), 2, 3, "relu")
    trace = backprop(net, x, y)
    assert min(np.abs(z).min() for z in trace.z.values()) > 1e-3
    epsilon = 1e-6
    shifted = net.copy()
    shifted.w[2][1, 2] += epsilon
    change = 0.5 * ((shifted.feedforward(x) - y) ** 2).sum() / 2 - 0.5 * ((net.feedforward(x) - y) ** 2).sum() / 2
    assert trace.nabla_w[2][1, 2] == pytest.approx(change / epsilon, rel=1e-4)


def test_it_agrees_with_the_book_s_loop_to_the_last_digits():
    net, x, y = problem((20, 7, 5, 3), 4, 0)
    trace = backprop(net, x, y)
    singles = [book.gradient(list(net.w.values()), list(net.b.values()), x[:, [i]], y[:, [i]]) for i in range(4)]
    for i, l in enumerate(net.w):
        assert trace.nabla_w[l] == pytest.approx(sum(s[0][i] for s in singles) / 4, rel=1e-12, abs=1e-16)
        assert trace.nabla_b[l] == pytest.approx(sum(s[1][i] for s in singles) / 4, rel=1e-12, abs=1e-16)


def test_delta_keeps_one_column_per_example():
    net, x, y = problem((6, 5, 4, 3), 3, 1)
    together = backprop(net, x, y)
    for i in range(3):
        alone = backprop(net, x[:, [i]], y[:, [i]])
        for l in (2, 3, 4):
            assert together.delta[l][:, [i]] == pytest.approx(alone.delta[l], rel=1e-12)


def test_the_four_equations_make_up_the_pass():
    net, x, y = problem((6, 5, 3), 4, 2)
    trace = backprop(net, x, y)
    delta_3 = bp1(trace.a[3] - y, trace.sigma_prime[3])
    delta_2 = bp2(net.w[3], delta_3, trace.sigma_prime[2])
    assert (trace.delta[3] == delta_3).all()
    assert (trace.delta[2] == delta_2).all()
    assert trace.nabla_b[2] == pytest.approx(bp3(delta_2) / 4)
    assert trace.nabla_w[2] == pytest.approx(bp4(delta_2, x) / 4)


def test_the_steps_of_the_algorithm_one_after_the_other_are_the_pass():
    net, x, y = problem((6, 5, 4, 3), 4, 2)
    whole = backprop(net, x, y)
    z, a, sigma_prime = feed_forward(net, x)
    delta = backpropagate(net, output_error(net, y, COSTS["quadratic"], a, sigma_prime), sigma_prime)
    nabla_b, nabla_w = gradient(delta, a, 1 / 4)
    found = {"z": z, "a": a, "sigma_prime": sigma_prime, "delta": delta, "nabla_b": nabla_b, "nabla_w": nabla_w}
    for name, arrays in found.items():
        assert arrays.keys() == getattr(whole, name).keys()
        assert all((array == getattr(whole, name)[l]).all() for l, array in arrays.items())


def test_the_gradient_as_one_vector_lies_as_the_parameters_do():
    net, x, y = problem((6, 5, 3), 4, 2)
    trace = backprop(net, x, y)
    laid = ParameterVector(trace.gradient, net.sizes)
    assert all((laid.w[l] == trace.nabla_w[l]).all() and (laid.b[l] == trace.nabla_b[l]).all() for l in net.w)


def test_what_an_example_counts_is_a_factor_of_the_sums():
    net, x, y = problem((6, 5, 3), 4, 2)
    trace = backprop(net, x, y)
    nabla_b, nabla_w = gradient(trace.delta, trace.a, 3 / 4)
    for l in net.w:
        assert nabla_b[l] == pytest.approx(3 * trace.nabla_b[l])
        assert nabla_w[l] == pytest.approx(3 * trace.nabla_w[l])


@pytest.mark.parametrize("step", [feed_forward, output_error, backpropagate, gradient])
def test_each_step_of_the_algorithm_is_a_public_function_that_fits_beside_its_equation(step):
    assert not step.__name__.startswith("_")
    assert len(inspect.getsource(step).splitlines()) <= 12


def test_backprop_changes_neither_the_network_nor_its_input():
    net, x, y = problem((6, 5, 3), 4, 2)
    before = net.parameters.copy(), x.copy(), y.copy()
    backprop(net, x, y, "cross_entropy")
    for now, then in zip((net.parameters, x, y), before, strict=True):
        assert (now == then).all()


def test_numbers_have_the_network_s_precision():
    for dtype in (np.float32, np.float64):
        net = Network.random((6, 5, 3), dtype=dtype)
        trace = backprop(net, np.ones((6, 2)), np.ones((3, 2)))
        assert {array.dtype for array in (trace.a[1], trace.delta[2], trace.gradient)} == {np.dtype(dtype)}


def test_desired_outputs_of_another_shape_are_refused():
    net, x, _ = problem((6, 5, 3), 4, 2)
    with pytest.raises(ValueError, match=r"y must have shape \(3, 4\), one column an example, got \(3, 1\)"):
        backprop(net, x, np.ones((3, 1)))


def test_a_forward_pass_alone_has_no_errors_to_show():
    net, x, _ = problem((6, 5, 3), 4, 2)
    assert not hasattr(forward(net, x), "delta")


def test_a_network_without_hidden_layers_works():
    net, x, y = problem((6, 3), 4, 2)
    assert list(backprop(net, x, y).delta) == [2]
