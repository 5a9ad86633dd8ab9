import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import ACTIVATIONS, Network, forward


def apply(name, z):
    return ACTIVATIONS[name](np.atleast_1d(np.asarray(z, np.float64)))


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(z=st.floats(-8, 8).filter(lambda z: abs(z) > 1e-3))
def test_the_derivative_is_the_slope(name, z):
    epsilon = 1e-6
    above, below = apply(name, z + epsilon)[0], apply(name, z - epsilon)[0]
    assert apply(name, z)[1] == pytest.approx((above - below) / (2 * epsilon), rel=1e-4, abs=1e-9)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("size", [1e4, -1e4])
def test_huge_weighted_inputs_give_finite_numbers_without_a_warning_in_float32(name, size):
    net = Network({2: np.full((1, 1), size, np.float32)}, {2: np.zeros((1, 1), np.float32)}, name)
    trace = forward(net, np.ones((1, 1), np.float32))
    assert trace.z[2].dtype == np.float32
    assert np.isfinite(trace.a[2]).all()
    assert np.isfinite(trace.sigma_prime[2]).all()


def test_the_tails_of_the_sigmoid_are_exact_where_one_minus_a_would_be_zero():
    a, prime = apply("sigmoid", [-50, 50])
    assert a[0] == pytest.approx(np.exp(-50), rel=1e-12)
    assert prime == pytest.approx(np.exp(-50), rel=1e-12)


def test_tanh_is_a_stretched_sigmoid():
    z = np.linspace(-5, 5, 101)
    assert apply("tanh", z)[0] == pytest.approx(2 * apply("sigmoid", 2 * z)[0] - 1)
    assert apply("tanh", z)[1] == pytest.approx(4 * apply("sigmoid", 2 * z)[1])
