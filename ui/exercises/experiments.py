"""The experiments: a modified neuron, linear neurons, columns against a loop. Pure: no Streamlit."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from engine import (
    ACTIVATIONS,
    Activation,
    CheckRun,
    Gradient,
    GradientCheck,
    Network,
    backprop,
    mean_cost,
    modified_neuron,
    one_by_one,
    one_matrix,
    with_activation,
)
from engine.backprop import backpropagate, feed_forward, gradient, output_error
from engine.labs.exercises import linear_backprop
from engine.layers import views

Array = np.ndarray
LINES = ("z", "a", "bp1", "bp2", "bp3", "bp4")
"""The lines of the algorithm that a learner can choose."""
FUNCTIONS: dict[str, Callable] = {
    "z": feed_forward,
    "a": feed_forward,
    "prime": feed_forward,
    "bp1": output_error,
    "bp2": backpropagate,
    "bp3": gradient,
    "bp4": gradient,
}
"""The function of the engine in which each line of the algorithm stands."""
ROWS = (
    "z^{{{l}}}_{{{j}}}",
    "a^{{{l}}}_{{{j}}}",
    r"\partial a^{{{l}}}_{{{j}}}/\partial z^{{{l}}}_{{{j}}}",
    r"\delta^{{{l}}}_{{{j}}}",
    "C",
)
"""What is compared before and after a modification: symbols for neuron {j} of layer {l}."""
OTHERS = 300  # weights and biases besides the neuron's own that are checked
SECONDS = 1.5  # that the check may take
AGREE = 1e-6  # relative error below which two gradients count as one
FLAT = 1e-9  # norm of a gradient of which differences see rounding alone
BATCHES = (1, 2, 5, 10, 20, 50, 100)


def changed_lines(net: Network, l: int) -> set[str]:
    """The lines of the algorithm that change for a modified neuron of layer l."""
    return {"a", "bp1" if l == net.L else "bp2"}


def marked_source(notes: Mapping[str, str]) -> str:
    """The engine's own forward and backward pass, with the notes above the functions of their lines."""
    parts = []
    for function in dict.fromkeys(FUNCTIONS.values()):
        above = [f"# ▼ {note}" for line, note in notes.items() if FUNCTIONS[line] is function]
        parts.append("\n".join([*above, *body(function)]))
    return "\n\n".join(parts)


def body(function: Callable) -> list[str]:
    """The source of a function without its docstring."""
    source = inspect.getsource(function).rstrip()
    before, _, rest = source.partition('"""')
    return (before.rstrip() + rest.partition('"""')[2]).splitlines()


@dataclass(frozen=True)
class Modification:
    """Neuron j of layer l computes f(z) instead of σ(z)."""

    l: int
    j: int
    f: Activation

    def of(self, net: Network) -> Network:
        """The network with this neuron modified."""
        return modified_neuron(net, self.l, self.j, self.f)


class NeuronComparison(NamedTuple):
    """The values that ROWS names, before and after a modification."""

    before: tuple[float, ...]
    after: tuple[float, ...]


def compare(net: Network, cost: str, modification: Modification, x: Array, y: Array) -> NeuronComparison:
    """What the modification changes for one example. Raises ValueError where the cost forbids it."""
    l, j = modification.l, modification.j

    def numbers(net: Network) -> tuple[float, ...]:
        trace = backprop(net, x, y, cost)
        neuron = tuple(float(part[l][j, 0]) for part in (trace.z, trace.a, trace.sigma_prime, trace.delta))
        return (*neuron, mean_cost(trace, y, cost))

    return NeuronComparison(numbers(net), numbers(modification.of(net)))


@dataclass(frozen=True, eq=False)
class ModificationCheck:
    """Finite differences against the gradient of a modified network, and against one that forgets f'."""

    right: GradientCheck
    forgotten: GradientCheck

    @property
    def tried(self) -> int:
        """How many weights and biases were tried."""
        return self.right.forward_passes // 2

    @property
    def flat(self) -> bool:
        """Whether the gradient is so small that differences see only rounding."""
        return bool(np.linalg.norm(self.right.backprop.vector) < FLAT)


def check_modification(net: Network, cost: str, modification: Modification, x: Array, y: Array) -> ModificationCheck:
    """Differences for all weights and the bias of the modified neuron, and for a sample of all others.

    They are taken in random order until SECONDS are over; in a large network they are a sample too.
    """
    l, j = modification.l, modification.j
    rng = np.random.default_rng(0)
    sample = rng.choice(net.parameters.size, min(OTHERS, net.parameters.size), replace=False)
    w, b = views(np.arange(net.parameters.size), net.sizes)
    indices = rng.permutation(np.union1d(np.append(w[l][j], b[l][j]), sample))
    check = CheckRun(modification.of(net), x, y, cost, indices=indices).advance(seconds=SECONDS)
    forgotten = replace(modification, f=forgetful(modification.f, net.sigma[l]))
    wrong = backprop(forgotten.of(net), x, y, cost)
    return ModificationCheck(check, check.against(Gradient(wrong.gradient, net.sizes)))


def forgetful(f: Activation, sigma: Activation) -> Activation:
    """f in the forward pass, but σ' in the backward pass."""

    return replace(f, prime=lambda z, a: sigma.prime(z, sigma.function(z)))


@dataclass(frozen=True, eq=False)
class LinearNetwork:
    """A network of linear neurons as one matrix: W `(n_L, n_1)`, B, and a^L by layers and by W x + B.

    `gap` is the largest difference between these two, `gradient_gap` that between the engine's backpropagation and
    the one that is rewritten for linear neurons, both relative to the largest number.
    """

    W: Array
    B: Array
    by_layers: Array
    by_matrix: Array
    gap: float
    gradient_gap: float


def linear_network(net: Network, x: Array, y: Array) -> LinearNetwork:
    """The network with σ(z) = z throughout, for one example and the quadratic cost."""
    straight = with_activation(net, ACTIVATIONS["linear"], net.w)
    W, B = one_matrix(straight)
    trace, (nabla_w, nabla_b) = backprop(straight, x, y), linear_backprop(straight, x, y)
    by_layers, by_matrix = trace.a[net.L], W @ x + B
    ours = np.concatenate([*(nabla_w[l].ravel() for l in net.w), *(nabla_b[l].ravel() for l in net.b)])
    return LinearNetwork(W, B, by_layers, by_matrix, gap(by_layers, by_matrix), gap(trace.gradient, ours))


def gap(one: Array, other: Array) -> float:
    """The largest difference of two arrays, relative to the largest number in the first."""
    return float(np.abs(one - other).max() / (np.abs(one).max() or 1.0))


@dataclass(frozen=True)
class Timing:
    """∇C of m examples: seconds in a loop and in columns, and the largest relative difference between the two."""

    m: int
    loop: float
    columns: float
    gap: float

    @property
    def ratio(self) -> float:
        return self.loop / self.columns


def measure(net: Network, cost: str, x: Array, y: Array) -> Timing:
    """Time both ways for these examples, here and now."""
    columns, seconds_columns = _timed(lambda: backprop(net, x, y, cost).gradient, 9)
    loop, seconds_loop = _timed(lambda: one_by_one(net, x, y, cost).vector, 3)
    return Timing(x.shape[1], seconds_loop, seconds_columns, gap(columns, loop))


def _timed(work: Callable[[], Array], most: int, seconds: float = 0.1) -> tuple[Array, float]:
    """The result of the work, and the fastest of a few times."""
    work()  # the first time pays for what is cached
    times: list[float] = []
    while len(times) < most and sum(times) < seconds:
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return result, min(times)
