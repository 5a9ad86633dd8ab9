"""Why learning is slow: what is said was measured."""

import re

import numpy as np
import pytest

from engine import TrainingConfig, backprop, load_mnist
from ui.errors import slowness, stories
from ui.text.words import load

WORDS = load("en", "errors")


@pytest.fixture(scope="module")
def splits():
    return load_mnist()


def test_the_size_of_delta_is_the_engine_s(splits):
    net, sample = TrainingConfig().network(float), slowness.sample_of(splits)
    trace = backprop(net, sample.images.astype(float), sample.targets.astype(float))
    for l, found in slowness.measure(net, sample, "quadratic").items():
        size = np.abs(trace.delta[l])
        assert found == pytest.approx((size.mean(), np.median(size), (trace.sigma_prime[l] < 0.01).mean()))


def test_both_starts_have_the_same_architecture_and_the_same_random_numbers():
    found = slowness.starts(TrainingConfig(sizes=(784, 30, 20, 10), seed=5))
    np.testing.assert_allclose(found["gaussian"].w[3] / np.sqrt(30), found["scaled"].w[3])


def test_with_n_0_1_saturation_hides_the_decay_and_the_page_says_so(splits):
    sample = slowness.sample_of(splits)
    measured = {name: slowness.measure(net, sample, "quadratic") for name, net in slowness.starts(stories.DEEP).items()}
    assert slowness.fall(measured["scaled"], "mean") > 10 * slowness.fall(measured["gaussian"], "mean")
    assert measured["gaussian"][2].saturated > 0.5
    assert measured["scaled"][2].saturated < 0.01
    assert "saturation hides the decay" in slowness.finding(measured, WORDS)


def test_a_growing_delta_is_said_to_grow_and_no_hidden_layer_has_nothing_to_compare():
    grows = {2: slowness.DeltaStatistics(2.0, 2.0, 0.0), 3: slowness.DeltaStatistics(1.0, 1.0, 0.0)}
    assert "2.0 times larger with scaled" in slowness.finding({"gaussian": grows, "scaled": grows}, WORDS)
    alone = {2: slowness.DeltaStatistics(1.0, 1.0, 0.0)}
    assert slowness.finding({"gaussian": alone, "scaled": alone}, WORDS) == WORDS["slow.shallow"]


def test_the_table_begins_with_the_output_layer_as_backpropagation_does():
    layers = {2: slowness.DeltaStatistics(0.01, 0.001, 0.5), 3: slowness.DeltaStatistics(0.1, 0.05, 0.0)}
    html = slowness.layer_table({"gaussian": layers}, WORDS)
    assert re.findall("<th scope='row'>(.*?)</th>", html) == ["3", "2"]
    assert re.findall("<td>(.*?)</td>", html) == ["0.1000", "0.05000", "0.0%", "0.01000", "0.001000", "50.0%"]
