"""Bugs to be found, what they are tried on, and what the check says of them. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import BUGS, Bug, CheckRun, GradientCheck, Network, bug_laboratory
from engine.gradients import Gradient
from ui.canvas.blocks import Block, ends, matrix, neurons, round_scale
from ui.text.numbers import raised, short
from ui.text.words import Words

Array = np.ndarray
BENCHES = ("laboratory", "own")
EQUATIONS = {
    "BP1": r"\delta^L = \nabla_a C \odot \sigma'(z^L)",
    "BP2": r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)",
    "BP3": r"\frac{\partial C}{\partial b^l_j} = \delta^l_j",
    "BP4": r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k\,\delta^l_j",
}
WRONG = 1e-4  # the relative error from which two gradients disagree
SAMPLE = 250  # weights of a layer that are tried on the visitor's own network


@dataclass(frozen=True)
class Case:
    """A bug that was dealt, hidden until an equation is named, or chosen, which is open."""

    name: str
    bench: str
    seed: int = 0
    open: bool = False

    @property
    def bug(self) -> Bug:
        return BUGS[self.name]


@dataclass(frozen=True, eq=False)
class Bench:
    """A network and a mini-batch that bugs are tried on, and the right gradient by finite differences."""

    net: Network
    x: Array
    y: Array
    cost: str
    check: GradientCheck


def laboratory(seed: int) -> Bench:
    """The small network of the engine, all of whose weights and biases are tried."""
    net, x, y = bug_laboratory(seed)
    return Bench(net, x, y, "quadratic", CheckRun(net, x, y).advance())


def own(net: Network, x: Array, y: Array, cost: str) -> Bench:
    """The visitor's network: all biases, and of each layer the weights that matter most and some at random."""
    return Bench(net, x, y, cost, CheckRun(net, x, y, cost, indices=sample(net, x, y, cost)).advance())


def sample(net: Network, x: Array, y: Array, cost: str) -> Array:
    """Positions in `Network.parameters`: half of the weights by size of their derivative, half at random."""
    right, rng = CheckRun(net, x, y, cost).result().backprop.vector, np.random.default_rng(0)
    chosen, start = [np.arange(net.weights.size, net.parameters.size)], 0
    for w in net.w.values():
        order = np.argsort(-np.abs(right[start : start + w.size]), kind="stable")
        chosen += [start + order[: SAMPLE // 2], start + rng.permutation(w.size)[: SAMPLE // 2]]
        start += w.size
    return np.unique(np.concatenate(chosen))


def runs(bench: str, net: Network) -> list[str]:
    """The names of the bugs that run there."""
    return [name for name, bug in BUGS.items() if bench == "laboratory" or bug.runs(net)]


def findings(bench: Bench, bug: Bug) -> GradientCheck:
    """The check of the bug's gradient."""
    return bench.check.against(bug.gradient(bench.net, bench.x, bench.y, bench.cost))


def disagree(check: GradientCheck) -> dict[tuple[str, int], bool]:
    """Which parts of the gradient are wrong."""
    return {part: error > WRONG for part, error in check.errors.items()}


def rows(check: GradientCheck) -> list[tuple[str, ...]]:
    """A line a layer: the errors of ∂C/∂w and ∂C/∂b, and what they say."""
    wrong = disagree(check)

    def cell(kind: str, l: int) -> str:
        return f"{'✗' if wrong[kind, l] else '✓'} {short(float(f'{check.errors[kind, l]:.0e}'))}"

    return [(f"l = {l}", *(cell(kind, l) for kind in "wb")) for l in check.by_layer]


def pictures(bench: Bench, check: GradientCheck, words: Words) -> tuple[list[Block], list[Block]]:
    """The derivatives by finite differences and by the bug on one scale, layer by layer: weights, then biases."""
    scale = round_scale(np.concatenate([check.numeric.vector, check.backprop.vector]))
    common: dict[str, Any] = {"scale": scale, "decades": 3, "legend": words["pictures.log"]}
    common |= {"ends": ends(words, "cost")}

    def blocks(found: Gradient) -> list[Block]:
        return [
            *(
                matrix(
                    w,
                    label=f"∂C/∂w{raised(l)}",
                    alt=words("pictures.alt", l=l),
                    tip=f"w{raised(l)}[{{r}}, {{c}}] = {{v}}",
                    least=90,
                    most=120,
                    show_scale=False,
                    **common,
                )
                for l, w in found.w.items()
            ),
            *(
                neurons(
                    b,
                    label=f"∂C/∂b{raised(l)}",
                    alt=words("pictures.alt_b", l=l),
                    tip=f"b{raised(l)}[{{i}}] = {{v}}",
                    show_scale=l == bench.net.L,
                    **common,
                )
                for l, b in found.b.items()
            ),
        ]

    return blocks(check.numeric), blocks(check.backprop)
