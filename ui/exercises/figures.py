"""The figures of the exercises, with Plotly and ECharts. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from engine import ACTIVATIONS
from ui.charts import echarts, plotly
from ui.charts.echarts import Diagram, Part
from ui.exercises.activation import EPOCHS, NEAR, ActivationRace, Criterion
from ui.exercises.experiments import Timing
from ui.text.words import Words

WIDE = 8  # z on the axis, each way
OWN, OTHER = plotly.colour(0), plotly.colour(1)


def columns(timings: Sequence[Timing], words: Words) -> go.Figure:
    """Time per example against the size of the mini-batch, in a loop and in columns; both axes are logarithmic."""
    m = np.array([timing.m for timing in timings])
    figure = go.Figure()
    for name, dash, colour in (("loop", "dot", OTHER), ("columns", "solid", OWN)):
        seconds = np.array([getattr(timing, name) for timing in timings])
        line = plotly.line(m, 1e6 * seconds / m, words[f"batch.way.{name}"], colour, dash=dash)
        figure.add_trace(line.update(mode="lines+markers", hovertemplate=f"{plotly.FOUR_DIGITS} µs"))
    figure.update_xaxes(type="log", title=words["batch.x"], tickvals=m)
    figure.update_yaxes(type="log", title=words["batch.y"], dtick=1, exponentformat="none")
    return figure.update_layout(plotly.COMPARED)


def design(own: Criterion, words: Words) -> go.Figure:
    """The learner's σ and the sigmoid, and below them their slopes, with the band of slopes near zero."""
    shown = np.abs(own.z) <= WIDE
    z = own.z[shown].astype(np.float32)
    figure = make_subplots(2, 1, shared_xaxes=True, vertical_spacing=0.12)
    sigmoid = ACTIVATIONS["sigmoid"](own.z)
    for row, (yours, other) in enumerate(zip((own.a, own.prime), sigmoid, strict=True), start=1):
        for name, values, dash, colour in (("own", yours, "solid", OWN), ("sigmoid", other, "dot", OTHER)):
            y = values[shown].astype(np.float32)
            line = plotly.line(z, y, words[f"design.{name}"], colour, dash=dash, width=2.5)
            figure.add_trace(line.update(legendgroup=name, showlegend=row == 1), row, 1)
    figure.add_hrect(-NEAR, NEAR, row=2, col=1, fillcolor="gray", opacity=0.25, line_width=0)
    figure.update_xaxes(title="z", row=2, col=1)
    figure.update_yaxes(title="σ(z)", row=1, col=1)
    figure.update_yaxes(title="σ′(z)", row=2, col=1, rangemode="tozero")
    return figure.update_layout(plotly.COMPARED)


def race(race: ActivationRace | None, words: Words) -> Part:
    """Accuracy against epochs with the learner's activation and with the sigmoid, as ECharts options."""
    points = race.points if race else {"own": [], "sigmoid": []}
    names = {name: words[f"design.{name}"] for name in ("own", "sigmoid")}
    lines = [
        echarts.line([[p.epochs, 100 * p.accuracy] for p in points[name]], names[name], lineStyle={"type": kind})
        for name, kind in (("own", "solid"), ("sigmoid", "dotted"))
    ]
    diagram = Diagram(
        echarts.grid(46, 16, top=62, height=170),
        echarts.value(0, EPOCHS) | echarts.below(words["design.epochs"]),
        echarts.value(0, 100) | echarts.above(words["design.accuracy"]),
        lines,
    )
    legend = {"top": 0, "left": 0, "data": list(names.values())}  # in the theme's print
    return echarts.chart(diagram, legend=legend, tooltip=echarts.tooltip("%.4g"))
