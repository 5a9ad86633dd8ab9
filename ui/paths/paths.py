"""The paths of a weight: their neurons, their products and sum, and how many there are. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import Network, PathFactors, Trace, path_count
from engine.labs.paths import Path
from ui.canvas import blocks
from ui.canvas.blocks import Block
from ui.screen.perturbation import activation_scale
from ui.text.numbers import number, raised
from ui.text.words import Words

Array = np.ndarray
SHOWN = 10  # paths that are drawn
BREADTHS = (10, 30, 100)
LAYERS = range(1, 41)  # hidden layers of an imagined network
INPUTS, OUTPUTS = 784, 10
A_SECOND = 1e9  # paths that a computer walks in a second, generously
YEAR = 3.156e7  # seconds
SPACE = r"\,"
SUM = (
    r"\frac{\partial C}{\partial w^l_{jk}} = \sum_{mnp\ldots q} \frac{\partial C}{\partial a^L_m}"
    r"\frac{\partial a^L_m}{\partial a^{L-1}_n} \cdots \frac{\partial a^{l+1}_q}{\partial a^l_j}"
    r"\frac{\partial a^l_j}{\partial w^l_{jk}}"
)
"""Equation 53."""


# --- the weight ---


def default_weight(net: Network, trace: Trace) -> tuple[int, int, int]:
    """A weight worth looking at: into layer 2, at its largest |δ|, from its brightest input."""
    return 2, int(np.abs(trace.delta[2]).argmax()), int(np.abs(trace.a[1]).argmax())


def sources(net: Network, trace: Trace, l: int, j: int, k: int, words: Words) -> tuple[Block, Block]:
    """What comes into neuron j of layer l: the activations before it and its weights, to pick k from."""
    a, w = trace.a[l - 1], net.w[l][[j]]
    options: dict[str, Any] = {"selected": k}
    ink = {"label": words("sources.a", l=raised(l - 1)), "tip": f"a{raised(l - 1)}[{{p}}] = {{v}}"}
    signed = {"label": words("sources.w", l=raised(l), j=j), "tip": f"w{raised(l)}[{j}, {{p}}] = {{v}}"}
    ink["alt"], signed["alt"] = words("sources.a_alt", l=l - 1), words("sources.w_alt", l=l, j=j)
    weights: dict[str, Any] = {"scale": blocks.round_scale(w), "ends": blocks.ends(words, "for")}
    if l == 2 and net.sizes[0] == blocks.SIDE**2:
        options |= {"picks": "cell", "least": 150, "most": 196}
        image = blocks.images(a.T, **ink, **activation_scale(net, 1, a, words), **options)
        return image, blocks.images(w, **signed, **weights, **options)
    ink["tip"], signed["tip"] = (text["tip"].replace("{p}", "{i}") for text in (ink, signed))
    options |= {"picks": "picture", "least": 22}
    incoming = blocks.neurons(a, **ink, **activation_scale(net, l - 1, a, words), **options)
    return incoming, blocks.neurons(w, **signed, **weights, **options)


def source(click: blocks.Click, l: int) -> int:
    """The k of a click on one of `sources`."""
    return click.r * blocks.SIDE + click.c if l == 2 else click.i


# --- all paths ---


@dataclass(frozen=True, eq=False)
class PathSum:
    """The strongest paths, what the rest adds, and the exact sum."""

    factors: PathFactors
    strongest: list[Path]

    @property
    def rest(self) -> float:
        """The sum of all paths that are not among the strongest."""
        return self.factors.total - sum(path.product for path in self.strongest)

    @property
    def others(self) -> int:
        return self.factors.count - len(self.strongest)

    @property
    def cancelling(self) -> float:
        """Σ|path| / |Σ path|: 1 if no paths cancel."""
        return self.factors.absolute / abs(self.factors.total) if self.factors.total else math.inf


def summed(factors: PathFactors) -> PathSum:
    """The sum over all paths, with the strongest singled out."""
    return PathSum(factors, factors.strongest(min(SHOWN, factors.count)))


def name(path: Path) -> str:
    """A path by its neurons: 14 → 3."""
    return " → ".join(map(str, path.neurons))


def factor_row(path: Path) -> tuple[str, ...]:
    """A row of the table of paths: its neurons, its factors, their product."""
    return name(path), " · ".join(number(factor) for factor in path.factors), number(path.product, sign=True)


def latex(path: Path, l: int, j: int, k: int) -> str:
    """A path as its product of rate factors, in the book's letters, from the cost back to the weight. Equation 53."""
    L = l + len(path.neurons) - 1
    parts = [rf"\frac{{\partial C}}{{\partial a^{{{L}}}_{{{path.neurons[-1]}}}}}"]
    for i in range(L, l, -1):
        q, p = path.neurons[i - l], path.neurons[i - l - 1]
        parts.append(rf"\frac{{\partial a^{{{i}}}_{{{q}}}}}{{\partial a^{{{i - 1}}}_{{{p}}}}}")
    parts.append(rf"\frac{{\partial a^{{{l}}}_{{{j}}}}}{{\partial w^{{{l}}}_{{{j},{k}}}}}")
    values = [_tex(factor) for factor in reversed(path.factors)]
    product = r" \cdot ".join(values) + rf" \approx {_tex(path.product, bracket=False)}"
    return rf"\begin{{aligned}}& {SPACE.join(parts)} \\[.4em] &= {product}\end{{aligned}}"


def _tex(value: float, *, bracket: bool = True) -> str:
    text = number(value).replace("−", "-")
    head, _, power = text.partition("·10")
    if power:
        digits = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        head += rf"\cdot 10^{{{digits}}}"
    return f"({head})" if bracket and value < 0 else head


# --- how many ---


def counts(sizes: Sequence[int], l: int) -> list[int]:
    """What a learner may guess: the number of paths from one weight, and numbers easily mistaken for it."""
    right = path_count(sizes, l)
    other = {1, sizes[-1], right, right * sizes[l - 1], sum(sizes[l - 1 :]), math.prod(sizes[1:]), sizes[l - 2] * right}
    return sorted(other)


def imagined(hidden: int, breadth: int) -> tuple[int, ...]:
    """The sizes of a network with `hidden` hidden layers of `breadth` neurons each."""
    return (INPUTS, *[breadth] * hidden, OUTPUTS)


def plain(count: int, words: Words) -> str:
    """A whole number, however large."""
    return words.whole(count) if count < 10**7 else number(float(count))


def power(count: int, words: Words) -> str:
    """A whole number for LaTeX, however large."""
    return _tex(float(count)) if count >= 10**7 else rf"\text{{{words.whole(count)}}}"


def duration(count: int, words: Words) -> str:
    """How long a computer would need to walk that many paths."""
    time = count / A_SECOND
    if time < 1:
        return words["growth.moment"]
    if time < YEAR:
        return words("growth.seconds", seconds=number(time))
    return words("growth.years", years=number(time / YEAR))
