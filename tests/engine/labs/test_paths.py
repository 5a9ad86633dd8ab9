import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine import Network, backprop, multiplications, path_count, path_factors, weight_change
from tests.engine.problems import problem, problems

ONE_EXAMPLE = problems(["sigmoid", "tanh", "relu", "linear"], most_examples=1)


def drawn_weight(data, net):
    l = data.draw(st.integers(2, net.L))
    return l, data.draw(st.integers(0, net.sizes[l - 1] - 1)), data.draw(st.integers(0, net.sizes[l - 2] - 1))


def all_products(net, trace, l, j, k):
    """The terms of equation 53, one by one, by |product|; from the network and the trace alone."""
    products = []
    for later in itertools.product(*(range(n) for n in net.sizes[l:])):
        neurons = (j, *later)
        product = trace.a[l - 1][k, 0]
        for i, (p, q) in enumerate(itertools.pairwise(neurons), start=l):
            product *= trace.sigma_prime[i][p, 0] * net.w[i + 1][q, p]
        products.append(product * trace.delta[net.L][neurons[-1], 0])
    return sorted(products, key=abs, reverse=True)


@settings(deadline=None, max_examples=50)
@given(drawn=ONE_EXAMPLE, data=st.data())
def test_the_sum_over_all_paths_is_what_backpropagation_says(drawn, data):
    net, x, y, cost = drawn
    l, j, k = drawn_weight(data, net)
    trace = backprop(net, x, y, cost)
    paths = path_factors(trace, net, l, j, k)
    products = all_products(net, trace, l, j, k)
    assert paths.count == len(products) == path_count(net.sizes, l)
    assert paths.absolute == pytest.approx(sum(map(abs, products)), rel=1e-10, abs=1e-300)
    assert paths.total == pytest.approx(trace.nabla_w[l][j, k], rel=1e-9, abs=1e-12 * paths.absolute)
    assert paths.total == pytest.approx(sum(products), rel=1e-9, abs=1e-12 * paths.absolute)


@settings(deadline=None, max_examples=50)
@given(drawn=ONE_EXAMPLE, data=st.data(), n=st.integers(1, 40))
def test_the_strongest_paths_are_those_of_a_search_through_all(drawn, data, n):
    net, x, y, cost = drawn
    l, j, k = drawn_weight(data, net)
    trace = backprop(net, x, y, cost)
    paths = path_factors(trace, net, l, j, k)
    assume((trace.sigma_prime[net.L] > 0).all())  # through an output with σ' = 0, δ cannot be divided by it
    strongest = paths.strongest(n)
    products = all_products(net, trace, l, j, k)[:n]
    assert len(strongest) == len(products) == len({path.neurons for path in strongest})
    assert [abs(path.product) for path in strongest] == pytest.approx(list(map(abs, products)), rel=1e-9, abs=1e-300)
    for path in strongest:
        assert path.neurons[0] == j
        assert len(path.factors) == net.L - l + 2
        assert math.prod(path.factors) == pytest.approx(path.product, rel=1e-9, abs=1e-250)


def test_the_factors_are_the_book_s_derivatives_of_activations():
    net, x, y = problem((4, 3, 5, 2))
    trace = backprop(net, x, y)
    paths = path_factors(trace, net, 2, 1, 3)
    path = paths.strongest(1)[0]
    j, q, m = path.neurons
    slope = {l: array[:, 0] for l, array in trace.sigma_prime.items()}
    assert path.factors == pytest.approx(
        (x[3, 0] * slope[2][j], net.w[3][q, j] * slope[3][q], net.w[4][m, q] * slope[4][m], (trace.a[4] - y)[m, 0])
    )
    assert paths.edges[3].shape == (5, 3)
    assert paths.end == pytest.approx((trace.a[4] - y)[:, 0])


def test_all_paths_carry_everything_and_the_strongest_a_part():
    net, x, y = problem((4, 3, 5, 2))
    paths = path_factors(backprop(net, x, y), net, 2, 1, 3)
    everything = paths.strongest(1000)
    assert len(everything) == paths.count == 10
    assert paths.share(everything) == pytest.approx(1)
    assert 0.1 < paths.share(everything[:2]) < 1
    assert sum(path.product for path in everything) == pytest.approx(paths.total)


def test_the_strongest_of_ten_to_the_sixteen_paths_come_at_once():
    net, x, y = problem((5, *[100] * 8, 10), seed=2)
    paths = path_factors(backprop(net, x, y), net, 2, 7, 1)
    assert paths.count == 10**15
    strongest = paths.strongest(20)
    strengths = [abs(path.product) for path in strongest]
    assert strengths == sorted(strengths, reverse=True)
    assert len({path.neurons for path in strongest}) == 20


