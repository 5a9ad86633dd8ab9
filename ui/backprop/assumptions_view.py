"""The two assumptions about the cost: a mean of C_x, which are functions of the output activations."""

from __future__ import annotations

import numpy as np
import streamlit as st

from ui.backprop import assumptions, equations, pass_view
from ui.backprop.example_pass import ExamplePass
from ui.charts import tables
from ui.charts.tables import Math
from ui.screen import lab
from ui.text.words import Words


def show_assumptions(words: Words) -> None:
    """The first assumption beside the second."""
    seen = pass_view.current_pass(words, 10)
    left, right = st.columns(2, gap="large")
    with left:
        st.header(words["assume.first"], anchor=False)
        st.markdown(words("assume.first_text", m=seen.m))
        _means(words, seen)
    with right:
        st.header(words["assume.second"], anchor=False)
        st.markdown(words["assume.second_text"])
        _one_activation(words, seen)


def _means(words: Words, seen: ExamplePass) -> None:
    """C_x and one ∂C_x/∂w of each example, and the means of both."""
    l = seen.net.L
    j, k = seen.path[l], seen.path[l - 1]
    costs = _addends(assumptions.costs(seen), float(assumptions.costs(seen).mean()))
    gradients = _addends(assumptions.gradients(seen, l, j, k), float(seen.trace.nabla_w[l][j, k]))
    labels = [str(int(y.argmax())) for y in seen.y.T]
    names = [*map(str, range(seen.m)), words["assume.mean"]]
    weight = Math(rf"\partial C_x/\partial {equations.name('w', l, j, k)}")
    heads: list[str | Math] = [words["assume.example"], "y", Math("C_x"), weight]
    rows = zip(names, [*labels, ""], costs, gradients, strict=True)
    st.markdown(tables.markdown(heads, rows, "llrr", strong=seen.m))
    st.caption(words["assume.rounded"])


def _addends(values: np.ndarray, mean: float) -> list[Math]:
    """Numbers, then their mean; with as many digits as it takes to get the mean from the numbers as written."""
    digits = equations.enough(lambda show: sum(show(float(value)) for value in values) / len(values), mean)
    texts = [equations.written(float(value), digits) for value in values] + [equations.written(mean)]
    return [Math(f"{{{text}}}") for text in texts]  # the braces keep a line from breaking


def _one_activation(words: Words, seen: ExamplePass) -> None:
    """The cost and its slope as functions of one output activation, which the visitor moves."""
    L = seen.net.L
    j = seen.path[L]
    low, high = assumptions.range_of(seen)
    true = float(seen.trace.a[L][j, 0])
    a, start = equations.name("a", L, j), min(high, max(low, round(true, 2)))
    pass_view.number(words("steps.neuron", l=L), seen, L)
    label = words("assume.slider", a=a, true=equations.written(true))
    value = st.slider(label, low, high, start, 0.01, key=f"bp_moved:{j}:{seen.subject}")
    cost = equations.written(float(assumptions.cost_at(seen, j, np.array([value]))[0]))
    slope = equations.written(assumptions.slope_at(seen, j, value))
    st.latex(rf"C_x = {cost}, \qquad \frac{{\partial C_x}}{{\partial {a}}} = {slope}")
    lab.figure(assumptions.curve(seen, j, value, words), "bp_curve", alt=words["assume.curve_alt"])
    st.caption(words["assume.parameter"])
