"""What Plotly figures have in common. Pure: no Streamlit.

Colours are placeholders: Streamlit's theme for Plotly puts those of the visitor's theme, light or dark, in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

Values = np.ndarray | Sequence[float | None]
ORANGE = "#000022"  # negative, as in .streamlit/config.toml
BLUE = "#000029"  # positive
GREY = "#000036"
INK = "#000037"  # of texts
LAYOUT: dict[str, Any] = {
    "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
    "dragmode": False,
    "hoverlabel": {"align": "left"},
}
LEGEND: dict[str, Any] = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}  # above the figure
COMPARED: dict[str, Any] = {
    "margin": {"l": 0, "r": 8, "t": 8, "b": 0},
    "dragmode": False,
    "hovermode": "x unified",
    "legend": LEGEND,
}
"""The layout of lines that are compared at the same x: one tooltip has the values of all."""
CONFIG = {"displayModeBar": False}
FOUR_DIGITS = "%{y:.4g}"  # significant ones of a value, in the tooltip


def colour(place: int) -> str:
    """A category's colour, the first at place 0."""
    return f"#00000{place + 1}"


def line(x: Values, y: Values, name: str, colour: str, **style: Any) -> go.Scatter:
    """A line with its name in the legend, of `style`: its dash and its width."""
    stroke = {"color": colour, **style}
    return go.Scatter(x=x, y=y, name=name, mode="lines", line=stroke, hovertemplate=FOUR_DIGITS)


def legible(figure: go.Figure) -> go.Figure:
    """The figure, written in the colour of texts; in Streamlit's grey it is hard to read."""
    axis = {"tickfont": {"color": INK}, "title": {"font": {"color": INK}}}
    figure.update_xaxes(axis).update_yaxes(axis)
    return figure.update_layout(font={"color": INK}, legend={"font": {"color": INK}})
