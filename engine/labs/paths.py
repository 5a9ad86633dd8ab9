"""The sum over all paths from a weight to the cost. Equations 47 to 53, the book's "big picture"."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.backprop import forward
from engine.costs import Cost
from engine.labs.demon import DemonMove, demon
from engine.layers import ByLayer, check_neuron
from engine.network import Network
from engine.trace import Trace

Array = np.ndarray


@dataclass(frozen=True)
class Path:
    """One path w^l_jk → a^l_j → a^(l+1)_q → … → a^L_m → C.

    `neurons` are j, q, …, m, one of each layer l..L. `factors` are the rate factors in the same order: ∂a^l_j/∂w^l_jk,
    ∂a^(l+1)_q/∂a^l_j, …, and at the end ∂C/∂a^L_m; their product is the term of this path in equation 53.
    """

    neurons: tuple[int, ...]
    factors: tuple[float, ...]
    product: float


@dataclass(frozen=True, eq=False)
class PathFactors:
    """The rate factors on the way from w^l_jk to C for one example, and what their paths add up to.

    `start` is ∂a^l_j/∂w^l_jk, `edges[i]` `(n_i, n_{i-1})` is ∂a^i/∂a^(i-1) for i = l+1..L, `end` `(n_L,)` is
    ∂C/∂a^L. `total` is the sum over all paths by recursion, which is ∂C/∂w^l_jk; `absolute` is Σ|path|; `count` is
    the number of paths.
    """

    l: int
    j: int
    k: int
    start: float
    edges: ByLayer
    end: Array
    count: int
    _first: float  # a^(l-1)_k
    _links: list[Array]  # ∂z^i/∂z^(i-1), `(n_i, n_{i-1})` for i = l+1..L; of layer l only neuron j, at position 0
    _last: Array  # δ^L

    # Products are formed from ∂z/∂z instead of ∂a/∂a: every σ' moves to the other end of its edge. The terms are the
    # same, and they stay exact where σ'(z^L) is too small for ∂C/∂a^L to be recovered from δ^L.

    @property
    def total(self) -> float:
        """The sum over all paths by recursion from the output: backpropagation for one weight."""
        return self._first * _collect(self._links, self._last)

    @property
    def absolute(self) -> float:
        """Σ|path|; where it is much larger than |total|, paths cancel."""
        return abs(self._first) * _collect([np.abs(link) for link in self._links], np.abs(self._last))

    def strongest(self, n: int = 10) -> list[Path]:
        """The n paths with the largest |product|, exactly, the strongest first, found without enumerating them all.

        Each of the n strongest continuations from a neuron is one of its edges, followed by one of the n strongest from
        the next neuron. Raises ValueError unless n is positive.
        """
        if n < 1:
            raise ValueError(f"n must be a whole number from 1, got {n!r}")
        strength, routes = np.abs(self._last)[:, None], np.arange(len(self._last))[:, None, None]
        for link in reversed(self._links):
            strength, routes = _extended(np.abs(link), strength, routes, n)
        return [self._path(tuple(map(int, route))) for route in routes[0]]

    def share(self, paths: Sequence[Path]) -> float:
        """The fraction of Σ|path| that these paths carry, 0..1; 1 if no path carries anything."""
        return min(1.0, sum(abs(path.product) for path in paths) / self.absolute) if self.absolute else 1.0

    def _path(self, route: tuple[int, ...]) -> Path:
        neurons = (self.j, *route[1:])
        links = [float(link[q, p]) for link, (p, q) in zip(self._links, pairwise(route), strict=True)]
        edges = [float(edge[q, p]) for edge, (p, q) in zip(self.edges.values(), pairwise(neurons), strict=True)]
        product = math.prod([self._first, *links, float(self._last[route[-1]])])
        return Path(neurons, (self.start, *edges, float(self.end[neurons[-1]])), product)


def path_factors(trace: Trace, net: Network, l: int, j: int, k: int) -> PathFactors:
    """All paths from w^l_jk to the cost, their rate factors, and their exact sum ∂C/∂w^l_jk. Equation 53.

    `trace` is that of `backprop(net, x, y)` for one example; a float64 network gives float64 numbers. ∂C/∂a^L is
    recovered from δ^L by BP1, and is 0 for an output neuron with σ'(z^L) = 0, through which nothing passes.
    Raises ValueError if there is no such weight, or for another trace.
    """
    check_weight(net, l, j, k)
    if not hasattr(trace, "delta") or trace.a[1].shape[1] != 1 or trace.gradient.size != net.parameters.size:
        raise ValueError("trace must be that of backprop(net, x, y) for one example, x of shape (n_1, 1)")
    L = net.L
    slope = {i: trace.sigma_prime[i][:, 0] for i in trace.sigma_prime}
    first, last = float(trace.a[l - 1][k, 0]), trace.delta[L][:, 0]
    end = np.divide(last, slope[L], out=np.zeros_like(last), where=slope[L] != 0)
    later = range(l + 1, L + 1)
    return PathFactors(
        l,
        j,
        k,
        start=first * float(slope[l][j]),
        edges=ByLayer("∂a/∂a", {i: net.w[i] * slope[i][:, None] for i in later}),
        end=end,
        count=path_count(net.sizes, l),
        _first=first,
        _links=[(net.w[i] * slope[i - 1])[:, [j] if i == l + 1 else slice(None)] for i in later],
        _last=last if l < L else last[[j]],
    )


def weight_change(
    net: Network, x: Array, y: Array, weight: tuple[int, int, int], dw: float | Array, cost: str | Cost = "quadratic"
) -> DemonMove:
    """How a change Δw^l_jk of the weight (l, j, k) runs through the network: Δa layer by layer, and ΔC.

    Equations 47 to 52. For one example x `(n_1, 1)`. A change of the weight is exactly the demon's
    Δz^l_j = a^(l-1)_k Δw, so `.da[i]` is Δa^i, `.da_predicted[i]` the same by rate factors (48 to 50),
    `.predicted` = ∂C/∂w Δw (47), `.actual` = ΔC. Raises ValueError if there is no such weight, or for several examples.
    """
    l, j, k = weight
    check_weight(net, l, j, k)
    if x.shape[1:] != (1,):
        raise ValueError(f"x must be one example, (n_1, 1), got {x.shape}; Δz differs from example to example")
    a = forward(net.copy(dtype=np.float64), x.astype(np.float64)).a[l - 1][k, 0]
    return demon(net, x, y, l, j, a * np.asarray(dw, np.float64), cost)


def path_count(sizes: Sequence[int], l: int) -> int:
    """How many paths lead from one weight into layer l to the cost: n_(l+1) · … · n_L; 1 for l = L."""
    return math.prod(map(int, sizes[l:]))


def multiplications(sizes: Sequence[int], l: int) -> tuple[int, int]:
    """How many multiplications the sum for one weight w^l_jk takes, given the rate factors: path by path, by recursion.

    A path has L-l+2 factors, so L-l+1 multiplications. The recursion multiplies a vector by each matrix of edges
    between the layers l+1..L, by the edges of neuron j alone before them, and by ∂a^l_j/∂w^l_jk once.
    """
    later = list(map(int, sizes[l:]))
    recursion = sum(n * n_next for n, n_next in pairwise(later)) + (later[0] if later else 0) + 1
    return path_count(sizes, l) * (len(later) + 1), recursion


def check_weight(net: Network, l: int, j: int, k: int) -> None:
    """Raise ValueError unless the weight w^l_jk exists."""
    check_neuron(net, l, j)
    n = net.sizes[l - 2]
    if not (isinstance(k, int | np.integer) and 0 <= k < n):
        raise ValueError(f"layer {l - 1} has the neurons 0..{n - 1}, got k = {k!r}")


def _collect(links: list[Array], last: Array) -> float:
    """The sum over all ways through the links to the end: one product of a vector and a matrix per layer."""
    for link in reversed(links):
        last = link.T @ last
    return float(last[0])


def _extended(link: Array, strength: Array, routes: Array, n: int) -> tuple[Array, Array]:
    """The n strongest continuations from each neuron of a layer, made of those of the next layer.

    `link` is `(n_next, n_here)`, `strength` `(n_next, r)`, `routes` `(n_next, r, depth)`; the strongest come first.
    """
    ways = (link.T[:, :, None] * strength).reshape(link.shape[1], -1)
    order = np.argsort(-ways, axis=1, kind="stable")[:, :n]
    onward = routes[np.divmod(order, strength.shape[1])]
    here = np.broadcast_to(np.arange(len(ways))[:, None, None], (*order.shape, 1))
    return np.take_along_axis(ways, order, axis=1), np.concatenate([here, onward], axis=2)
