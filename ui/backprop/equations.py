"""The equations of the chapter for one neuron or weight, filled in with numbers. Pure: no Streamlit.

Results have four significant digits. The other numbers have at least four, and as many more as it takes for the
calculation as written to give the result as written.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from engine import Network, Trace
from engine.costs import cost_named

DIGITS = 4  # significant digits of a result
TERMS = 4  # terms of a sum that are written one by one, at most
SMALL = 1e-3  # of the largest term: smaller ones are written together
WIDE = 34  # characters of two products that still stand in one line

Rounding = Callable[[float], float]


@dataclass(frozen=True)
class FilledEquation:
    """An equation: its left side, its right side in symbols and in numbers (lines of LaTeX), and its value."""

    head: str
    symbols: str
    numbers: tuple[str, ...]
    result: float

    @property
    def latex(self) -> str:
        lines = [self.symbols, *self.numbers, written(self.result)]
        body = r" \\ ".join(("&= " if not line.startswith("&") else "") + line for line in lines)
        return rf"\begin{{aligned}} {self.head} {body} \end{{aligned}}"


def rounded(value: float, digits: int = DIGITS) -> float:
    """A number rounded to so many significant digits."""
    return float(f"{value:.{digits - 1}e}") if math.isfinite(value) else value


def written(value: float, digits: int = DIGITS) -> str:
    """A number in LaTeX with so many significant digits; with a power of ten instead of many zeros."""
    if not math.isfinite(value):
        return r"\infty" if value > 0 else r"-\infty" if value < 0 else r"\text{–}"
    if value == 0:
        return "0"
    mantissa, power = f"{value:.{digits - 1}e}".split("e")
    exponent = int(power)
    if -4 <= exponent < max(digits, 4):
        return f"{rounded(value, digits):.{max(0, digits - 1 - exponent)}f}"
    return rf"{mantissa}\cdot10^{{{exponent}}}"


def enough(evaluate: Callable[[Rounding], float], result: float) -> int:
    """How many digits the numbers need for the calculation as written to give the result as written."""
    for digits in range(DIGITS, 16):
        value = evaluate(partial(rounded, digits=digits))
        if all(rounded(value * near) == rounded(result) for near in (1 - 1e-9, 1 + 1e-9)):  # no tie
            return digits
    return 16


# --- sums of products ---


@dataclass(frozen=True)
class ProductSum:
    """A sum of products: the largest are written one by one, and `rest` is the sum of the other `others`."""

    terms: tuple[tuple[float, float], ...]
    rest: float
    others: int

    @classmethod
    def of(cls, left: np.ndarray, right: np.ndarray, most: int = TERMS) -> ProductSum:
        """Σ_k left_k right_k; the terms in the order of k."""
        products = left * right
        sizes = np.abs(products)
        first = sizes.argsort(kind="stable")[::-1][:most]
        largest = np.sort(first[sizes[first] >= SMALL * sizes.max()])
        others = np.setdiff1d(np.arange(len(products)), largest)
        terms = tuple((float(left[k]), float(right[k])) for k in largest)
        return cls(terms, math.fsum(products[others]), len(others))

    def value(self, show: Rounding) -> float:
        return sum(show(a) * show(b) for a, b in self.terms) + show(self.rest)

    def lines(self, digits: int, others: str) -> list[str]:
        """One or two products a line, then the sum of the others, over a brace with the text `others`."""
        signed = [self._term(a, b, digits) for a, b in self.terms]
        step = 2 if max(map(_width, signed)) * 2 <= WIDE else 1
        lines = [" ".join(signed[i : i + step]) for i in range(0, len(signed), step)]
        if self.others:
            lines.append(_signed(_braced(abs(self.rest), digits, rf"\text{{{others}}}"), self.rest))
        lines[0] = lines[0].removeprefix("+ ")
        return [line if i == 0 else rf"&\quad {line}" for i, line in enumerate(lines)]

    @staticmethod
    def _term(a: float, b: float, digits: int) -> str:
        if a == 1:
            return _signed(written(abs(b), digits), b)
        return _signed(f"{written(abs(a), digits)}{times(b, digits)}", a)


def _width(latex: str) -> int:
    """About how many characters wide it is in print."""
    return len(latex.replace(r"\cdot", "·").replace("{", "").replace("}", ""))


def _braced(value: float, digits: int, below: str) -> str:
    return rf"\underbrace{{{written(value, digits)}}}_{{{below}}}"


def _signed(text: str, value: float) -> str:
    return f"- {text}" if value < 0 else f"+ {text}"


def times(value: float, digits: int) -> str:
    """A further factor; in parentheses if it is negative."""
    number = written(value, digits)
    return rf"\cdot({number})" if value < 0 else rf"\cdot{number}"


def first(value: float, digits: int) -> str:
    """A first factor; in parentheses if it is negative."""
    number = written(value, digits)
    return f"({number})" if value < 0 else number


# --- feedforward ---


def name(symbol: str, l: int, *indices: int) -> str:
    """w^{2}_{17,405}, in LaTeX."""
    return rf"{symbol}^{{{l}}}_{{{','.join(map(str, indices))}}}"


def pixel(trace: Trace, k: int, column: int) -> FilledEquation:
    """a^1_k = x_k."""
    return FilledEquation(name("a", 1, k), f"x_{{{k}}}", (), float(trace.a[1][k, column]))


def weighted_input(net: Network, trace: Trace, l: int, j: int, column: int, others: str) -> FilledEquation:
    """z^l_j = Σ_k w^l_jk a^(l-1)_k + b^l_j. Equation 23."""
    total, bias = ProductSum.of(net.w[l][j], trace.a[l - 1][:, column]), float(net.b[l][j, 0])
    result = float(trace.z[l][j, column])
    digits = enough(lambda show: total.value(show) + show(bias), result)
    lines = total.lines(digits, others.format(count=total.others))
    lines.append(r"&\quad " + _signed(_braced(abs(bias), digits, name("b", l, j)), bias))
    symbols = rf"\textstyle\sum_k w^{{{l}}}_{{{j},k}}\,a^{{{l - 1}}}_k + {name('b', l, j)}"
    return FilledEquation(name("z", l, j), symbols, tuple(lines), result)


def activation(net: Network, trace: Trace, l: int, j: int, column: int) -> FilledEquation:
    """a^l_j = σ(z^l_j)."""
    z, result = float(trace.z[l][j, column]), float(trace.a[l][j, column])
    sigma = net.sigma[l]
    digits = enough(lambda show: float(sigma(np.array(show(z)))[0]), result)
    number = sigma.written.format(z=written(z, digits))
    return FilledEquation(name("a", l, j), rf"\sigma\bigl({name('z', l, j)}\bigr)", (number,), result)


# --- the four equations ---


def output_error(net: Network, trace: Trace, y: np.ndarray, j: int, column: int, cost_name: str) -> FilledEquation:
    """BP1: δ^L_j = ∂C/∂a^L_j σ'(z^L_j), or the cost's own formula where σ' cancels."""
    L, cost = net.L, cost_named(cost_name)
    a, y_j = float(trace.a[L][j, column]), float(y[j, column])
    prime, result = float(trace.sigma_prime[L][j, column]), float(trace.delta[L][j, column])
    digits = enough(lambda show: float(cost.delta(*map(np.array, (show(a), y_j, show(prime))))), result)
    symbols, numbers = {"a": name("a", L, j), "y": f"y_{{{j}}}"}, {"a": written(a, digits), "y": f"{y_j:g}"}
    slope = rf"\sigma'\bigl({name('z', L, j)}\bigr)"
    chain = rf"\frac{{\partial C}}{{\partial {name('a', L, j)}}}\,{slope}"
    if cost.cancels:
        formula = cost.error_latex
        return FilledEquation(
            delta(L, j), rf"{chain} = {formula.format(**symbols)}", (formula.format(**numbers),), result
        )
    formula = cost.gradient_latex
    number = rf"({formula.format(**numbers)}){times(prime, digits)}"
    return FilledEquation(
        delta(L, j), rf"{chain} = \bigl({formula.format(**symbols)}\bigr)\,{slope}", (number,), result
    )


