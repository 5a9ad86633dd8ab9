"""The pictures of the gradient check: both gradients, and the error over ε. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

from engine import EpsilonCurve, GradientCheck, Offender
from ui.charts import echarts, plotly
from ui.charts.echarts import Diagram, Part
from ui.check.check import KINDS, symbol
from ui.text.words import Words

Array = np.ndarray
FLOOR, TOP = -16, 1  # powers of ten that the picture shows; what is smaller lies in the middle
BINS = 3  # a decade


# --- both gradients ---


def folded(values: Array) -> Array:
    """Signed decades: 0 up to 10^FLOOR, then one more for each power of ten, with the sign of the value."""
    with np.errstate(divide="ignore"):
        return np.sign(values) * np.maximum(0.0, np.log10(np.abs(values)) - FLOOR)


def density(check: GradientCheck) -> tuple[Array, Array]:
    """How many weights and biases lie where: the edges of the bins, and counts[numeric, backprop]."""
    known = ~np.isnan(check.numeric.vector)
    reach = TOP - FLOOR
    edges = np.linspace(-reach, reach, 2 * reach * BINS + 2)  # an odd number of bins, so that zero has one of its own
    x, y = (np.clip(folded(v[known]), -reach, reach) for v in (check.backprop.vector, check.numeric.vector))
    return edges, np.histogram2d(y, x, bins=[edges, edges])[0]


def scatter(check: GradientCheck, worst: list[Offender], chosen: int | None, words: Words) -> go.Figure:
    """Finite differences against backpropagation: how many lie where, and the worst as circles."""
    edges, counts = density(check)
    ends = [float(edges[0]), float(edges[-1])]
    diagonal = go.Scatter(x=ends, y=ends, mode="lines", line={"color": plotly.GREY, "width": 1}, hoverinfo="skip")
    figure = go.Figure([diagonal, _shade(edges, counts, words), _circles(worst, chosen)])
    axis = _decades()
    return figure.update_layout(
        plotly.LAYOUT,
        height=430,
        showlegend=False,
        xaxis={**axis, "title": words["scatter.x"]},
        yaxis={**axis, "title": words["scatter.y"], "scaleanchor": None},
    )


def _shade(edges: Array, counts: Array, words: Words) -> go.Heatmap:
    """Darker where more weights and biases lie, by the logarithm of their number."""
    centres = ((edges[:-1] + edges[1:]) / 2).astype(np.float32)
    with np.errstate(divide="ignore"):
        ink = 0.5 + 0.5 * np.log10(counts) / max(1.0, np.log10(counts.max()))
    return go.Heatmap(
        x=centres,
        y=centres,
        z=np.where(counts > 0, ink, np.nan).astype(np.float32),
        zmin=0,
        zmax=1,
        customdata=counts.astype(np.uint16),
        hovertemplate=words["scatter.tip"] + "<extra></extra>",
        showscale=False,
        hoverongaps=False,
    )


def _circles(worst: list[Offender], chosen: int | None) -> go.Scatter:
    """The worst, the chosen one larger."""
    x, y = (folded(np.array([getattr(offender, part) for offender in worst])) for part in ("backprop", "numeric"))
    sizes = [15 if i == chosen else 9 for i in range(len(worst))]
    return go.Scatter(
        x=x.tolist(),
        y=y.tolist(),
        mode="markers",
        marker={"symbol": "circle-open", "size": sizes, "color": plotly.ORANGE, "line": {"width": 2}},
        text=[symbol(offender) for offender in worst],
        hovertemplate="%{text}<extra></extra>",
    )


def _decades() -> dict[str, Any]:
    powers = range(FLOOR + 4, TOP, 4)
    marks = [power - FLOOR for power in powers]
    texts = [f"10<sup>{'−' if power < 0 else ''}{abs(power)}</sup>" for power in powers]
    ends = TOP - FLOOR
    return {
        "range": [-ends, ends],
        "tickvals": [*(-mark for mark in reversed(marks)), 0, *marks],
        "ticktext": [*(f"−{text}" for text in reversed(texts)), "0", *texts],
        "zeroline": True,
    }


# --- ε ---


def epsilon(curve: EpsilonCurve, at: int, words: Words, colours: Mapping[str, str]) -> Part:
    """The error over ε for both methods in both precisions, as ECharts options; a line marks the chosen ε."""
    x = echarts.powers(-12, -1, 1, hideOverlap=True, **echarts.BOTH_ENDS) | echarts.below("ε")
    y = echarts.powers(-12, 0, 2, **echarts.BOTH_ENDS) | echarts.above(words["epsilon.y"])
    lines = [_errors(curve, method, dtype, words, colours) for method, dtype in KINDS]
    lines[0] |= echarts.marks(
        [{"xAxis": round(math.log10(curve.epsilons[at]), 3)}],
        {"color": colours["text"], "type": "solid", "width": 1.5},
        label={"show": True, "formatter": "ε", "color": colours["text"]},
    )
    diagram = Diagram(
        echarts.grid(52, 20, top=78, bottom=44) | echarts.FIXED,
        x | echarts.EDGE | echarts.NO_GRID_LINES,
        y | echarts.EDGE,
        lines,
    )
    return echarts.chart(diagram, legend=echarts.legend())


def _errors(curve: EpsilonCurve, method: str, dtype: str, words: Words, colours: Mapping[str, str]) -> Part:
    """log₁₀ of the error over log₁₀ ε of one method in one precision."""
    pairs = zip(curve.epsilons, curve.errors[method, dtype], strict=True)
    points = [[round(math.log10(e), 3), round(math.log10(max(error, 1e-16)), 4)] for e, error in pairs]
    name = words(f"epsilon.{method}", dtype=dtype)
    width, kind = (2.5, "solid") if dtype == "float64" else (1.5, "dashed")
    stroke = echarts.stroke(colours["blue" if method == "central" else "orange"], width, kind)
    point = {"symbol": "circle", "symbolSize": 4} if method == "central" else {"symbol": "diamond", "symbolSize": 8}
    return echarts.line(points, name, showSymbol=True, **point) | stroke
