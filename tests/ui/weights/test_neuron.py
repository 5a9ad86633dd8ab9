import pytest

from engine import input_gradient
from tests.ui.weights.examples import X, inspection
from ui.canvas.blocks import Brush, encode
from ui.text.words import load
from ui.weights import comparison, layer, neuron
from ui.weights.edits import Silence

WORDS = load("en", "weights")


@pytest.mark.parametrize("l", [2, 3, 4])
def test_what_a_neuron_looks_for_is_the_engine_s_gradient(l):
    seen = inspection(l=l, j=1)
    exact, product = neuron.looks_for(seen, WORDS)
    assert (exact.values.ravel() == input_gradient(seen.network, X, l, 1)[:, 0]).all()
    expected = seen.network.w[2]
    for m in range(3, l + 1):
        expected = seen.network.w[m] @ expected
    assert product.values.ravel() == pytest.approx(expected[1])
    assert neuron.chain(4) == "w⁴w³w²"


def test_outgoing_weights_are_those_to_the_next_layer():
    seen = inspection(l=3, j=2)
    assert (neuron.outgoing(seen, WORDS).values.ravel() == seen.network.w[4][:, 2]).all()


def test_a_silenced_neuron_of_the_layer_before_is_crossed_out():
    assert neuron.row(inspection(edits=(Silence(2, 4),), l=3, j=1, k=5), WORDS).marked == [4]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("sizes", [(784, 10), (784, 6, 10), (784, 6, 5, 10)])
def test_every_picture_can_be_encoded_for_every_layer(language, sizes):
    words = load(language, "weights")
    for l in range(2, len(sizes) + 1):
        seen = inspection(sizes, l=l, j=0, k=1)
        blocks = [*neuron.looks_for(seen, words), *comparison.against(seen, seen.network, "then", False, words)]
        blocks += [layer.matrix(seen, words), neuron.row(seen, words)] if l > 2 else []
        blocks += [neuron.large(seen, Brush(1, 3), words)] if l == 2 else []
        blocks += [neuron.outgoing(seen, words)] if l < len(sizes) else []
        assert all(block.alt and block.tip for block in blocks)
        assert encode(blocks)
