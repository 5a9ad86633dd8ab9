import numpy as np
import pytest

from engine import ByLayer, Network, one_hot
from engine.layers import parameter_count, views


def test_layers_are_numbered_as_in_the_book():
    net = Network.random((784, 30, 10))
    assert list(net.w) == [2, 3]
    assert net.w[2].shape == (30, 784)
    assert net.b[3].shape == (10, 1)


@pytest.mark.parametrize(
    ("l", "reason"), [(1, "layer 1 is the input"), (4, "3 is the output layer"), (-1, "as in the book")]
)
def test_a_layer_that_does_not_exist_is_refused_with_the_layers_that_do(l, reason):
    net = Network.random((784, 30, 10))
    with pytest.raises(ValueError, match=rf"no w\^{l}; w\^l exists for l = 2..3: .*{reason}"):
        net.w[l]


def test_arrays_by_layer_are_a_dictionary():
    arrays = ByLayer("a", {1: np.zeros(2)})
    assert 2 not in arrays
    assert arrays.get(2) is None


def test_one_hot_columns_are_one_at_the_label_alone_and_lie_in_one_piece():
    y = one_hot([2, 0], 3, np.float32)
    assert y.tolist() == [[0, 1], [0, 0], [1, 0]]
    assert y.dtype == np.float32
    assert y[:, 1].flags.c_contiguous


def test_a_vector_of_parameters_holds_the_matrices_and_then_the_biases():
    sizes = (3, 2, 1)
    w, b = views(np.arange(parameter_count(sizes)), sizes)
    assert w[2].tolist() == [[0, 1, 2], [3, 4, 5]]
    assert w[3].tolist() == [[6, 7]]
    assert (b[2].ravel().tolist(), b[3].ravel().tolist()) == ([8, 9], [10])
