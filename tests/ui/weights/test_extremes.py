import numpy as np
import pytest

from engine import forward
from tests.ui.weights.examples import inspection
from ui.text.words import load
from ui.weights import extremes

WORDS = load("en", "weights")


def test_the_images_that_excite_a_neuron_are_the_extremes_of_all(mnist):
    seen = inspection()
    z = forward(seen.network, mnist.test.images.astype(float)).z[3][2]
    most, least = extremes.extremes(seen.network, 3, 2, mnist.test)
    assert z[most] == pytest.approx(np.sort(z)[::-1][: extremes.EXTREMES], abs=1e-4)
    assert z[least] == pytest.approx(np.sort(z)[: extremes.EXTREMES], abs=1e-4)


def test_the_pictures_are_the_extreme_images_with_their_numbers(mnist):
    seen = inspection(l=3, j=2)
    most, least = extremes.excitement(seen, mnist.test[:500], WORDS)
    for block, found in zip((most, least), extremes.extremes(seen.network, 3, 2, mnist.test[:500]), strict=True):
        assert block.ids == found.tolist()
        assert (mnist.test.images[:, found] == block.values.reshape(-1, 784).T).all()
