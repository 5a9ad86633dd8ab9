"""Random networks with examples, for the tests of the labs. float64."""

import numpy as np
from hypothesis import strategies as st

from engine import ACTIVATIONS, COSTS, Network

NEAR_ZERO = np.array([-1e-9, 1e-9])
SMOOTH = [name for name, sigma in ACTIVATIONS.items() if np.ptp(sigma(NEAR_ZERO)[1]) < 1e-6]
"""Activations without a kink at 0; relu has tests of its own."""


def problem(sizes, m=1, seed=0, activation="sigmoid", output=None):
    """A network, x `(n_1, m)` and y `(n_L, m)`; the same seed gives the same."""
    net = Network.random(sizes, seed=seed, activation=activation, output_activation=output, dtype=np.float64)
    rng = np.random.default_rng(seed)
    return net, rng.normal(size=(sizes[0], m)), rng.random((sizes[-1], m))


def problems(activations=SMOOTH, most_examples=3):
    """Network, x, y and cost: 1 to 4 layers of 1 to 6 neurons behind the input."""

    def build(sizes, m, seed, activation, cost):
        return (*problem(tuple(sizes), m, seed, activation, COSTS[cost].output), cost)

    return st.builds(
        build,
        st.lists(st.integers(1, 6), min_size=2, max_size=5),
        st.integers(1, most_examples),
        st.integers(0, 10_000),
        st.sampled_from(activations),
        st.sampled_from(list(COSTS)),
    )


PROBLEMS = problems()
