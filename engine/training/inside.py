"""What goes on inside a network while it learns, in a few numbers a layer."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from engine.backprop import Trace, backprop
from engine.costs import Cost
from engine.mnist import Dataset
from engine.network import Network
from engine.training.diagnosis import SATURATED

BINS = 41  # of a histogram
REACH = 5.0  # histograms go from -REACH to +REACH; what lies beyond is in the last bins
REACH_SCALED = 1.0  # the same for weights that begin scaled, N(0, 1/n)
MOST = 20_000  # weights of a layer that are counted


class Inside(NamedTuple):
    """One moment inside a network; tuples have one entry a layer, l = 2..L.

    `delta` is the mean of |δ^l| over neurons and examples of a sample, `saturated` the share of pairs of a neuron
    and an example with σ'(z) below 0.01, `dead` the share of dead output neurons, `step` the norm of the last step
    of the weights over that of the weights (NaN before the first). `weights` and `biases` `(L - 1, 41)` are
    histograms, as shares of the layer.
    """

    epochs: float
    delta: tuple[float, ...]
    saturated: tuple[float, ...]
    dead: float
    step: tuple[float, ...]
    weights: np.ndarray
    biases: np.ndarray


def look(
    net: Network,
    epochs: float,
    trace: Trace,
    sample: Dataset,
    cost: Cost,
    dead: int,
    step: tuple[float, ...],
    init: str,
) -> Inside:
    """Look inside: `trace` is a forward pass over examples, of which `sample` is used for δ."""
    with np.errstate(over="ignore", invalid="ignore"):
        back = backprop(net, sample.images, sample.targets, cost)
    reach = REACH if init == "gaussian" else REACH_SCALED
    return Inside(
        epochs,
        tuple(float(np.abs(delta).mean()) for delta in back.delta.values()),
        tuple(float((slope < SATURATED).mean()) for slope in trace.sigma_prime.values()),
        dead / net.sizes[-1],
        step or (math.nan,) * (net.L - 1),
        np.stack([histogram(w, reach) for w in net.w.values()]),
        np.stack([histogram(b, REACH) for b in net.b.values()]),
    )


def histogram(values: np.ndarray, reach: float) -> np.ndarray:
    """The shares `(41,)` of the values in equal bins from -reach to reach, what lies beyond in the last ones."""
    flat = values.reshape(-1)[:: -(-values.size // MOST)]
    place = np.clip((flat + reach) * (BINS / (2 * reach)), 0, BINS - 1).astype(np.intp)
    return (np.bincount(place, minlength=BINS) / len(flat)).astype(np.float32)
