"""Why an output neuron has its z: the sum of what the neurons before it contribute, w·a, and b. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engine import Network, Trace
from ui.charts import tables
from ui.charts.tables import Bar, Cell
from ui.text.numbers import number, raised
from ui.text.words import Words

ROWS = 6  # contributions that are written out
NAMED = 3  # neurons that are named, for and against
SMALL = 0.05  # of the largest contribution: what is smaller is no reason
FLAT = 0.01  # σ′ below which an output is called saturated


class Contribution(NamedTuple):
    """What neuron k of the layer before adds to the sum: w·a, with its weight and its activation."""

    k: int
    w: float
    a: float
    product: float


@dataclass(frozen=True)
class Reason:
    """z^L_j = Σ_k w^L_jk a^(L-1)_k + b^L_j for one example, the largest contributions first."""

    L: int
    j: int
    contributions: tuple[Contribution, ...]
    b: float
    z: float
    a: float
    sigma_prime: float

    @property
    def sides(self) -> tuple[float, float]:
        """The sum of all that speaks for it, and of all that speaks against."""
        products = [each.product for each in self.contributions]
        return sum(p for p in products if p > 0), sum(p for p in products if p < 0)

    @property
    def saturated(self) -> bool:
        """Whether the activation hardly answers to z any more, so that its derivative gives no reason."""
        return self.sigma_prime < FLAT

    def named(self, sign: int) -> list[Contribution]:
        """The largest contributions for it (sign 1) or against it (-1), a few at most."""
        least = SMALL * max((abs(each.product) for each in self.contributions), default=0.0)
        return [each for each in self.contributions if sign * each.product > least][:NAMED]


def reason(net: Network, trace: Trace, j: int) -> Reason:
    """Why output neuron j has its z in the trace of one example."""
    L = net.L
    w, a = net.w[L][j], trace.a[L - 1][:, 0]
    products = w * a
    order = np.argsort(-np.abs(products), kind="stable")
    found = tuple(Contribution(int(k), float(w[k]), float(a[k]), float(products[k])) for k in order)
    b, z, own, prime = (float(part[L][j, 0]) for part in (net.b, trace.z, trace.a, trace.sigma_prime))
    return Reason(L, j, found, b, z, own, prime)


def sentences(reason: Reason, words: Words) -> str:
    """Who speaks for the digit, who against, and what all of it adds up to."""
    unit = "pixel" if reason.L == 2 else "neuron"

    def named(sign: int) -> str:
        names = [f"{each.k} ({number(each.product, sign=True)})" for each in reason.named(sign)]
        return words(f"why.{unit}", names=", ".join(names)) if names else words["why.nobody"]

    both = words("why.for", j=reason.j, names=named(1)), words("why.against", names=named(-1))
    rises, falls = (number(side, sign=True) for side in reason.sides)
    total = {"z": number(reason.z, sign=True), "b": number(reason.b, sign=True), "a": number(reason.a)}
    return " ".join([*both, words("why.sum", rises=rises, falls=falls, j=reason.j, L=reason.L, **total)])


def table(reason: Reason, words: Words) -> str:
    """The sum as an HTML table: its largest contributions with bars, all others in one row, b, and z."""
    shown, rest = reason.contributions[:ROWS], reason.contributions[ROWS:]
    others = sum(each.product for each in rest)
    most = max([abs(each.product) for each in shown] + [abs(others), abs(reason.b)]) or 1.0
    before, here = raised(reason.L - 1), raised(reason.L)

    def row(name: str, w: str, a: str, value: float) -> list[Cell | str]:
        bar = Cell(Bar(value / most), attributes={"class": "bar", "aria-hidden": "true"})
        return [Cell(name, "row"), w, a, number(value, sign=True), bar]

    rows = [row(str(each.k), number(each.w, sign=True), number(each.a), each.product) for each in shown]
    if rest:
        rows.append(row(words("why.others", count=len(rest)), "", "", others))
    rows.append(row(f"b{here}", "", "", reason.b))
    heads: list[Cell | str] = ["k", f"w{here}ⱼₖ", f"a{before}ₖ", f"w{here}ⱼₖ a{before}ₖ", Cell("")]
    return tables.html(
        heads, rows, tables.TERMS, foot=[Cell(f"z{here}", "row"), "", "", number(reason.z, sign=True), ""]
    )
