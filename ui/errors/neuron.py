"""One neuron: its numbers, where its δ came from, and what it does next. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import NamedTuple

import numpy as np

from engine import COSTS, Network, Trace
from ui.canvas import blocks
from ui.canvas.blocks import Block
from ui.text.numbers import number, raised
from ui.text.words import Words

Array = np.ndarray
MOST_TERMS = 6  # that are written out
BLUE, ORANGE = "light-dark(#1f6fb5, #4a9ae0)", "light-dark(#d4660a, #ef8b3c)"  # those of .streamlit/config.toml
STYLE = f"""<style>
.facts, .terms {{ width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.86rem; }}
.facts th, .facts td, .terms th, .terms td {{ padding: 0.12rem 0.35rem; text-align: right; white-space: nowrap; }}
.facts th, .terms th {{ font-weight: 400; opacity: 0.75; }}
.facts td {{ font-weight: 600; width: 25%; }}
.terms tfoot {{ border-top: 1px solid currentColor; font-weight: 600; }}
.terms .bar {{ width: 24%; min-width: 3rem; }}
.terms .group {{ text-align: left; padding-top: 0.5rem; opacity: 1; font-weight: 600; }}
.bar i {{ display: block; height: 0.7rem; }}
.terms tbody .bar {{ background: linear-gradient(currentColor, currentColor) center / 1px 100% no-repeat; }}
.bar .plus {{ background: {BLUE}; }}
.bar .minus {{ background: {ORANGE}; }}
</style>"""


class DeltaTerm(NamedTuple):
    """One term of δ^l_j's sum: neuron k of layer l+1, w^{l+1}_kj, δ^{l+1}_k and their product."""

    k: int
    w: float
    delta: float
    product: float


@dataclass(frozen=True)
class Neuron:
    """Neuron j of layer l at one example. `nabla_a` is ∂C/∂a^l_j: the sum of the terms, sorted by size; in the output
    layer there are none, and it is (∇_a C)_j, None where σ' has cancelled against it.
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


def neuron(net: Network, trace: Trace, y: Array, cost: str, l: int, j: int) -> Neuron:
    """Neuron j of layer l in the trace of one example with the desired output y `(n_L, 1)`."""
    terms: list[DeltaTerm] = []
    target: float | None = None
    nabla_a: float | None
    if l == net.L:
        a, target = trace.a[l], float(y[j, 0])
        nabla_a = None if COSTS[cost].shortcut else float(COSTS[cost].gradient(a, y, np.empty_like(a))[j, 0])
    else:
        w, after = net.w[l + 1][:, j], trace.delta[l + 1][:, 0]
        nabla_a = float(w @ after)
        order = np.argsort(-np.abs(w * after), kind="stable")
        terms = [DeltaTerm(int(k), float(w[k]), float(after[k]), float(w[k] * after[k])) for k in order]
    z, a_j, prime, delta = (float(part[l][j, 0]) for part in (trace.z, trace.a, trace.sigma_prime, trace.delta))
    return Neuron(l, j, z, a_j, prime, delta, target, nabla_a, tuple(terms))


def terms_block(known: Neuron, words: Words) -> Block:
    """All terms of a neuron's sum as cells, the largest first; a click goes to the neuron that a term comes from."""
    products = np.array([[term.product] for term in known.terms])
    above = known.l + 1
    return blocks.neurons(
        products,
        ids=[term.k for term in known.terms],
        names=[str(term.k) for term in known.terms],
        picks="picture",
        scale=blocks.round_scale(products),
        tip=f"w{raised(above)}[{{i}}, {known.j}] · δ{raised(above)}[{{i}}] = {{v}}",
        alt=words("neuron.terms_alt", count=len(products), next=above),
        label=words("neuron.terms", next=above),
    )


def gradient_block(trace: Trace, known: Neuron, words: Words, *, label: str = "") -> Block:
    """∂C/∂w^l_j of a trace: a picture of 28×28 for the first hidden layer, a strip elsewhere."""
    gradient = trace.nabla_w[known.l][known.j]
    label = label or f"∂C/∂w{raised(known.l)}[{known.j}, k]"
    alt = words("neuron.gradient_alt", l=known.l, j=known.j, before=known.l - 1)
    tip = f"∂C/∂w{raised(known.l)}[{known.j}, {{x}}] = {{v}}"
    scale = blocks.round_scale(gradient)
    if gradient.size == blocks.SIDE**2:
        return blocks.images(
            gradient[None], label=label, alt=alt, tip=tip.replace("{x}", "{p}"), scale=scale, least=168, most=168
        )
    return blocks.neurons(gradient, label=label, alt=alt, tip=tip.replace("{x}", "{i}"), scale=scale, least=14, most=20)


def table(known: Neuron, words: Words) -> str:
    """The sum of a hidden neuron as an HTML table: its largest terms with bars, the rest in one row, the sum."""
    shown, rest = known.terms[:MOST_TERMS], known.terms[MOST_TERMS:]
    most = max((abs(term.product) for term in known.terms), default=0.0) or 1.0
    above = raised(known.l + 1)
    rows = [(f"{term.k}", number(term.w, sign=True), number(term.delta, sign=True), term.product) for term in shown]
    if rest:
        rows.append((words("neuron.others", count=len(rest)), "", "", sum(term.product for term in rest)))
    head = ("k", f"w{above}ₖⱼ", f"δ{above}ₖ", f"w{above}ₖⱼ δ{above}ₖ", "")
    cells = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{w}</td><td>{delta}</td><td>{number(product, sign=True)}</td>"
        f"<td class='bar' aria-hidden='true'>{_bar(product / most)}</td></tr>"
        for name, w, delta, product in rows
    )
    total = number(known.nabla_a or 0.0, sign=True)
    foot = f"<tr><th scope='row'>Σ</th><td></td><td></td><td>{total}</td><td></td></tr>"
    return STYLE + (
        f"<table class='terms'><thead><tr>{''.join(f'<th scope=col>{text}</th>' for text in head)}</tr></thead>"
        f"<tbody>{cells}</tbody><tfoot>{foot}</tfoot></table>"
    )


def facts(known: Neuron) -> str:
    """z, a, σ'(z) and δ of a neuron as an HTML table."""
    up = raised(known.l)
    values = ((f"z{up}ⱼ", known.z), (f"a{up}ⱼ", known.a), (f"σ′(z{up}ⱼ)", known.sigma_prime), (f"δ{up}ⱼ", known.delta))
    head = "".join(f"<th scope='col'>{name}</th>" for name, _ in values)
    body = "".join(f"<td>{number(value)}</td>" for _, value in values)
    return f"<table class='facts'><thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table>{STYLE}"


def bracket(value: float) -> str:
    """A factor of a product: in brackets where it is negative."""
    return f"({number(value)})" if value < 0 else number(value)


def _bar(part: float) -> str:
    """A bar from the middle: to the right where positive, to the left where negative."""
    width = min(50.0, 50 * abs(part))
    side, sign = ("left", "plus") if part >= 0 else ("right", "minus")
    return f"<i class='{sign}' style='width:{width:.1f}%;margin-{side}:50%'></i>"
