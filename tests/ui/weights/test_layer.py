import numpy as np
import pytest

from engine import forward
from tests.ui.weights.examples import X, inspection
from ui.text.numbers import number
from ui.text.words import load
from ui.weights import layer
from ui.weights.edits import Silence

WORDS = load("en", "weights")


def test_the_contribution_with_one_hidden_layer_is_weight_times_activation():
    seen = inspection((784, 6, 10))
    expected = seen.network.w[3][3] * seen.before.a[2][:, 0]
    assert layer.measured("contribution", seen) == pytest.approx(expected)


def test_the_contribution_is_what_the_output_loses_to_first_order_when_the_activation_fades():
    seen, share = inspection(), 1e-6
    for j, contribution in enumerate(layer.measured("contribution", seen)):
        fading = seen.network.copy()
        fading.w[3][:, j] *= 1 - share
        loss = seen.before.z[4][3, 0] - forward(fading, X).z[4][3, 0]
        assert loss / share == pytest.approx(contribution, rel=1e-4, abs=1e-8)


def test_similarity_is_a_cosine():
    seen = inspection()
    seen.network.w[2][1] = 3 * X[:, 0]
    seen.network.w[2][2] = -X[:, 0]
    seen.network.w[2][4] = 0
    values = layer.measured("similarity", seen)
    assert values[[1, 2, 4]] == pytest.approx([1, -1, 0])
    order = layer.sorted_neurons("similarity", seen)
    assert (order[0], order[-1]) == (1, 2)


def test_sorted_pictures_keep_their_numbers_and_silenced_ones_are_crossed():
    seen = inspection(edits=(Silence(2, 4),))
    block = layer.overview(seen, "norm", WORDS)
    norms = np.linalg.norm(seen.network.w[2], axis=1)
    assert norms[list(block.ids)].tolist() == sorted(norms, reverse=True)
    assert (block.values[0].ravel() == seen.network.w[2][block.ids[0]]).all()
    assert list(block.marked) == [4]
    assert block.notes[0] == f" · norm {number(norms.max())}"


def test_a_network_without_hidden_layers_has_no_contributions():
    assert "contribution" not in layer.orders(inspection((784, 10)).network)
    assert layer.overview(inspection((784, 10)), "norm", WORDS).values.shape == (10, 28, 28)


@pytest.mark.parametrize(
    ("selected", "expected"), [((3, 4), (3, 4, None)), ((4, 7, 2), (4, 7, 2)), (None, (2, 1, None))]
)
def test_what_is_inspected_is_what_is_selected_or_the_first_of_the_order(selected, expected):
    seen = inspection()
    seen.network.w[2][1] = X[:, 0]
    found = layer.at_selection(seen, selected, "similarity")
    assert (found.l, found.j, found.k) == expected
    assert (found.network, found.label) == (seen.network, seen.label)


def test_the_inspected_weight_is_framed_in_the_matrix():
    block = layer.matrix(inspection(l=3, j=2, k=4), WORDS)
    assert (block.values[0] == inspection().network.w[3]).all()
    assert block.selected == 2 * 6 + 4
    assert layer.matrix(inspection(l=3, j=2), WORDS).selected is None
