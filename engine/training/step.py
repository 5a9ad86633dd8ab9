"""The step of stochastic gradient descent: the book's equations, noted once and replayed for each mini-batch."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from engine.backprop import algorithm
from engine.costs import Cost
from engine.layers import Array, ParameterVector, aligned
from engine.mnist import WHITE, Dataset
from engine.network import Network
from engine.training.replay import Bound, Symbol, Tape, ones

AHEAD = 80  # examples that are gathered at once, so that the next ones come while the processor computes
CLOSE = 1e-4  # relative difference up to which a replay in float32 is one of rounding


class Gatherer:
    """The next mini-batches of m examples: x `(n_1, m)` and y `(n_L, m)` of each, gathered some ahead."""

    def __init__(self, data: Dataset, m: int, most: int, dtype: np.dtype):
        """At most so many mini-batches at once."""
        self._data, self._m = data, m
        count = max(1, min(most, AHEAD // m))
        pixels, classes = data.rows.shape[1], data.targets.shape[0]
        self._rows = aligned((count * m, pixels), data.rows.dtype)
        self._columns = aligned((count * m, pixels), dtype)
        self._targets = aligned((count * m, classes), np.float32)
        self._y = aligned((count, classes, m), dtype)
        self.places = [(self._columns[i * m : (i + 1) * m].T, self._y[i]) for i in range(count)]

    def gather(self, indices: Array) -> int:
        """Gather the first of these examples; returns how many mini-batches. `take` as a method costs half."""
        count = min(len(self.places), len(indices) // self._m)
        indices, n = indices[: count * self._m], count * self._m
        self._data.rows.take(indices, 0, self._rows[:n], "clip")
        if self._rows.dtype == np.uint8:
            np.divide(self._rows[:n], WHITE, self._columns[:n])  # in float32
        else:
            self._columns[:n] = self._rows[:n]
        self._data.targets.T.take(indices, 0, self._targets[:n], "clip")
        self._y[:count] = self._targets[:n].reshape(count, self._m, -1).transpose(0, 2, 1)
        return count


class Step:
    """(η/m) Σ_x ∇C_x for mini-batches of m examples, in `sums`. Equations 20 and 21.

    It goes by the weights of the network at that time, and by its activations as they were at first, `sigma`.
    `replayed` says whether the equations are replayed; otherwise they are evaluated each time: slower, never wrong.
    """

    def __init__(self, net: Network, cost: Cost, data: Dataset, m: int, most: int):
        """Steps of this network, of which at most `most` follow each other in an epoch."""
        self.sums = ParameterVector(aligned(net.parameters.shape, net.dtype), net.sizes, ("η∂C/∂w", "η∂C/∂b"))
        self.sigma = dict(net.sigma)  # which they are noted with
        self._net, self._cost, self._m = net, cost, m
        self._gatherer = Gatherer(data, m, most, net.dtype)
        self._per_example = np.ones((), net.dtype)
        self._order, self._first, self._count = np.empty(0), 0, 0
        self._calls = self._recorded()

    @property
    def replayed(self) -> bool:
        return bool(self._calls)

    def __call__(self, order: Array, start: int, per_example: float) -> Array:
        """The sums over the examples order[start : start + m], each counted `per_example`."""
        i, inside = divmod(start - self._first, self._m)
        if order is not self._order or inside or not 0 <= i < self._count:
            self._count = self._gatherer.gather(order[start:])
            self._order, self._first, i = order, start, 0
        if self._calls:
            self._per_example.fill(per_example)
            for function, args in self._calls[i]:
                function(*args)
        else:
            self._evaluate(*self._gatherer.places[i], per_example)
        return self.sums.vector

    def _evaluate(self, x: Array, y: Array, per_example: float) -> None:
        found = algorithm(self._net, x, y, self._cost, per_example)
        for sums, nabla in ((self.sums.w, found["nabla_w"]), (self.sums.b, found["nabla_b"])):
            for l, array in nabla.items():
                sums[l][...] = array

    def _recorded(self) -> list[list[Bound]]:
        """The calls for each place; none if the equations cannot be replayed, because of an activation or a cost.

        They are tried with numbers that were not there while they were noted: so a hidden input is found.
        """
        try:
            calls = self._noted()
        except Exception:  # whatever it is, the plain evaluation meets it too, or does without
            return []
        rng, (x, y) = np.random.default_rng(0), self._gatherer.places[0]
        x[...], y[...] = rng.random(x.shape), rng.random(y.shape)
        self._evaluate(x, y, 1.0)
        plain = self.sums.vector.copy()
        self.sums.vector.fill(np.nan)
        for function, args in calls[0]:
            function(*args)
        distance = np.linalg.norm(self.sums.vector - plain)
        return calls if distance <= CLOSE * np.linalg.norm(plain) else []

    def _noted(self) -> list[list[Bound]]:
        tape, places = Tape(), [(x, y, self._per_example) for x, y in self._gatherer.places]
        symbols = noted(tape, self._net, self._cost, places[0], self.sums)
        return [tape.bind(dict(zip(symbols, arrays, strict=True))) for arrays in places]


def noted(
    tape: Tape, net: Network, cost: Cost, inputs: tuple[Array, Array, Array], sums: ParameterVector
) -> list[Symbol]:
    """Note the equations, with their results in `sums`; returns the symbols of the inputs.

    Those are x `(n_1, m)`, y `(n_L, m)` and, without axes, what one example counts.
    """
    w, b = ({l: tape.symbol(array) for l, array in arrays.items()} for arrays in (net.w, net.b))
    m = inputs[0].shape[1]
    wide = {l: symbol @ ones((1, m), net.dtype) for l, symbol in b.items()}  # adding a column costs NumPy twice
    stand_in: Any = SimpleNamespace(w=w, b=wide, sigma=net.sigma, L=net.L)
    x, y, per_example = symbols = [tape.symbol(array) for array in inputs]
    equations: Any = algorithm  # of symbols instead of arrays
    found = equations(stand_in, x, y, cost, per_example)
    nabla_w, nabla_b, first = found.pop("nabla_w"), found["nabla_b"], 0
    for l in sums.w:
        nabla_w[l].put(sums.w[l])
        nabla_b[l].put(sums.biases, first)
        b[l].put(net.biases, first)
        first += len(sums.b[l])
    tape.lay_out([*nabla_w.values(), *nabla_b.values()], [b, *found.values()])
    return symbols
