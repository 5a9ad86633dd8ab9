"""Where the δ of a neuron came from, and what it does next: the engine's numbers."""

import re

import numpy as np
import pytest

from engine import COSTS, Network, backprop, load_mnist
from ui.canvas import blocks
from ui.errors import neuron
from ui.text.numbers import number
from ui.text.words import load

WORDS = load("en", "errors")
L = 4


@pytest.fixture(scope="module")
def net():
    return Network.random((784, 12, 5, 10), seed=3, dtype=float)


@pytest.fixture(scope="module")
def example():
    test = load_mnist().test
    return test.images[:, [0]].astype(float), test.targets[:, [0]].astype(float)


@pytest.fixture(scope="module")
def trace(net, example):
    return backprop(net, *example)


@pytest.mark.parametrize("l", [2, 3])
def test_the_terms_of_a_hidden_neuron_add_up_to_its_delta(net, trace, example, l):
    known = neuron.neuron_at(net, trace, example[1], "quadratic", l, 4)
    products = [term.product for term in known.terms]
    assert sorted(products, key=abs, reverse=True) == products
    assert sorted(term.k for term in known.terms) == list(range(net.sizes[l]))
    assert all(term.product == net.w[l + 1][term.k, 4] * trace.delta[l + 1][term.k, 0] for term in known.terms)
    assert known.nabla_a == pytest.approx(sum(products), rel=1e-12)
    assert known.nabla_a * known.sigma_prime == pytest.approx(known.delta, rel=1e-12)
    assert known.delta == trace.delta[l][4, 0]


def test_a_network_of_one_neuron_a_layer_worked_by_hand():
    net = Network(w={2: [[1.0]], 3: [[2.0]]}, b={2: [[0.0]], 3: [[-1.0]]})
    y = np.array([[0.0]])
    trace = backprop(net, np.array([[0.0]]), y)
    output = neuron.neuron_at(net, trace, y, "quadratic", 3, 0)
    assert (output.z, output.a, output.sigma_prime, output.nabla_a, output.delta) == (0, 0.5, 0.25, 0.5, 0.125)
    hidden = neuron.neuron_at(net, trace, y, "quadratic", 2, 0)
    assert hidden.terms == ((0, 2.0, 0.125, 0.25),)
    assert (hidden.nabla_a, hidden.sigma_prime, hidden.delta) == (0.25, 0.25, 0.0625)


@pytest.mark.parametrize("cost", COSTS)
def test_the_delta_of_an_output_neuron_comes_from_the_cost(net, example, cost):
    trace = backprop(net, *example, cost)
    known = neuron.neuron_at(net, trace, example[1], cost, L, 7)
    assert (known.y, known.terms) == (1, ())
    assert known.delta == trace.delta[L][7, 0]
    if cost == "cross_entropy":
        assert known.nabla_a is None
        assert known.delta == known.a - known.y
    else:
        assert known.delta == pytest.approx((known.a - known.y) * known.sigma_prime)


@pytest.mark.parametrize(("l", "shape"), [(2, (1, 28, 28)), (3, (12, 1, 1)), (4, (5, 1, 1))])
def test_the_gradient_of_a_neuron_is_a_picture_or_a_strip(net, trace, example, l, shape):
    block = neuron.gradient_block(trace, neuron.neuron_at(net, trace, example[1], "quadratic", l, 1), WORDS)
    assert block.values.shape == shape
    assert (block.values.ravel() == trace.nabla_w[l][1]).all()


def test_the_table_shows_the_largest_terms_the_rest_and_their_sum(net, trace, example):
    known = neuron.neuron_at(net, trace, example[1], "quadratic", 3, 0)
    cells = re.findall(
        r"<tr><th scope='row'>(.*?)</th><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>", neuron.table(known, WORDS)
    )
    first, rest, total = known.terms[0], cells[-2], cells[-1]
    assert cells[0] == (str(first.k), *(number(value, sign=True) for value in first[1:]))
    assert rest[0] == "4 others"
    assert total[3] == number(known.nabla_a, sign=True)


def test_the_bar_of_a_term_goes_to_the_side_of_its_sign(net, trace, example):
    known = neuron.neuron_at(net, trace, example[1], "quadratic", 3, 0)
    signs = re.findall("<i class='(plus|minus)'", neuron.table(known, WORDS))
    shown = known.terms[: neuron.MOST_TERMS]
    assert signs[: len(shown)] == ["plus" if term.product >= 0 else "minus" for term in shown]
    assert {*signs} == {"plus", "minus"}


def test_a_click_on_a_term_is_a_click_on_the_neuron_that_it_comes_from(net, trace, example):
    known = neuron.neuron_at(net, trace, example[1], "quadratic", 3, 0)
    block = neuron.terms_block(known, WORDS)
    k = known.terms[0].k
    assert blocks.read_click({"block": 0, "i": k, "r": 0, "c": 0}, [block]).i == k
    assert block.values[0, 0, 0] == known.terms[0].product
