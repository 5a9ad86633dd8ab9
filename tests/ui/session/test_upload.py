"""Networks that come back in files."""

import io

import numpy as np
import pytest

from engine import BadNetworkFile, Network, TrainingConfig, save_network
from ui.session import upload
from ui.train import export

MNIST = TrainingConfig(sizes=(784, 5, 10), activation="tanh")


def file(net, config):
    buffer = io.BytesIO()
    save_network(buffer, net, config)
    buffer.seek(0)
    return buffer


def test_a_network_that_was_taken_away_comes_back_with_its_configuration():
    net = MNIST.network()
    read, config = upload.read(io.BytesIO(export.network_npz(net, MNIST)))
    assert all((read.w[l] == net.w[l]).all() and (read.b[l] == net.b[l]).all() for l in (2, 3))
    assert read.w[2].dtype == np.float64
    assert TrainingConfig.from_dict(config) == MNIST


def test_a_network_from_a_file_cannot_be_changed_by_a_page():
    net, _ = upload.read(file(MNIST.network(), MNIST.to_dict()))
    for array in (net.w[2], net.b[3], net.parameters):
        assert not array.flags.writeable


def test_a_network_of_unknown_settings_gets_the_book_s():
    _, config = upload.read(file(MNIST.network(), {"activation": "tanh"}))
    assert TrainingConfig.from_dict(config) == MNIST


def test_a_file_of_arrays_alone_is_a_network_of_sigmoid_neurons_and_says_so():
    net, arrays = MNIST.network(), io.BytesIO()
    np.savez(arrays, w2=net.w[2], b2=net.b[2], w3=net.w[3], b3=net.b[3])
    arrays.seek(0)
    read, config = upload.read(arrays)
    assert (read.activation, config) == ("sigmoid", {"activation": "sigmoid", "sizes": (784, 5, 10)})


@pytest.mark.parametrize("sizes", [(6, 4, 3), (784, 4, 3), (6, 4, 10), (783, 10), (784, 11)])
def test_a_network_that_does_not_fit_mnist_is_refused(sizes):
    with pytest.raises(BadNetworkFile, match="784 inputs and 10 outputs"):
        upload.read(file(Network.random(sizes), {}))


@pytest.mark.parametrize("wrong", [{"cost": []}, {"cost": "hinge"}, {"epochs": "many"}, {"eta": None}])
def test_a_configuration_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"makes no sense|unknown cost|epochs must|eta must"):
        upload.read(file(MNIST.network(), wrong))
