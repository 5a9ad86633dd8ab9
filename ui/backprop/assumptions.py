"""The two assumptions about the cost, in numbers. Pure: no Streamlit."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from engine.costs import cost_named
from ui.backprop.example_pass import ExamplePass
from ui.text.words import Words


def costs(seen: ExamplePass) -> np.ndarray:
    """C_x of each example of the pass, `(m,)`."""
    L = seen.net.L
    return cost_named(seen.cost).value(seen.trace.z[L], seen.trace.a[L], seen.y)


def gradients(seen: ExamplePass, l: int, j: int, k: int) -> np.ndarray:
    """∂C_x/∂w^l_jk of each example, `(m,)`; the mean of them is ∂C/∂w^l_jk."""
    return seen.trace.delta[l][j] * seen.trace.a[l - 1][k]


def range_of(seen: ExamplePass) -> tuple[float, float]:
    """The range in which one output activation can be moved."""
    if cost_named(seen.cost).output == "sigmoid":
        return 0.01, 0.99  # the cost is infinite at the ends
    if seen.net.sigma[seen.net.L].between_0_and_1:
        return 0.0, 1.0
    a = seen.trace.a[seen.net.L][:, 0]
    return min(-1.0, float(a.min())), max(1.5, float(a.max()))


def cost_at(seen: ExamplePass, j: int, values: np.ndarray) -> np.ndarray:
    """C_x of the first example for these values of its output activation a^L_j, all others as they are, `(len,)`."""
    a = np.repeat(seen.trace.a[seen.net.L][:, [0]], len(values), axis=1)
    z = np.repeat(seen.trace.z[seen.net.L][:, [0]], len(values), axis=1)
    a[j] = values
    if cost_named(seen.cost).output == "sigmoid":
        z[j] = np.log(values / (1 - values))
    return cost_named(seen.cost).value(z, a, np.repeat(seen.y[:, [0]], len(values), axis=1))


def slope_at(seen: ExamplePass, j: int, value: float) -> float:
    """∂C/∂a^L_j of the first example at this value of a^L_j."""
    a = seen.trace.a[seen.net.L][:, [0]].copy()
    a[j] = value
    return float(cost_named(seen.cost).nabla_a(a, seen.y[:, [0]])[j, 0])


def curve(seen: ExamplePass, j: int, value: float, words: Words) -> go.Figure:
    """C against a^L_j, with the chosen point and its tangent."""
    low, high = range_of(seen)
    values = np.linspace(low, high, 121)
    cost, slope = float(cost_at(seen, j, np.array([value]))[0]), slope_at(seen, j, value)
    ends = np.array([max(low, value - 0.15), min(high, value + 0.15)])
    figure = go.Figure(
        [
            go.Scatter(x=values, y=cost_at(seen, j, values), mode="lines", name="C"),
            go.Scatter(x=ends, y=cost + slope * (ends - value), mode="lines", name="∂C/∂a", line={"dash": "dash"}),
            go.Scatter(x=[value], y=[cost], mode="markers", marker={"size": 11}, name=f"a = {value:.4g}"),
        ]
    )
    figure.update_layout(
        height=280,
        margin={"l": 50, "r": 10, "t": 10, "b": 40},
        showlegend=False,
        xaxis_title=words("assume.axis", j=j),
        yaxis_title="C",
    )
    return figure
