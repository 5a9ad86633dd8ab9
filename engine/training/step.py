"""The step of stochastic gradient descent: the book's equations, noted once and replayed for each mini-batch."""

from __future__ import annotations

import math
import operator
from types import SimpleNamespace
from typing import Any

import numpy as np

from engine.backprop import algorithm
from engine.costs import Cost
from engine.layers import Array, ParameterVector, aligned
from engine.mnist import WHITE, Dataset
from engine.network import Network
from engine.training.order import Order
from engine.training.replay import Bound, Symbol, Tape, ones

AHEAD = 80  # examples that are gathered at once, so that the next ones come while the processor computes
CLOSE = 1000  # relative difference up to which a replay is the same up to rounding, in units of the precision
TRIALS = 5  # of a replay


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

    def gather(self, order: Order, start: int) -> int:
        """Gather the examples from a position of an epoch on; returns how many mini-batches."""
        count = min(len(self.places), (len(order) - start) // self._m)
        n = count * self._m
        order.take(start, self._rows[:n])
        if self._rows.dtype == np.uint8:
            np.divide(self._rows[:n], WHITE, self._columns[:n])  # in float32
        else:
            self._columns[:n] = self._rows[:n]
        self._data.targets.T.take(order.indices[start : start + n], 0, self._targets[:n], "clip")
        self._y[:count] = self._targets[:n].reshape(count, self._m, -1).transpose(0, 2, 1)
        return count


class Step:
    """(η/m) Σ_x ∇C_x for mini-batches of m examples, in `sums`. Equations 20 and 21.

    `replayed` says whether the equations are replayed; otherwise they are evaluated each time, which takes longer.
    """

    def __init__(self, net: Network, cost: Cost, data: Dataset, m: int, most: int):
        """Steps of this network, of which at most `most` follow each other in an epoch."""
        self.sums = ParameterVector(aligned(net.parameters.shape, net.dtype), net.sizes, ("η∂C/∂w", "η∂C/∂b"))
        self._sigma, self._arrays = dict(net.sigma), _arrays(net)
        self._net, self._cost, self._m = net, cost, m
        self._gatherer = Gatherer(data, m, most, net.dtype)
        self._per_example = np.ones((), net.dtype)
        self._order: Order | None = None
        self._first = self._count = 0
        self._calls = self._recorded()

    @property
    def replayed(self) -> bool:
        return bool(self._calls)

    def __call__(self, order: Order, start: int, per_example: float) -> Array:
        """The sums over the examples `start`..`start + m` of an epoch, each counted `per_example`."""
        i, inside = divmod(start - self._first, self._m)
        if order is not self._order or inside or not 0 <= i < self._count:
            self._count = self._gatherer.gather(order, start)
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

    def fits(self, net: Network) -> bool:
        """Whether this is the network, with the activations and the arrays that it had at first."""
        return net is self._net and net.sigma == self._sigma and all(map(operator.is_, _arrays(net), self._arrays))

    def _recorded(self) -> list[list[Bound]]:
        """The calls for each place; none if the equations cannot be replayed, because of an activation or a cost."""
        tape, places = Tape(), [(x, y, self._per_example) for x, y in self._gatherer.places]
        try:
            symbols = noted(tape, self._net, self._cost, places[0], self.sums)
            calls = [tape.bind(dict(zip(symbols, arrays, strict=True))) for arrays in places]
            tried = {self._tried(calls[0], seed) for seed in range(TRIALS)}
            return calls if True in tried and False not in tried else []
        except Exception:  # whatever it is, the plain evaluation meets it too, or does without
            return []
        finally:
            tape.clear()

    def _tried(self, calls: list[Bound], seed: int) -> bool | None:
        """Whether a replay is the plain evaluation, for numbers that were not there when it was noted.

        So a random number is found. None where that cannot be told: a gradient is 0 or not finite.
        """
        rng, (x, y), parameters = np.random.default_rng(seed), self._gatherer.places[0], self._net.parameters.copy()
        try:
            for array in (x, y, *self._net.b.values()):
                array[...] = rng.random(array.shape)
            for w in self._net.w.values():
                w[...] = rng.standard_normal(w.shape) / math.sqrt(w.shape[1])
            for function, args in calls:
                function(*args)
            found = [array.copy() for array in _arrays(self.sums)]
            self._evaluate(x, y, 1.0)  # afterwards: it may change what a function holds
        finally:
            self._net.parameters[...] = parameters
        plain, close = _arrays(self.sums), CLOSE * np.finfo(self._net.dtype).eps
        sizes = [np.linalg.norm(array) for array in plain]
        differences = [np.linalg.norm(a - b) for a, b in zip(found, plain, strict=True)]
        if any(difference > close * size for difference, size in zip(differences, sizes, strict=True)):
            return False
        return True if all(0 < size < math.inf for size in sizes) else None


def _arrays(layers: Network | ParameterVector) -> list[Array]:
    return [*layers.w.values(), *layers.b.values()]


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
