"""The figures of slow learning, with Plotly: what is compared is on one logarithmic axis. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from ui.charts import plotly
from ui.errors.slowness import DeltaStatistics
from ui.text.words import Words

STARTS = {"gaussian": "circle", "scaled": "square", "current": "diamond"}  # symbols tell lines from others too
DASHES = ("solid", "dash")
SYMBOLS = {"nabla": "triangle-up", "delta": "circle", "scaled": "circle-open"}


def layers(measured: Mapping[str, Mapping[int, DeltaStatistics]], words: Words) -> go.Figure:
    """|δ^l| against l: the mean as a line, the median of the two starts dotted."""
    figure = go.Figure()
    for place, (name, known) in enumerate(measured.items()):
        for kind, dash in (("mean", "solid"), ("median", "dot")):
            if (name, kind) == ("current", "median"):
                continue
            sizes = [_positive(getattr(known[l], kind)) for l in sorted(known)]
            label = f"{words[f'slow.{name}']}, {words[f'slow.{kind}']}"
            line = plotly.line(sorted(known), sizes, label, plotly.colour(place), dash=dash)
            figure.add_trace(line.update(mode="lines+markers", marker={"symbol": STARTS[name], "size": 9}))
    figure.update_xaxes(title=words["slow.layer"], dtick=1)
    return plotly.log_axis(figure, words["slow.axis"])


def saturated(means: Mapping[str, np.ndarray], words: Words) -> go.Figure:
    """How large means are at the output neurons, `(10,)` each: "nabla" and "delta", and the δ of a "scaled" start."""
    figure = go.Figure()
    for place, (name, values) in enumerate(means.items()):
        figure.add_scatter(
            x=list(range(len(values))),
            y=[_positive(abs(value)) for value in values],
            name=words[f"story.saturated_{name}"],
            mode="markers",
            marker={"symbol": SYMBOLS[name], "size": 11, "color": plotly.colour(place)},
            hovertemplate=plotly.FOUR_DIGITS,
        )
    figure.update_xaxes(title=words["story.neuron"], dtick=1)
    return plotly.log_axis(figure, words["story.saturated_axis"])


def descents(curves: Mapping[str, Sequence[float]], label: int, eta: float, words: Words) -> go.Figure:
    """a^L_y of the label, by cost, against the steps of gradient descent with η on one example."""
    figure = go.Figure(
        [
            plotly.line(list(range(len(curve))), curve, words[f"story.costs_{cost}"], plotly.colour(place), dash=dash)
            for (place, (cost, curve)), dash in zip(enumerate(curves.items()), DASHES, strict=False)
        ]
    )
    figure.update_xaxes(title=words("story.costs_steps", eta=f"{eta:g}"))
    return plotly.log_axis(figure, words("story.costs_axis", label=label))


def _positive(value: float) -> float | None:
    """A value that a logarithmic axis can show."""
    return float(value) if 0 < value < np.inf else None
