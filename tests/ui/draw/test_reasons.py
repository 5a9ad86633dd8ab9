"""Why an output neuron has its z: contributions w·a that add up, also where the output is saturated."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import forward, load_mnist
from tests.engine.problems import problem, problems
from ui.draw import reasons
from ui.session import resources
from ui.text.numbers import number
from ui.text.words import load

WORDS = load("en", "draw")


def seven():
    """The good reader on a seven of the test set, of which it is sure."""
    net = resources.bundled("reader").network
    return net, forward(net, load_mnist().test[[0]].images.astype(float))


@given(drawn=problems(most_examples=1), data=st.data())
def test_contributions_and_b_add_up_to_z(drawn, data):
    net, x, _, _ = drawn
    trace = forward(net, x)
    found = reasons.reason(net, trace, data.draw(st.integers(0, net.sizes[-1] - 1)))
    assert math.fsum([*(each.product for each in found.contributions), found.b]) == pytest.approx(found.z, abs=1e-9)
    assert sum(found.sides) + found.b == pytest.approx(found.z, abs=1e-9)
    sizes = [abs(each.product) for each in found.contributions]
    assert sizes == sorted(sizes, reverse=True)


def test_a_saturated_output_has_reasons_too():
    net, trace = seven()
    found = reasons.reason(net, trace, 7)
    assert found.saturated
    assert found.named(1)
    assert all(each.product > 0 for each in found.named(1))
    assert all(each.product < 0 for each in found.named(-1))


def test_neurons_are_named_with_what_they_add_and_the_sum_is_said_with_numbers():
    net, trace = seven()
    found = reasons.reason(net, trace, 7)
    text, best = reasons.sentences(found, WORDS), found.contributions[0]
    assert f"neuron {best.k} ({number(best.product, sign=True)})" in text
    assert f"**{number(found.z, sign=True)}**" in text
    assert f"b = {number(found.b, sign=True)}" in text


def test_without_a_hidden_layer_pixels_are_the_reason():
    net, x, _ = problem((4, 3))
    assert "pixel" in reasons.sentences(reasons.reason(net, forward(net, x), 1), WORDS)


def test_the_table_leaves_nothing_out():
    net, trace = seven()
    found = reasons.reason(net, trace, 7)
    html = reasons.table(found, WORDS)
    others = sum(each.product for each in found.contributions[reasons.ROWS :])
    for value in (*(each.product for each in found.contributions[: reasons.ROWS]), others, found.b, found.z):
        assert number(value, sign=True) in html


def test_what_no_neuron_says_nobody_says():
    net, x, _ = problem((4, 3, 2))
    net.w[3][:] = np.abs(net.w[3])
    assert "**Against:** nobody." in reasons.sentences(reasons.reason(net, forward(net, x), 0), WORDS)
