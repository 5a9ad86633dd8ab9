"""What the page Errors shows equals what the engine computes."""

import re
import tomllib

import numpy as np
import pytest

from engine import COSTS, Dataset, Network, backprop, load_mnist
from tests.paths import ROOT
from ui import errors, maps
from ui.numbers import number
from ui.words import load

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


def test_the_output_layer_is_on_top_and_every_delta_and_sigma_prime_is_the_engine_s(net, trace):
    blocks, layers = errors.one(net, trace, "common", WORDS, (2, 7))
    assert layers == [4, 4, 3, 3, 2, 2]
    for l, delta, prime in zip((4, 3, 2), blocks[::2], blocks[1::2], strict=True):
        assert (delta.values[:, 0, 0] == trace.delta[l][:, 0]).all()
        assert (prime.values[:, 0, 0] == trace.sigma_prime[l][:, 0]).all()
        assert list(prime.marked) == np.flatnonzero(trace.sigma_prime[l][:, 0] < 0.01).tolist()
    assert [block.selected for block in blocks] == [None] * 4 + [7, 7]


def test_a_scale_is_common_or_of_each_layer_or_logarithmic():
    deltas = {3: np.array([[0.4]]), 2: np.array([[-0.003]])}
    assert errors.scales(deltas, "common") == {3: (0.5, 0), 2: (0.5, 0)}
    assert errors.scales(deltas, "layer") == {3: (0.5, 0), 2: (0.005, 0)}
    assert errors.scales(deltas, "log") == {3: (0.5, 6), 2: (0.5, 6)}


@pytest.mark.parametrize(("choice", "said"), [("common", "±0.5"), ("layer", "cannot"), ("log", "5·10⁻⁷")])
def test_the_figure_says_its_scale(choice, said):
    scales = errors.scales({2: np.array([[0.5]])}, choice)
    assert said in errors.scale_sentence(scales, choice, WORDS)


@pytest.mark.parametrize("l", [2, 3])
def test_the_terms_of_a_hidden_neuron_add_up_to_its_delta(net, trace, example, l):
    known = errors.neuron(net, trace, example[1], "quadratic", l, 4)
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
    output = errors.neuron(net, trace, y, "quadratic", 3, 0)
    assert (output.z, output.a, output.sigma_prime, output.nabla_a, output.delta) == (0, 0.5, 0.25, 0.5, 0.125)
    hidden = errors.neuron(net, trace, y, "quadratic", 2, 0)
    assert hidden.terms == ((0, 2.0, 0.125, 0.25),)
    assert (hidden.nabla_a, hidden.sigma_prime, hidden.delta) == (0.25, 0.25, 0.0625)


@pytest.mark.parametrize("cost", COSTS)
def test_the_delta_of_an_output_neuron_comes_from_the_cost(net, example, cost):
    trace = backprop(net, *example, cost)
    known = errors.neuron(net, trace, example[1], cost, L, 7)
    assert (known.y, known.terms) == (1, ())
    assert known.delta == trace.delta[L][7, 0]
    if cost == "cross_entropy":
        assert known.nabla_a is None
        assert known.delta == known.a - known.y
    else:
        assert known.delta == pytest.approx((known.a - known.y) * known.sigma_prime)


@pytest.mark.parametrize(("l", "shape"), [(2, (1, 28, 28)), (3, (12, 1, 1)), (4, (5, 1, 1))])
def test_the_gradient_of_a_neuron_is_a_picture_or_a_strip(net, trace, example, l, shape):
    block = errors.gradient_block(trace, errors.neuron(net, trace, example[1], "quadratic", l, 1), WORDS)
    assert block.values.shape == shape
    assert (block.values.ravel() == trace.nabla_w[l][1]).all()


def test_the_table_shows_the_largest_terms_the_rest_and_their_sum(net, trace, example):
    known = errors.neuron(net, trace, example[1], "quadratic", 3, 0)
    cells = re.findall(
        r"<tr><th scope='row'>(.*?)</th><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>", errors.table(known, WORDS)
    )
    first, rest, total = known.terms[0], cells[-2], cells[-1]
    assert cells[0] == (str(first.k), *(number(value, sign=True) for value in first[1:]))
    assert rest[0] == "4 others"
    assert total[3] == number(known.nabla_a, sign=True)


def test_a_click_on_a_term_is_a_click_on_the_neuron_that_it_comes_from(net, trace, example):
    known = errors.neuron(net, trace, example[1], "quadratic", 3, 0)
    block = errors.terms_block(known, WORDS)
    k = known.terms[0].k
    assert maps.picked({"block": 0, "i": k, "r": 0, "c": 0}, [block]).i == k
    assert block.values[0, 0, 0] == known.terms[0].product


def test_means_by_class_are_those_of_a_loop_over_the_examples(net, monkeypatch):
    monkeypatch.setattr(errors, "CHUNK", 30)
    sample = load_mnist().test[:100]
    found = errors.by_class(net, sample, "quadratic")
    trace = backprop(net, sample.images.astype(float), sample.targets.astype(float))
    for l in (2, 3, 4):
        for digit in range(10):
            mine = trace.delta[l][:, sample.labels == digit]
            np.testing.assert_allclose(found.mean[l][:, digit], mine.mean(axis=1), rtol=1e-9, atol=1e-18)
            np.testing.assert_allclose(found.size[l][:, digit], np.abs(mine).mean(axis=1), rtol=1e-9)
        assert found.saturated[l] == pytest.approx((trace.sigma_prime[l] < 0.01).mean())
    assert found.examples == 100


def test_a_digit_that_is_missing_in_a_set_has_means_of_zero(net):
    found = errors.by_class(net, Dataset.of(np.ones((2, 784)), np.array([3, 3])), "quadratic")
    assert (found.size[2][:, 4] == 0).all()
    assert found.size[4][:, 3].all()


def test_over_time_each_column_is_the_delta_of_its_network(net, example):
    networks = [Network.random(net.sizes, seed=seed) for seed in range(3)]
    found = errors.over_time(networks, *example, "quadratic")
    for column, network in enumerate(networks):
        trace = backprop(network.copy(dtype=float), *example)
        assert all((found[l][:, [column]] == trace.delta[l]).all() for l in found)


def test_moments_are_few_and_keep_the_first_and_the_last():
    assert errors.moments(3) == [0, 1, 2]
    assert len(errors.moments(500)) == errors.MOMENTS
    assert (errors.moments(500)[0], errors.moments(500)[-1]) == (0, 499)


def test_the_same_number_draws_the_same_mini_batch():
    first, again, other = (errors.batch_indices(number, 10, 50_000) for number in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()
    assert len(set(first)) == 10


def test_images_side_by_side_are_in_the_order_of_the_columns():
    images = load_mnist().test.images[:, :3]
    row = errors.strip(images, "alt").values[0]
    assert (row[:, 28:56] == images[:, 1].reshape(28, 28)).all()


def test_the_bars_have_the_colours_of_the_theme():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    for name, colour in (("blueColor", errors.BLUE), ("orangeColor", errors.ORANGE)):
        assert colour == f"light-dark({theme['light'][name]}, {theme['dark'][name]})"


def test_relu_neurons_are_off_not_saturated(example):
    net = Network.random((784, 12, 10), seed=3, activation="relu", output_activation="sigmoid", dtype=float)
    trace = backprop(net, *example)
    blocks, _ = errors.one(net, trace, "log", WORDS, None)
    assert "saturated" in blocks[1].label
    assert "off" in blocks[3].label
