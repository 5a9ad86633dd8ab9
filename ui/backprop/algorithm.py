"""The book's algorithm as a sequence of steps, with the source that computes each. Pure: no Streamlit."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from engine import Dataset, Network, Trace, bp1, bp2, bp3, bp4
from engine.backprop import backpropagate, feed_forward, gradient, output_error
from engine.costs import cost_named
from ui.folders import ROOT

KINDS = ("input", "feedforward", "output_error", "backpropagate", "gradient")
FORWARD = ("input", "feedforward")


@dataclass(frozen=True)
class Step:
    """A step of the algorithm: what is done (one of KINDS), and in which layer."""

    kind: str
    l: int

    @property
    def number(self) -> int:
        """The number of the step in the book, 1 to 5."""
        return KINDS.index(self.kind) + 1

    @property
    def forward(self) -> bool:
        return self.kind in FORWARD


def steps(last: int) -> tuple[Step, ...]:
    """The steps for a network of layers 1..last, in order."""
    return (
        Step("input", 1),
        *(Step("feedforward", l) for l in range(2, last + 1)),
        Step("output_error", last),
        *(Step("backpropagate", l) for l in range(last - 1, 1, -1)),
        *(Step("gradient", l) for l in range(2, last + 1)),
    )


def equation(step: Step, net: Network, m: int, cost: str) -> str:
    """The equation of a step in vectors or matrices, with their shapes below them, in LaTeX."""
    l, sizes = step.l, net.sizes

    def shaped(symbol: str, rows: int, columns: int = m) -> str:
        return rf"\underbrace{{{symbol}}}_{{{rows}\times{columns}}}"

    n = sizes[l - 1]
    z, a, d = (shaped(f"{symbol}^{{{l}}}", n) for symbol in ("z", "a", r"\delta"))
    prime = rf"\sigma'(z^{{{l}}})"
    match step.kind:
        case "input":
            return rf"a^1 = {shaped('x', n)}"
        case "feedforward":
            w = shaped(f"w^{{{l}}}", n, sizes[l - 2])
            return rf"{z} = {w}\;{shaped(f'a^{{{l - 1}}}', sizes[l - 2])} + b^{{{l}}}, \quad {a} = \sigma(z^{{{l}}})"
        case "output_error":
            known, symbols = cost_named(cost), {"a": f"a^{{{l}}}", "y": "y"}
            gradient = known.gradient_latex.format(**symbols)
            error = known.error_latex.format(**symbols) if known.cancels else rf"({gradient}) \odot {prime}"
            return rf"{d} = \nabla_a C \odot {prime} = {error}"
        case "backpropagate":
            w = shaped(f"(w^{{{l + 1}}})^T", n, sizes[l])
            next_delta = shaped(rf"\delta^{{{l + 1}}}", sizes[l])
            return rf"{d} = \bigl({w}\;{next_delta}\bigr) \odot {prime}"
    mean = "" if m == 1 else rf"\tfrac{{1}}{{{m}}}\,"
    ones = "" if m == 1 else r"\,\mathbf{1}"
    bias = rf"\frac{{\partial C}}{{\partial b^{{{l}}}}} = {mean}{d}{ones} \quad\text{{(BP3)}}"
    w = shaped(rf"\bigl(a^{{{l - 1}}}\bigr)^T", m, sizes[l - 2])
    weight = rf"\frac{{\partial C}}{{\partial w^{{{l}}}}} = {mean}{d}\;{w} \quad\text{{(BP4)}}"
    return rf"\begin{{gathered}} {bias} \\ {weight} \end{{gathered}}"


class Batch(NamedTuple):
    """Examples as columns: x `(784, m)`, y `(10, m)`, and the indices of the test images, None for a drawing."""

    x: np.ndarray
    y: np.ndarray
    names: tuple[int | None, ...]


def batch(x: np.ndarray, y: np.ndarray, index: int | None, test: Dataset, m: int) -> Batch:
    """The current digit as the first column, then the m − 1 test images after it, in float64."""
    indices = [(i + (-1 if index is None else index)) % len(test) for i in range(1, m)]
    others = test[indices]
    return Batch(np.hstack([x, others.images.astype(float)]), np.hstack([y, others.targets]), (index, *indices))


# --- the source ---


class Source(NamedTuple):
    """A function of the engine as it stands in its file, from a line on."""

    file: str
    line: int
    code: str


def sources(step: Step, net: Network, cost_name: str) -> tuple[list[Source], list[Source]]:
    """The code that is the equation of a step, and the code around it: where it is called, and what it calls."""
    cost = cost_named(cost_name)
    sigma = net.sigma[max(step.l, 2)]
    match step.kind:
        case "input":
            return [source(feed_forward)], []
        case "feedforward":
            return [source(feed_forward)], [source(sigma.function), source(sigma.prime)]
        case "output_error":
            call = source(output_error)
            if cost.output_error:
                return [source(cost.output_error)], [call, source(cost.nabla_a)]
            return [source(bp1)], [call, source(cost.nabla_a), source(sigma.prime)]
        case "backpropagate":
            return [source(bp2)], [source(backpropagate), source(sigma.prime)]
    return [source(bp3), source(bp4)], [source(gradient)]


@cache
def source(function: Callable) -> Source:
    """The source of a function."""
    lines, first = inspect.getsourcelines(function)
    file = Path(inspect.getfile(function)).relative_to(ROOT).as_posix()
    return Source(file, first, "".join(lines).rstrip())


# --- one neuron of each layer, and the neurons around it that a drawing shows ---


def path(
    net: Network, trace: Trace, column: int, selected: tuple[int, ...] | None, kept: Mapping[int, int], label: int
) -> dict[int, int]:
    """One neuron of each layer 1..L, so that each step has one to write out.

    In each layer it is the selected one, or else the one that was selected there before (`kept`); failing both, that
    of the label in the output layer, the one with the largest error in a hidden layer, and the pixel that contributes
    most to z^2.
    """
    chosen = {l: j for l, j in kept.items() if 1 <= l <= net.L and 0 <= j < net.sizes[l - 1]}
    if selected:
        l, j, *k = selected
        chosen |= {l: j, **({l - 1: k[0]} if k else {})}
    found = {net.L: chosen.get(net.L, label)}
    for l in range(net.L - 1, 1, -1):
        found[l] = chosen.get(l, int(np.abs(trace.delta[l][:, column]).argmax()))
    found[1] = chosen.get(1, int(contributions(net, trace, 2, found[2], column).argmax()))
    return found


def contributions(net: Network, trace: Trace, l: int, j: int, column: int) -> np.ndarray:
    """How much each neuron k contributes to z^l_j: |w^l_jk a^(l-1)_k|, `(n_{l-1},)`."""
    return np.abs(net.w[l][j] * trace.a[l - 1][:, column])


def windows(net: Network, trace: Trace, column: int, neurons: Mapping[int, int], most: int) -> dict[int, list[int]]:
    """The neurons of each layer that a drawing shows: the `most` that contribute most to the path."""
    shown = {net.L: _around(net.sizes[-1], neurons[net.L], most)}
    for l in range(1, net.L):
        order = contributions(net, trace, l + 1, neurons[l + 1], column).argsort(kind="stable")[::-1]
        others = [int(j) for j in order if j != neurons[l]][: most - 1]
        shown[l] = sorted([neurons[l], *others])
    return shown


def _around(n: int, j: int, most: int) -> list[int]:
    first = max(0, min(j - most // 2, n - most))
    return list(range(first, min(n, first + most)))
