"""The demon in the network: Δz at one neuron, what δ predicts, and what happens. Equation 29."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from engine.backprop import backprop, forward
from engine.costs import Cost, cost_named, mean_cost
from engine.layers import ByLayer, check_neuron
from engine.network import Network
from engine.sensitivity import nabla_a
from engine.trace import Trace

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class DemonMove:
    """What happens when a demon adds Δz to the weighted input z^l_j; means over the examples where there are several.

    `dz` has any shape S; `predicted` = δ·Δz and `actual` = ΔC have the same, plain numbers where dz is one.
    `cost` is C without the demon, `delta` is δ^l_j = ∂C/∂z^l_j and `nabla_a` is ∂C/∂a^l_j.
    `da[i]` `(n_i, *S)` is the change of the activations a^i for i = l..L; `da_predicted[i]` is its linear part.
    """

    dz: Array
    predicted: Array
    actual: Array
    cost: float
    delta: float
    nabla_a: float
    da: ByLayer
    da_predicted: ByLayer


def demon(
    net: Network, x: Array, y: Array, l: int, j: int, dz: float | Array, cost: str | Cost = "quadratic"
) -> DemonMove:
    """A demon adds Δz to z^l_j: the cost changes by about δ^l_j Δz. Equation 29, the definition of δ.

    x is one example `(n_1, 1)` or several `(n_1, m)`, y is `(n_L, m)`. With several, the same Δz is added for each, and
    all numbers are means: C over the examples, δ as in BP3. Computed in float64.
    Adding Δz to z^l_j is the same as adding it to the bias b^l_j, so the perturbed pass is the engine's own.
    Raises ValueError if there is no such neuron, shapes do not fit, or Δz is not finite.
    """
    check_neuron(net, l, j)
    dz = np.asarray(dz, np.float64)
    if not np.isfinite(dz).all():
        raise ValueError(f"dz must be finite numbers, got {dz}")
    net, x, cost = net.copy(dtype=np.float64), x.astype(np.float64), cost_named(cost)
    before = backprop(net, x, y, cost)
    values, da = _means(_perturbed(net, x, l, j, dz), y, cost, range(l, net.L + 1))
    value = mean_cost(before, y, cost)
    delta = float(before.delta[l][j].mean())
    rates = {i: rate.mean(axis=1) for i, rate in _rates(net, before, l, j).items()}
    shape = (-1, *dz.shape)
    return DemonMove(
        dz=dz,
        predicted=delta * dz,
        actual=(values - value).reshape(dz.shape)[()],
        cost=value,
        delta=delta,
        nabla_a=float(nabla_a(net, before, l, y, cost)[j].mean()),
        da=ByLayer("Δa", {i: (a - before.a[i].mean(axis=1)).T.reshape(shape) for i, a in da.items()}),
        da_predicted=ByLayer("Δa", {i: np.multiply.outer(rate, dz) for i, rate in rates.items()}),
    )


def _perturbed(net: Network, x: Array, l: int, j: int, dz: Array) -> Iterator[Trace]:
    """The forward pass with z^l_j + Δz, for each Δz in turn."""
    moved = net.copy()
    for step in dz.ravel():
        moved.b[l][j] = net.b[l][j] + step
        yield forward(moved, x)


def _means(traces: Iterable[Trace], y: Array, cost: Cost, layers: range) -> tuple[Array, dict[int, Array]]:
    """For s passes: C, shape `(s,)`, and the activations of these layers, `(s, n_i)`; means over the examples."""
    values: list[float] = []
    means: dict[int, list[Array]] = {i: [] for i in layers}
    for trace in traces:
        values.append(mean_cost(trace, y, cost))
        for i, mean in means.items():
            mean.append(trace.a[i].mean(axis=1))
    return np.array(values), {i: np.array(mean) for i, mean in means.items()}


def _rates(net: Network, trace: Trace, l: int, j: int) -> dict[int, Array]:
    """∂a^i/∂z^l_j, shape `(n_i, m)`, for i = l..L: σ'(z^l_j) at the neuron, then layer by layer. Equation 49."""
    rates = {l: np.zeros_like(trace.z[l])}
    rates[l][j] = trace.sigma_prime[l][j]
    for i in range(l + 1, net.L + 1):
        rates[i] = trace.sigma_prime[i] * (net.w[i] @ rates[i - 1])
    return rates
