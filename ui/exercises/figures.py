"""Figures of the exercises. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from engine import ACTIVATIONS
from ui.exercises.activation import EPOCHS, NEAR, Criterion, Race
from ui.exercises.experiments import Timing
from ui.text.words import Words

WIDE = 8  # z on the axis, each way
OWN, OTHER = "#000001", "#000002"  # placeholders that Streamlit replaces by the first colours of the theme
PLAIN = {"displayModeBar": False}


def columns(timings: Sequence[Timing], words: Words) -> go.Figure:
    """Time an example against the size of the mini-batch, as a loop and in columns, both axes logarithmic."""
    m = np.array([timing.m for timing in timings])
    figure = go.Figure()
    for name, dash, colour in (("loop", "dot", OTHER), ("columns", "solid", OWN)):
        seconds = np.array([getattr(timing, name) for timing in timings])
        figure.add_scatter(
            x=m,
            y=1e6 * seconds / m,
            name=words[f"batch.way.{name}"],
            mode="lines+markers",
            line={"dash": dash, "color": colour},
            hovertemplate="%{y:.4g} µs",
        )
    figure.update_xaxes(type="log", title=words["batch.x"], tickvals=m)
    figure.update_yaxes(type="log", title=words["batch.y"], dtick=1, exponentformat="none")
    return figure.update_layout(_layout())


def design(own: Criterion, words: Words) -> go.Figure:
    """σ above σ', the own one beside the sigmoid, with the band of slopes that are near zero."""
    shown = np.abs(own.z) <= WIDE
    z = own.z[shown].astype(np.float32)
    figure = make_subplots(2, 1, shared_xaxes=True, vertical_spacing=0.12)
    sigmoid = ACTIVATIONS["sigmoid"](own.z)
    for row, (yours, other) in enumerate(zip((own.a, own.prime), sigmoid, strict=True), start=1):
        for name, values, dash, colour in (("own", yours, "solid", OWN), ("sigmoid", other, "dot", OTHER)):
            figure.add_scatter(
                x=z,
                y=values[shown].astype(np.float32),
                name=words[f"design.{name}"],
                legendgroup=name,
                showlegend=row == 1,
                line={"dash": dash, "color": colour, "width": 2.5},
                row=row,
                col=1,
                hovertemplate="%{y:.4g}",
            )
    figure.add_hrect(-NEAR, NEAR, row=2, col=1, fillcolor="gray", opacity=0.25, line_width=0)
    figure.update_xaxes(title="z", row=2, col=1)
    figure.update_yaxes(title="σ(z)", row=1, col=1)
    figure.update_yaxes(title="σ′(z)", row=2, col=1, rangemode="tozero")
    return figure.update_layout(_layout())


def _layout() -> dict:
    """What both figures have in common: the legend above, no zoom by dragging."""
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    return {"legend": legend, "margin": {"l": 0, "r": 8, "t": 8, "b": 0}, "hovermode": "x unified", "dragmode": False}


def race(race: Race | None, words: Words) -> dict:
    """Accuracy against epochs of the own activation and the sigmoid, as ECharts options."""
    points = race.points if race else {"own": [], "sigmoid": []}
    names = {name: words[f"design.{name}"] for name in ("own", "sigmoid")}
    return {
        "animation": False,
        "legend": {"top": 0, "left": 0, "data": list(names.values())},
        "tooltip": {"trigger": "axis", "valueFormatter": "%.4g"},
        "grid": [{"left": 46, "right": 16, "top": 62, "height": 170}],
        "xAxis": {
            "type": "value",
            "min": 0,
            "max": EPOCHS,
            "name": words["design.epochs"],
            "nameLocation": "middle",
            "nameGap": 28,
        },
        "yAxis": {
            "type": "value",
            "min": 0,
            "max": 100,
            "name": words["design.accuracy"],
            "nameTextStyle": {"align": "left"},
        },
        "series": [
            {
                "type": "line",
                "showSymbol": False,
                "animation": False,
                "name": names[name],
                "lineStyle": {"type": style},
                "data": [[point.epochs, 100 * point.accuracy] for point in points[name]],
            }
            for name, style in (("own", "solid"), ("sigmoid", "dotted"))
        ],
    }
