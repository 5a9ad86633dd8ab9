"""What the page Errors shows equals what the engine computes."""

import numpy as np
import pytest

from engine import Network, backprop, load_mnist
from ui.errors import deltas
from ui.errors.deltas import DeltaFigure
from ui.errors.scales import Scales
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
    blocks, layers = deltas.one(net, trace, Scales.of(trace.delta, "common"), (2, 7), WORDS)
    assert layers == [4, 4, 3, 3, 2, 2]
    for l, delta, prime in zip((4, 3, 2), blocks[::2], blocks[1::2], strict=True):
        assert (delta.values[:, 0, 0] == trace.delta[l][:, 0]).all()
        assert (prime.values[:, 0, 0] == trace.sigma_prime[l][:, 0]).all()
        assert list(prime.marked) == np.flatnonzero(trace.sigma_prime[l][:, 0] < 0.01).tolist()
    assert [block.selected for block in blocks] == [None] * 4 + [7, 7]


def figure(net, trace, **options):
    scales = Scales.of(trace.delta, "common")
    return DeltaFigure(trace.delta, ["a", "b", "c"], scales, tip="δ{l}", alt="layer {l}", **options).blocks(net, WORDS)


def test_a_figure_of_examples_has_a_row_a_neuron_and_a_column_an_example(net):
    test = load_mnist().test
    trace = backprop(net, test.images[:, :3].astype(float), test.targets[:, :3].astype(float))
    blocks = figure(net, trace, selected=(3, 4, 2))
    for l, block in zip((4, 3, 2), blocks, strict=True):
        assert (block.values[0] == trace.delta[l]).all()
        assert (block.alt, block.tip) == (f"layer {l}", "δ" + "⁰¹²³⁴"[l])
        assert block.names == ["a", "b", "c"]
    assert [block.selected for block in blocks] == [None, 4 * 3 + 2, None]


def test_a_compact_figure_leaves_out_what_kind_of_layer_it_is(net, trace):
    assert [block.label for block in figure(net, trace, compact=True)] == ["δ⁴", "δ³", "δ²"]
    assert "output layer" in figure(net, trace)[0].label


def test_images_side_by_side_are_in_the_order_of_the_columns():
    images = load_mnist().test.images[:, :3]
    row = deltas.strip(images, "alt").values[0]
    assert (row[:, 28:56] == images[:, 1].reshape(28, 28)).all()


@pytest.mark.parametrize(("activation", "said"), [("tanh", "saturated"), ("relu", "off"), ("linear", "1 for all 12")])
def test_flat_neurons_are_named_after_their_activation(example, activation, said):
    net = Network.random((784, 12, 10), seed=3, activation=activation, output_activation="sigmoid", dtype=float)
    trace = backprop(net, *example)
    blocks, _ = deltas.one(net, trace, Scales.of(trace.delta, "log"), None, WORDS)
    assert "saturated" in blocks[1].label
    assert said in blocks[3].label
