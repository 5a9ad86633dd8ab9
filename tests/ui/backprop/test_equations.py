"""The filled-in equations add up as they stand, and their results are those of plain NumPy."""

import math

import numpy as np
import pytest

from engine import Network, backprop
from tests.engine import book
from tests.ui.backprop.examples import NETWORKS, example, value_of
from ui.backprop import equations, proofs

OTHERS = "{count} others"


def holds(filled):
    """The calculation as it is written gives the result as it is written."""
    if not filled.numbers:
        return True
    calculated = equations.rounded(value_of(" ".join(filled.numbers)))
    return math.isclose(calculated, value_of(equations.written(filled.result)), rel_tol=1e-9)


def all_equations(seen, column, neurons=(0, 3, 9)):
    """Every kind of equation of the page for a few neurons of each layer."""
    net, trace = seen.net, seen.trace
    for l in range(2, net.L + 1):
        for j in {min(j, net.sizes[l - 1] - 1) for j in neurons} | {seen.path[l]}:
            yield equations.weighted_input(net, trace, l, j, column, OTHERS)
            yield equations.activation(net, trace, l, j, column)
            yield equations.bias_gradient(trace, l, j, OTHERS)
            yield equations.weight_gradient(trace, l, j, seen.path[l - 1], OTHERS)
            if l == net.L:
                yield equations.output_error(net, trace, seen.y, j, column, seen.cost)
            else:
                yield equations.hidden_error(net, trace, l, j, column, OTHERS)


@pytest.mark.parametrize("m", [1, 10])
@pytest.mark.parametrize("name", NETWORKS)
def test_every_equation_adds_up_as_it_is_written(name, m):
    make, cost = NETWORKS[name]
    seen = example(make(), m, cost=cost)
    for column in {0, m - 1}:
        for filled in all_equations(seen, column):
            assert holds(filled), filled.latex


def test_the_results_are_those_of_the_book_s_loop_in_float64():
    net, _ = NETWORKS["book"]
    net = net()
    seen = example(net)
    x, y = seen.trace.a[1], seen.y
    nabla_w, nabla_b = book.gradient(list(net.w.values()), list(net.b.values()), x, y)
    z2 = net.w[2] @ x + net.b[2]
    for j in (0, 10, 29):
        assert equations.weighted_input(net, seen.trace, 2, j, 0, OTHERS).result == pytest.approx(z2[j, 0], rel=1e-12)
        assert equations.activation(net, seen.trace, 2, j, 0).result == pytest.approx(book.sigmoid(z2[j, 0]), rel=1e-12)
        hidden = equations.hidden_error(net, seen.trace, 2, j, 0, OTHERS).result
        assert hidden == pytest.approx(nabla_b[0][j, 0], rel=1e-6)  # σ(1 − σ) cancels in the book's loop
        assert equations.bias_gradient(seen.trace, 2, j, OTHERS).result == hidden
        weight = equations.weight_gradient(seen.trace, 2, j, seen.path[1], OTHERS).result
        assert weight == pytest.approx(nabla_w[0][j, seen.path[1]], rel=1e-6)
    for j in range(10):
        error = equations.output_error(net, seen.trace, y, j, 0, "quadratic").result
        assert error == pytest.approx(nabla_b[1][j, 0], rel=1e-6)


def test_a_two_two_one_network_worked_by_hand():
    net = Network(
        {2: np.array([[1.0, -1.0], [2.0, 0.5]]), 3: np.array([[3.0, -2.0]])},
        {2: np.zeros((2, 1)), 3: np.ones((1, 1))},
        "linear",
    )
    x, y = np.array([[1.0], [2.0]]), np.array([[0.5]])
    trace = backprop(net, x, y)
    # z² = (1 − 2, 2 + 1) = (−1, 3); z³ = −3 − 6 + 1 = −8; δ³ = −8 − 0.5 = −8.5; δ² = (−25.5, 17)
    assert equations.weighted_input(net, trace, 2, 1, 0, OTHERS).numbers == (
        r"2.000\cdot1.000 + 0.5000\cdot2.000",
        r"&\quad + \underbrace{0}_{b^{2}_{1}}",
    )
    assert equations.output_error(net, trace, y, 0, 0, "quadratic").result == -8.5
    assert [equations.hidden_error(net, trace, 2, j, 0, OTHERS).result for j in (0, 1)] == [-25.5, 17]
    assert equations.weight_gradient(trace, 2, 1, 1, OTHERS).result == 34


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.034567, "0.03457"),
        (-1.5, "-1.500"),
        (123.456, "123.5"),
        (9999.9, r"1.000\cdot10^{4}"),
        (0.00012345, "0.0001234"),
        (-0.000012345, r"-1.234\cdot10^{-5}"),
        (math.inf, r"\infty"),
        (-math.inf, r"-\infty"),
    ],
)
def test_numbers_have_four_significant_digits(value, text):
    assert equations.written(value) == text


@pytest.mark.parametrize("name", NETWORKS)
def test_each_line_of_the_proofs_of_bp1_and_bp2_comes_to_the_error(name):
    make, cost = NETWORKS[name]
    seen = example(make(), cost=cost)
    lines = proofs.bp1(seen, OTHERS)
    assert [line.number for line in lines] == ["36", "37", "38", "39"]
    assert {line.filled.result for line in lines} == {float(seen.trace.delta[seen.net.L][3, 0])}
    assert all(holds(line.filled) for line in lines)
    for l in range(2, seen.net.L):
        lines = proofs.bp2(seen, l, OTHERS)
        assert [line.number for line in lines] == ["40", "41", "42", "43", "44", "45"]
        errors = {line.filled.result for line in lines if line.filled.head.startswith(r"\delta")}
        assert errors == {float(seen.trace.delta[l][seen.path[l], 0])}
        assert all(holds(line.filled) for line in lines), [line.filled.latex for line in lines]


def test_a_saturated_output_neuron_of_the_cross_entropy_is_no_error():
    net = Network({2: np.full((10, 784), 1e3)}, {2: np.zeros((10, 1))})
    seen = example(net, cost="cross_entropy")
    assert all(line.filled.latex for line in proofs.bp1(seen, OTHERS))
