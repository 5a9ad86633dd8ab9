"""What the page Errors shows equals what the engine computes."""

import numpy as np
import pytest

from engine import Dataset, Network, backprop, load_mnist
from ui.errors import deltas as errors
from ui.text.words import load

WORDS = load("en", "errors")


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


@pytest.mark.parametrize(("activation", "said"), [("tanh", "saturated"), ("relu", "off"), ("linear", "1 for all 12")])
def test_flat_neurons_are_named_after_their_activation(example, activation, said):
    net = Network.random((784, 12, 10), seed=3, activation=activation, output_activation="sigmoid", dtype=float)
    trace = backprop(net, *example)
    blocks, _ = errors.one(net, trace, "log", WORDS, None)
    assert "saturated" in blocks[1].label
    assert said in blocks[3].label
