"""One neuron: its numbers, the origin of its δ, and the gradient that δ leads to. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from engine import COSTS, Network, Trace
from ui.canvas import blocks
from ui.canvas.blocks import Block
from ui.charts import tables
from ui.charts.tables import Bar, Cell
from ui.text.numbers import number, raised
from ui.text.words import Words

Array = np.ndarray
MOST_TERMS = 6  # that are written out


class DeltaTerm(NamedTuple):
    """One term of the sum in δ^l_j: neuron k of layer l+1, w^{l+1}_kj, δ^{l+1}_k and their product."""

    k: int
    w: float
    delta: float
    product: float


@dataclass(frozen=True)
class Neuron:
    """Neuron j of layer l at one example.

    `nabla_a` is ∂C/∂a^l_j, in a hidden layer the sum of `terms`, the largest of which comes first. In the output layer
    there are no terms, `y` is the desired output, and `nabla_a` is None where σ' cancels against it.
    """

    l: int
    j: int
    z: float
    a: float
    sigma_prime: float
    delta: float
    y: float | None
    nabla_a: float | None
    terms: tuple[DeltaTerm, ...]


def neuron_at(net: Network, trace: Trace, y: Array, cost: str, l: int, j: int) -> Neuron:
    """Neuron j of layer l in the trace of one example with the desired output y `(n_L, 1)`."""
    terms: list[DeltaTerm] = []
    target: float | None = None
    nabla_a: float | None
    if l == net.L:
        a, target = trace.a[l], float(y[j, 0])
        nabla_a = None if COSTS[cost].cancels else float(COSTS[cost].nabla_a(a, y)[j, 0])
    else:
        w, after = net.w[l + 1][:, j], trace.delta[l + 1][:, 0]
        nabla_a = float(w @ after)
        order = np.argsort(-np.abs(w * after), kind="stable")
        terms = [DeltaTerm(int(k), float(w[k]), float(after[k]), float(w[k] * after[k])) for k in order]
    z, a_j, prime, delta = (float(part[l][j, 0]) for part in (trace.z, trace.a, trace.sigma_prime, trace.delta))
    return Neuron(l, j, z, a_j, prime, delta, target, nabla_a, tuple(terms))


def terms_block(neuron: Neuron, words: Words) -> Block:
    """All terms of a neuron's sum as cells, the largest first; a click chooses the neuron that a term comes from."""
    products = np.array([[term.product] for term in neuron.terms])
    above = neuron.l + 1
    return blocks.neurons(
        products,
        ids=[term.k for term in neuron.terms],
        names=[str(term.k) for term in neuron.terms],
        picks="picture",
        scale=blocks.round_scale(products),
        ends=blocks.ends(words, "cost"),
        tip=f"w{raised(above)}[{{i}}, {neuron.j}] · δ{raised(above)}[{{i}}] = {{v}}",
        alt=words("neuron.terms_alt", count=len(products), next=above),
        label=words("neuron.terms", next=above),
    )


def gradient_block(trace: Trace, neuron: Neuron, words: Words, *, label: str = "") -> Block:
    """∂C/∂w^l_j of a trace: a picture of 28×28 pixels for the first hidden layer, one cell per weight elsewhere."""
    gradient = trace.nabla_w[neuron.l][neuron.j]
    label = label or f"∂C/∂w{raised(neuron.l)}[{neuron.j}, k]"
    options: dict[str, Any] = {
        "label": label,
        "alt": words("neuron.gradient_alt", l=neuron.l, j=neuron.j, before=neuron.l - 1),
        "scale": blocks.round_scale(gradient),
        "ends": blocks.ends(words, "cost"),
    }
    symbol = f"∂C/∂w{raised(neuron.l)}"
    if gradient.size == blocks.SIDE**2:
        tip = f"{symbol}[{neuron.j}, {{p}}] = {{v}}"
        return blocks.images(gradient[None], tip=tip, least=168, most=168, **options)
    return blocks.neurons(gradient, tip=f"{symbol}[{neuron.j}, {{i}}] = {{v}}", most=24, **options)


def table(neuron: Neuron, words: Words) -> str:
    """The sum of a hidden neuron as an HTML table: its largest terms with bars, all others in one row, the total."""
    shown, rest = neuron.terms[:MOST_TERMS], neuron.terms[MOST_TERMS:]
    most = max((abs(term.product) for term in neuron.terms), default=0.0) or 1.0
    above = raised(neuron.l + 1)

    def row(name: str, w: str, delta: str, product: float) -> list[Cell | str]:
        bar = Cell(Bar(product / most), attributes={"class": "bar", "aria-hidden": "true"})
        return [Cell(name, "row"), w, delta, number(product, sign=True), bar]

    rows = [row(str(k), number(w, sign=True), number(delta, sign=True), product) for k, w, delta, product in shown]
    if rest:
        rows.append(row(words("neuron.others", count=len(rest)), "", "", sum(term.product for term in rest)))
    heads = ["k", f"w{above}ₖⱼ", f"δ{above}ₖ", f"w{above}ₖⱼ δ{above}ₖ", ""]
    total = number(neuron.nabla_a or 0.0, sign=True)
    return tables.html(heads, rows, tables.TERMS, foot=[Cell("Σ", "row"), "", "", total, ""])


def facts(neuron: Neuron) -> str:
    """z, a, σ'(z) and δ of a neuron as an HTML table."""
    up = raised(neuron.l)
    heads = [f"z{up}ⱼ", f"a{up}ⱼ", f"σ′(z{up}ⱼ)", f"δ{up}ⱼ"]
    z, delta = (number(value, sign=True) for value in (neuron.z, neuron.delta))
    values = [z, number(neuron.a), number(neuron.sigma_prime), delta]
    return tables.html(heads, [values], tables.FACTS)


def formulas(cost: str, a: str, y: str) -> dict[str, str]:
    """∂C/∂a_j and, where σ' cancels, δ_j of an output neuron in LaTeX, with symbols or numbers for a_j and y_j."""
    known = COSTS[cost]
    return {
        "gradient": known.gradient_latex.format(a=a, y=y),
        "error": known.error_latex.format(a=a, y=y),
    }


def in_text(latex: str) -> str:
    """A formula within a sentence: plain characters where it has no more than these."""
    return f"${latex}$" if set(latex) & set("\\^_") else latex.replace("-", "−")


def bracket(value: float) -> str:
    """A factor of a product, in brackets if it is negative."""
    return f"({number(value)})" if value < 0 else number(value)
