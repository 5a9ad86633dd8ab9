import numpy as np
import pytest

from engine import Network, load_mnist
from engine.labs.damage import Curve, curve, damaged, smallest

NET = Network.random((784, 20, 10), seed=3, init="scaled")


def test_without_damage_the_network_is_the_same_to_the_bit():
    copy = damaged(NET)
    assert (copy.parameters == NET.parameters).all()
    assert copy.parameters is not NET.parameters


@pytest.mark.parametrize("share", [0.1, 0.5, 0.93])
def test_the_smallest_weights_of_each_layer_go_and_the_largest_stay_as_they_are(share):
    before = NET.parameters.copy()
    net = damaged(NET, share)
    for l, w in net.w.items():
        gone = w == 0
        assert gone.sum() == round(share * w.size)
        assert np.abs(NET.w[l][gone]).max() <= np.abs(NET.w[l][~gone]).min()
        assert (w[~gone] == NET.w[l][~gone]).all()
    assert (net.biases == NET.biases).all()
    assert (NET.parameters == before).all()


def test_all_weights_may_go():
    net = damaged(NET, 1.0, 2.0)
    assert not net.weights.any()
    assert (net.biases == NET.biases).all()


def test_noise_has_the_standard_deviation_that_is_said_and_a_seed_repeats_it():
    one, again, double, other = (
        damaged(NET, 0, size, seed=seed) for size, seed in ((0.5, 0), (0.5, 0), (1, 0), (0.5, 1))
    )
    assert (one.parameters == again.parameters).all()
    assert (one.parameters != other.parameters).any()
    for l, w in NET.w.items():
        noise = one.w[l] - w
        assert noise.std() == pytest.approx(0.5 * w.std(), rel=0.1)
        assert double.w[l] - w == pytest.approx(2 * noise, abs=1e-5)
    assert (one.biases == NET.biases).all()


def test_what_is_zero_has_no_noise():
    net = damaged(NET, 0.4, 1.0)
    assert not net.w[2].reshape(-1)[smallest(NET.w[2], 0.4)].any()
    assert (net.w[2] != 0).sum() == NET.w[2].size - round(0.4 * NET.w[2].size)


@pytest.mark.parametrize(("share", "noise"), [(-0.1, 0), (1.1, 0), (float("nan"), 0), (0, -1), (0, float("inf"))])
def test_nonsense_is_refused_with_a_remedy(share, noise):
    with pytest.raises(ValueError, match=r"got .*; 0\.5"):
        damaged(NET, share, noise)


def test_the_curve_counts_what_each_damaged_network_reads_right():
    test = load_mnist().test[:500]
    found = curve(NET, test, (0.0, 0.5))
    assert found.accuracies == tuple(damaged(NET, share).evaluate(test) / 500 for share in (0.0, 0.5))


def test_where_it_falls_lies_between_two_measured_shares():
    found = Curve((0.0, 0.5, 1.0), (0.95, 0.85, 0.1))
    assert found.falls_to(0.9) == pytest.approx(0.25)
    assert found.falls_to(0.85) == 0.5
    assert found.falls_to(0.05) is None
    assert found.falls_to(0.99) == 0
