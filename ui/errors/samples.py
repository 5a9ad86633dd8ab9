"""δ^l of more than one example: a mini-batch, the classes of a whole set, the moments of a run. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from engine import Dataset, Network, backprop
from engine.training.measurements import saturated

Array = np.ndarray
MOMENTS = 48  # of a run's history that are drawn
CHUNK = 1000  # examples that are propagated at once when a whole set is measured


def batch_indices(number: int, m: int, examples: int) -> Array:
    """The indices `(m,)` of a random mini-batch; the same number gives the same mini-batch."""
    return np.random.default_rng(number).choice(examples, min(m, examples), replace=False)


class ByClass(NamedTuple):
    """Means over the examples of each label, `(n_l, 10)` by layer: of δ^l and of |δ^l|.

    `saturated` is the share of all pairs of a neuron and an example with σ' < 0.01, by layer; `examples` is how many
    there were.
    """

    mean: dict[int, Array]
    size: dict[int, Array]
    saturated: dict[int, float]
    examples: int


def by_class(net: Network, dataset: Dataset, cost: str) -> ByClass:
    """δ^l of a whole set, averaged by label; a label without examples has means of 0."""
    layers = range(2, net.L + 1)
    sums = {l: np.zeros((net.sizes[l - 1], dataset.targets.shape[0])) for l in layers}
    sizes = {l: np.zeros_like(sums[l]) for l in layers}
    flat = dict.fromkeys(layers, 0.0)
    for start in range(0, len(dataset), CHUNK):
        part = dataset[start : start + CHUNK]
        trace = backprop(net, part.images, part.targets, cost)
        for l in layers:
            sums[l] += trace.delta[l] @ part.targets.T
            sizes[l] += np.abs(trace.delta[l]) @ part.targets.T
            flat[l] += float(saturated(trace.sigma_prime[l]).mean(axis=0).sum())
    counts = np.maximum(1, dataset.targets.sum(axis=1))
    return ByClass(
        {l: sums[l] / counts for l in layers},
        {l: sizes[l] / counts for l in layers},
        {l: flat[l] / len(dataset) for l in layers},
        len(dataset),
    )


def over_time(networks: Sequence[Network], x: Array, y: Array, cost: str) -> dict[int, Array]:
    """δ^l of one example in each network, `(n_l, len(networks))` by layer; float64."""
    traces = [backprop(net.copy(dtype=np.float64), x, y, cost) for net in networks]
    return {l: np.hstack([trace.delta[l] for trace in traces]) for l in traces[0].delta}


def moments(count: int, most: int = MOMENTS) -> list[int]:
    """The indices of at most `most` of `count` moments, evenly spaced, the first and the last among them."""
    return sorted({round(i) for i in np.linspace(0, count - 1, min(count, most))})


def moment(epochs: float) -> str:
    """A position in epochs, in few digits."""
    return f"{epochs:.2g}" if epochs < 1 else f"{epochs:.1f}"
