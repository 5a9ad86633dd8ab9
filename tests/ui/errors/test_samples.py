"""δ of many examples is the mean, or the series, of the engine's δ of each."""

import numpy as np
import pytest

from engine import Dataset, Network, backprop, load_mnist
from ui.errors import samples


@pytest.fixture(scope="module")
def net():
    return Network.random((784, 12, 5, 10), seed=3, dtype=float)


@pytest.fixture(scope="module")
def example():
    test = load_mnist().test
    return test.images[:, [0]].astype(float), test.targets[:, [0]].astype(float)


def test_means_by_class_are_those_of_a_loop_over_the_examples(net, monkeypatch):
    monkeypatch.setattr(samples, "CHUNK", 30)
    sample = load_mnist().test[:100]
    found = samples.by_class(net, sample, "quadratic")
    trace = backprop(net, sample.images.astype(float), sample.targets.astype(float))
    for l in (2, 3, 4):
        for digit in range(10):
            mine = trace.delta[l][:, sample.labels == digit]
            np.testing.assert_allclose(found.mean[l][:, digit], mine.mean(axis=1), rtol=1e-9, atol=1e-18)
            np.testing.assert_allclose(found.size[l][:, digit], np.abs(mine).mean(axis=1), rtol=1e-9)
        assert found.saturated[l] == pytest.approx((trace.sigma_prime[l] < 0.01).mean())
    assert found.examples == 100


def test_a_digit_that_is_missing_in_a_set_has_means_of_zero(net):
    found = samples.by_class(net, Dataset.of(np.ones((2, 784)), np.array([3, 3])), "quadratic")
    assert (found.size[2][:, 4] == 0).all()
    assert found.size[4][:, 3].all()


def test_over_time_each_column_is_the_delta_of_its_network(net, example):
    networks = [Network.random(net.sizes, seed=seed) for seed in range(3)]
    found = samples.over_time(networks, *example, "quadratic")
    for column, network in enumerate(networks):
        trace = backprop(network.copy(dtype=float), *example)
        assert all((found[l][:, [column]] == trace.delta[l]).all() for l in found)


def test_moments_are_few_and_keep_the_first_and_the_last():
    assert samples.moments(3) == [0, 1, 2]
    assert len(samples.moments(500)) == samples.MOMENTS
    assert (samples.moments(500)[0], samples.moments(500)[-1]) == (0, 499)


def test_the_same_number_draws_the_same_mini_batch():
    first, again, other = (samples.batch_indices(number, 10, 50_000) for number in (1, 1, 2))
    assert (first == again).all()
    assert (first != other).any()
    assert len(set(first)) == 10