def test_where_an_output_is_saturated_the_sum_stays_exact():
    net = Network({2: np.array([[1.0]])}, {2: np.array([[800.0]])})
    trace = backprop(net, np.ones((1, 1)), np.zeros((1, 1)), "cross_entropy")
    paths = path_factors(trace, net, 2, 0, 0)
    assert trace.sigma_prime[2] == 0
    assert paths.total == paths.strongest(1)[0].product == trace.nabla_w[2][0, 0] == 1


class Counted(float):
    """A number that counts how often it is multiplied."""

    count = 0

    def __mul__(self, other):
        Counted.count += 1
        return Counted(float(self) * float(other))

    def __add__(self, other):
        return Counted(float(self) + float(other))

    __radd__ = __add__


@pytest.mark.parametrize("sizes", [(3, 4), (3, 4, 2), (3, 4, 2, 5), (3, 1, 6, 2, 3)])
def test_multiplications_are_those_that_the_two_ways_make(sizes):
    net, x, y = problem(sizes)
    paths = path_factors(backprop(net, x, y), net, 2, 0, 0)
    by_enumeration, by_recursion = multiplications(sizes, 2)

    Counted.count = 0
    for path in paths.strongest(10**6):
        factors = list(map(Counted, path.factors))
        for factor in factors[1:]:
            factors[0] = factors[0] * factor
    assert Counted.count == by_enumeration

    Counted.count = 0
    rate = [Counted(end) for end in paths.end]
    for i in range(len(sizes), 2, -1):
        neurons = [0] if i == 3 else range(sizes[i - 2])
        rate = [sum(Counted(paths.edges[i][q, p]) * rate[q] for q in range(sizes[i - 1])) for p in neurons]
    total = rate[0] * Counted(paths.start)
    assert Counted.count == by_recursion
    assert total == pytest.approx(paths.total)


def test_the_book_s_network_has_ten_paths_a_weight_and_deep_ones_have_more_than_can_be_walked():
    assert path_count((784, 30, 10), 2) == 10
    assert path_count((784, 30, 10), 3) == 1
    assert path_count((784, *[30] * 20, 10), 2) == 10 * 30**19
    assert multiplications((784, 30, 10), 2) == (20, 11)
    assert multiplications((784, 30, 10), 3) == (1, 1)


@settings(deadline=None, max_examples=50)
@given(drawn=problems(most_examples=1), data=st.data())
def test_a_change_of_a_weight_runs_through_as_the_factors_say(drawn, data):
    net, x, y, cost = drawn
    l, j, k = drawn_weight(data, net)
    dw = 0.3
    change = weight_change(net, x, y, (l, j, k), dw, cost)
    moved = net.copy()
    moved.w[l][j, k] += dw
    before, after = backprop(net, x, y, cost), backprop(moved, x, y, cost)
    for i in range(l, net.L + 1):
        assert change.da[i] == pytest.approx((after.a[i] - before.a[i])[:, 0], rel=1e-6, abs=1e-9)
    assert change.predicted == pytest.approx(before.nabla_w[l][j, k] * dw, rel=1e-9, abs=1e-12)
    paths = path_factors(before, net, l, j, k)
    rates = np.zeros(net.sizes[l - 1])
    rates[j] = paths.start
    for i in range(l, net.L + 1):
        rates = rates if i == l else paths.edges[i] @ rates
        assert change.da_predicted[i] == pytest.approx(rates * dw, rel=1e-9, abs=1e-12)


def test_what_is_no_weight_or_no_single_example_is_refused():
    net, x, y = problem((4, 3, 2))
    trace = backprop(net, x, y)
    for l, j, k in [(1, 0, 0), (4, 0, 0), (2, 3, 0), (2, 0, 4), (2, 0, -1)]:
        with pytest.raises(ValueError, match="layer"):
            path_factors(trace, net, l, j, k)
    with pytest.raises(ValueError, match="one example"):
        path_factors(backprop(net, np.hstack([x, x]), np.hstack([y, y])), net, 2, 0, 0)
    with pytest.raises(ValueError, match="one example"):
        path_factors(backprop(*problem((4, 6, 2))), net, 2, 0, 0)
    with pytest.raises(ValueError, match="one example"):
        weight_change(net, np.hstack([x, x]), np.hstack([y, y]), (2, 0, 0), 1.0)
    with pytest.raises(ValueError, match="n must be a whole number from 1, got 0"):
        path_factors(trace, net, 2, 0, 0).strongest(0)
