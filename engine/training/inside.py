"""What goes on inside a network while it learns, in a few numbers for each layer."""

from __future__ import annotations

import math

import numpy as np

from engine.backprop import backpropagate, output_error
from engine.costs import cost_named
from engine.layers import Array
from engine.trace import Trace
from engine.training.config import TrainingConfig
from engine.training.measurements import Inside, saturated
from engine.training.run import Snapshot

BINS = 41  # in a histogram
REACH = 5.0  # histograms go from -REACH to +REACH; the outermost bins hold what lies beyond
REACH_SCALED = 1.0  # the same for weights that are drawn from N(0, 1/n_in)
MOST = 20_000  # weights of a layer that are counted


def layer_statistics(
    snapshot: Snapshot, trace: Trace, y: Array, config: TrainingConfig, dead: int, step: tuple[float, ...]
) -> Inside:
    """Statistics of each layer: σ'(z) over the examples of a forward pass `trace`, δ over the first of them.

    `y` are the desired outputs of those first, `dead` is the number of dead output neurons, `step` is
    `TrainingRun.step`.
    """
    net, m = snapshot.network, y.shape[1]
    a, sigma_prime = ({l: array[:, :m] for l, array in arrays.items()} for arrays in (trace.a, trace.sigma_prime))
    with np.errstate(over="ignore", invalid="ignore"):  # an infinite cost is reported as divergence
        errors = backpropagate(net, output_error(net, y, cost_named(config.cost), a, sigma_prime), sigma_prime)
    reach = REACH if config.init == "gaussian" else REACH_SCALED
    return Inside(
        snapshot.epochs,
        tuple(float(np.abs(errors[l]).mean()) for l in net.w),
        tuple(float(saturated(slope).mean()) for slope in trace.sigma_prime.values()),
        dead / net.sizes[-1],
        step or (math.nan,) * (net.L - 1),
        np.stack([histogram(w, reach) for w in net.w.values()]),
        np.stack([histogram(b, REACH) for b in net.b.values()]),
    )


def histogram(values: np.ndarray, reach: float) -> np.ndarray:
    """The shares `(41,)` of the values in equal bins from -reach to reach, with what lies beyond in the outermost."""
    flat = values.reshape(-1)[:: -(-values.size // MOST)]
    place = np.clip((flat + reach) * (BINS / (2 * reach)), 0, BINS - 1).astype(np.intp)
    return (np.bincount(place, minlength=BINS) / len(flat)).astype(np.float32)
