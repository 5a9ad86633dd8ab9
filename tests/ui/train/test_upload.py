"""Networks that come back in files."""

import io

import numpy as np
import pytest

from engine import BadNetworkFile, Network, TrainingConfig, save_network
from ui.train import export, upload

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


def test_a_network_of_unknown_settings_gets_the_book_s():
    _, config = upload.read(file(MNIST.network(), {"activation": "tanh"}))
    assert TrainingConfig.from_dict(config) == MNIST


def test_a_network_that_does_not_fit_mnist_is_refused():
    with pytest.raises(BadNetworkFile, match="784 inputs and 10 outputs"):
        upload.read(file(Network.random((6, 4, 3)), {}))


@pytest.mark.parametrize("wrong", [{"cost": []}, {"cost": "hinge"}, {"epochs": "many"}, {"eta": None}])
def test_a_configuration_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"makes no sense|unknown cost|epochs must|eta must"):
        upload.read(file(MNIST.network(), wrong))
