"""The proofs of BP1 and BP2, each line with the numbers of the current digit. Pure: no Streamlit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine.costs import cost_named
from ui.backprop import equations
from ui.backprop.equations import FilledEquation, ProductSum, delta, enough, name, written
from ui.backprop.example_pass import ExamplePass


class ProofLine(NamedTuple):
    """A line of a proof: the key of its reason, the number of the equation in the book, and the filled equation."""

    reason: str
    number: str
    filled: FilledEquation


def bp1(seen: ExamplePass, others: str) -> list[ProofLine]:
    """Equations 36 to 39 for the selected output neuron."""
    L, column = seen.net.L, seen.column
    j = seen.path[L]
    result = float(seen.trace.delta[L][j, column])
    gradient = float(cost_named(seen.cost).nabla_a(seen.trace.a[L], seen.y)[j, column])
    prime = float(seen.trace.sigma_prime[L][j, column])
    digits = enough(lambda show: show(gradient) * show(prime), result)
    first, second = written(gradient, digits), written(prime, digits)
    head, z, a = delta(L, j), name("z", L, j), name("a", L, j)
    product = rf"({first})\cdot{second}"
    rest = others.format(count=seen.net.sizes[-1] - 1)
    by = rf"\frac{{\partial C}}{{\partial {a}}}"
    a_k = rf"\partial a^{{{L}}}_k"
    chain = rf"\textstyle\sum_k \displaystyle\frac{{\partial C}}{{{a_k}}}\,\frac{{{a_k}}}{{\partial {z}}}"
    return [
        ProofLine("definition", "36", FilledEquation(head, rf"\frac{{\partial C}}{{\partial {z}}}", (), result)),
        ProofLine(
            "chain", "37", FilledEquation(head, chain, (rf"{product} + \underbrace{{0}}_{{\text{{{rest}}}}}",), result)
        ),
        ProofLine(
            "only", "38", FilledEquation(head, rf"{by}\,\frac{{\partial {a}}}{{\partial {z}}}", (product,), result)
        ),
        ProofLine("prime", "39", FilledEquation(head, rf"{by}\,\sigma'\bigl({z}\bigr)", (product,), result)),
    ]


def bp2(seen: ExamplePass, l: int, others: str) -> list[ProofLine]:
    """Equations 40 to 45 for the selected neuron of layer l."""
    net, trace, column = seen.net, seen.trace, seen.column
    j, next_ = seen.path[l], l + 1
    result = float(trace.delta[l][j, column])
    prime, errors = float(trace.sigma_prime[l][j, column]), trace.delta[next_][:, column]
    rates = net.w[next_][:, j] * prime
    k = int(np.abs(net.w[next_][:, j] * errors).argmax())
    head, z = delta(l, j), name("z", l, j)
    z_k, w_kj = name("z", next_, k), name("w", next_, k, j)
    rate = rf"\frac{{\partial z^{{{next_}}}_k}}{{\partial {z}}}"
    error = rf"\frac{{\partial C}}{{\partial z^{{{next_}}}_k}}"
    sigma = rf"\sigma\bigl({z}\bigr)"
    inserted = (
        rf"{w_kj}\,{sigma} + \textstyle\sum_{{i\neq {j}}} w^{{{next_}}}_{{{k},i}}\,a^{{{l}}}_i + {name('b', next_, k)}"
    )
    return [
        ProofLine("definition", "40", FilledEquation(head, rf"\frac{{\partial C}}{{\partial {z}}}", (), result)),
        ProofLine(
            "chain", "41", _sum(head, rf"\textstyle\sum_k \displaystyle{error}\,{rate}", errors, rates, result, others)
        ),
        ProofLine(
            "delta",
            "42",
            _sum(head, rf"\textstyle\sum_k \displaystyle{rate}\,\delta^{{{next_}}}_k", rates, errors, result, others),
        ),
        ProofLine("insert", "43", _inserted(seen, l, j, k, z_k, inserted)),
        ProofLine(
            "rate", "44", _rate(float(net.w[next_][k, j]), prime, rf"\frac{{\partial {z_k}}}{{\partial {z}}}", w_kj, z)
        ),
        ProofLine("done", "45", equations.hidden_error(net, trace, l, j, column, others)),
    ]


def _sum(head: str, symbols: str, left: np.ndarray, right: np.ndarray, result: float, others: str) -> FilledEquation:
    total = ProductSum.of(left, right)
    digits = enough(total.value, result)
    return FilledEquation(head, symbols, tuple(total.lines(digits, others.format(count=total.others))), result)


def _inserted(seen: ExamplePass, l: int, j: int, k: int, head: str, symbols: str) -> FilledEquation:
    """z^(l+1)_k as the contribution of neuron j of layer l, and all the rest."""
    w, a = float(seen.net.w[l + 1][k, j]), float(seen.trace.a[l][j, seen.column])
    result = float(seen.trace.z[l + 1][k, seen.column])
    rest = result - w * a
    digits = enough(lambda show: show(w) * show(a) + show(rest), result)
    sign = "-" if rest < 0 else "+"
    number = rf"{equations.first(w, digits)}{equations.times(a, digits)} {sign} {written(abs(rest), digits)}"
    return FilledEquation(head, symbols, (number,), result)


def _rate(w: float, prime: float, head: str, symbol: str, z: str) -> FilledEquation:
    result = w * prime
    digits = enough(lambda show: show(w) * show(prime), result)
    number = rf"{equations.first(w, digits)}{equations.times(prime, digits)}"
    return FilledEquation(head, rf"{symbol}\,\sigma'\bigl({z}\bigr)", (number,), result)
