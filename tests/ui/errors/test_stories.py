"""The stories: what is said was measured."""

import re
from dataclasses import replace

import numpy as np
import pytest

from engine import backprop, load_mnist
from ui.errors import slowness, stories
from ui.text.numbers import ratio
from ui.text.words import LANGUAGES, load

WORDS = load("en", "errors")


@pytest.fixture(scope="module")
def splits():
    return load_mnist()


@pytest.fixture(scope="module")
def told(splits):
    return {name: stories.tell(name, splits, WORDS) for name in stories.STORIES}


def test_the_story_of_saturated_outputs_tells_what_the_network_does(splits, told):
    text = told["saturated"].text
    digits = [int(digit) for digit in re.search(r"output neurons of ([\d, ]+) say no", text)[1].split(",")]
    net, sample = stories.trained(stories.SATURATING, splits), slowness.sample_of(splits)
    trace = backprop(net, sample.images.astype(float), sample.targets.astype(float))
    for j in digits:
        mine = sample.labels == j
        assert trace.a[3][j, mine].mean() < 0.1
        assert np.abs(trace.delta[3][j, mine]).mean() < 1e-3
    nabla, delta, _ = told["saturated"].figure.panels[0].lines
    assert all(nabla.y[j] > 0.9 for j in digits)
    assert all(delta.y[j] < 1e-3 for j in digits)
    others = [size for j, size in enumerate(delta.y) if j not in digits]
    assert f"about {ratio(np.median(others) / max(delta.y[j] for j in digits))} times less" in text


def test_the_story_of_the_costs_ends_with_a_mistake_mended_by_one_of_them(told):
    quadratic, entropy = told["costs"].figure.panels[0].lines
    assert quadratic.y[0] == entropy.y[0] < 1e-3
    assert entropy.y[-1] > 0.9
    assert quadratic.y[-1] < 0.5


def test_the_means_are_of_each_output_neuron_at_its_own_digit(splits):
    net, sample = stories.DEEP.network(float), slowness.sample_of(splits)
    trace = backprop(net, sample.images.astype(float), sample.targets.astype(float))
    found = stories.output_means(net, sample)
    for j in (0, 9):
        own = sample.labels == j
        assert found.a[j] == pytest.approx(trace.a[6][j, own].mean())
        assert found.nabla_a[j] == pytest.approx(trace.a[6][j, own].mean() - 1)
        assert found.delta[j] == pytest.approx(trace.delta[6][j, own].mean())
    assert found.accuracy == net.evaluate(sample) / len(sample)


def test_the_worst_example_is_the_one_whose_label_has_the_smallest_activation(splits):
    net, sample = stories.SATURATING.network(float), slowness.sample_of(splits)[:50]
    a = net.feedforward(sample.images)[sample.labels, range(50)]
    worst = stories.worst_example(net, sample)
    assert worst.label == sample.labels[a.argmin()]
    assert [curve[0] for curve in worst.descents.values()] == pytest.approx([a.min()] * 2)
    assert worst.delta["cross_entropy"] == pytest.approx(a.min() - 1)
    assert worst.delta["quadratic"] == pytest.approx((a.min() - 1) * worst.sigma_prime)


def test_every_story_is_told_in_every_language_and_can_be_trained(splits, told):
    assert "883" not in told["deep"].text  # two digits
    assert "880 times smaller" in told["deep"].text
    for language in LANGUAGES:
        assert set(load(language, "errors").part("story")) >= {f"{name}_figure" for name in stories.STORIES}
    assert stories.setting_of("costs") == replace(stories.SATURATING, cost="cross_entropy")