def delta(l: int, j: int | str) -> str:
    """δ^l_j, in LaTeX."""
    return rf"\delta^{{{l}}}_{{{j}}}"


def hidden_error(net: Network, trace: Trace, l: int, j: int, column: int, others: str) -> FilledEquation:
    """BP2: δ^l_j = Σ_k w^(l+1)_kj δ^(l+1)_k σ'(z^l_j). Equation 45."""
    total = ProductSum.of(net.w[l + 1][:, j], trace.delta[l + 1][:, column])
    prime, result = float(trace.sigma_prime[l][j, column]), float(trace.delta[l][j, column])
    digits = enough(lambda show: total.value(show) * show(prime), result)
    lines = total.lines(digits, others.format(count=total.others))
    lines[0] = rf"\bigl({lines[0]}"
    lines[-1] += rf"\bigr){times(prime, digits)}"
    inner = rf"\textstyle\bigl(\sum_k w^{{{l + 1}}}_{{k,{j}}}\,\delta^{{{l + 1}}}_k\bigr)"
    symbols = rf"{inner}\,\sigma'\bigl({name('z', l, j)}\bigr)"
    return FilledEquation(delta(l, j), symbols, tuple(lines), result)


def bias_gradient(trace: Trace, l: int, j: int, others: str) -> FilledEquation:
    """BP3: ∂C/∂b^l_j = δ^l_j, the mean over the examples."""
    errors = trace.delta[l][j]
    head = rf"\frac{{\partial C}}{{\partial {name('b', l, j)}}}"
    if len(errors) == 1:
        return FilledEquation(head, delta(l, j), (), float(trace.nabla_b[l][j, 0]))
    return _mean(head, delta(l, rf"{j},x"), np.ones_like(errors), errors, float(trace.nabla_b[l][j, 0]), others)


def weight_gradient(trace: Trace, l: int, j: int, k: int, others: str) -> FilledEquation:
    """BP4: ∂C/∂w^l_jk = a^(l-1)_k δ^l_j, the mean over the examples."""
    a, errors, result = trace.a[l - 1][k], trace.delta[l][j], float(trace.nabla_w[l][j, k])
    head = rf"\frac{{\partial C}}{{\partial {name('w', l, j, k)}}}"
    if len(errors) > 1:
        symbols = rf"{name('a', l - 1, k)[:-1]},x}}\,{delta(l, rf'{j},x')}"
        return _mean(head, symbols, a, errors, result, others)
    digits = enough(lambda show: show(float(a[0])) * show(float(errors[0])), result)
    number = rf"{first(float(a[0]), digits)}{times(float(errors[0]), digits)}"
    return FilledEquation(head, rf"{name('a', l - 1, k)}\,{delta(l, j)}", (number,), result)


def _mean(head: str, symbols: str, left: np.ndarray, right: np.ndarray, result: float, others: str) -> FilledEquation:
    m = len(left)
    total = ProductSum.of(left, right)
    digits = enough(lambda show: total.value(show) / m, result)
    lines = total.lines(digits, others.format(count=total.others))
    lines[0] = rf"\tfrac{{1}}{{{m}}}\bigl({lines[0]}"
    lines[-1] += r"\bigr)"
    return FilledEquation(head, rf"\textstyle\tfrac1{{{m}}}\sum_x {symbols}", tuple(lines), result)
