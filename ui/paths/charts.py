"""The pictures of the paths, as Plotly figures: a waterfall of their products, and their growth. Pure: no Streamlit."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from engine import multiplications
from engine.labs.paths import Path
from ui.charts import plotly
from ui.paths.paths import BREADTHS, LAYERS, PathSum, imagined, name, plain
from ui.text.numbers import number
from ui.text.words import Words

DASHES = ("dot", "dash", "longdashdot")  # of BREADTHS
ATOMS = 80  # in the visible universe, as a power of ten


def waterfall(sum: PathSum, chosen: int, words: Words) -> go.Figure:
    """The strongest paths one after the other, the rest as one bar, and the whole."""
    values = [path.product for path in sum.strongest]
    names = [_later(path) for path in sum.strongest]
    if sum.others:
        values.append(sum.rest)
        names.append(words("waterfall.rest", count=plain(sum.others, words)))
    names.append(words["waterfall.total"])
    figure = go.Figure(_steps(values, sum.factors.total, names))
    return figure.update_layout(
        plotly.LAYOUT,
        height=380,
        showlegend=False,
        xaxis={
            "tickangle": -90 if len(sum.strongest[0].neurons) > 2 else None,
            "tickvals": list(range(len(names))),
            "ticktext": [f"<b>{text}</b>" if i == chosen else text for i, text in enumerate(names)],
        },
        yaxis={"title": words["waterfall.y"], "exponentformat": "power", "automargin": True},
    )


def _steps(values: list[float], total: float, names: list[str]) -> go.Waterfall:
    """Bars that begin where the one before ends, then one from zero to where they lead."""
    return go.Waterfall(
        x=list(range(len(names))),
        y=[*values, 0],
        measure=["relative"] * len(values) + ["total"],
        increasing={"marker": {"color": plotly.BLUE}},
        decreasing={"marker": {"color": plotly.ORANGE}},
        totals={"marker": {"color": plotly.GREY}},
        connector={"line": {"color": plotly.GREY, "width": 1}},
        text=[number(value, sign=True) for value in [*values, total]],
        textposition="none",
        customdata=names,
        hovertemplate="%{customdata}<br>%{text}<extra></extra>",
    )


def _later(path: Path) -> str:
    """A path by its neurons after the first, which all paths share."""
    return "→ " + " → ".join(map(str, path.neurons[1:])) if path.neurons[1:] else name(path)


def growth(hidden: int, breadth: int, words: Words) -> go.Figure:
    """Multiplications for one weight of layer 2 over the number of hidden layers, path by path and by recursion."""
    tip = words["growth.tip"] + "<extra>%{fullData.name}</extra>"
    layers = list(LAYERS)

    def line(recursive: bool, breadth: int, colour: str, **style: Any) -> go.Scatter:
        counts = [float(multiplications(imagined(n, breadth), 2)[recursive]) for n in layers]
        name = words("growth.recursion" if recursive else "growth.enumeration", breadth=breadth)
        drawn = plotly.line(layers, counts, name, colour, **style).update(hovertemplate=tip)
        return drawn.update(mode="lines+text", text=["" for _ in layers[1:]] + [str(breadth)], textposition="top left")

    figure = go.Figure(
        [
            line(False, n, plotly.ORANGE, width=3 if n == breadth else 1.5, dash=dash)
            for n, dash in zip(BREADTHS, DASHES, strict=True)
        ]
    )
    figure.add_traces([line(True, breadth, plotly.BLUE, width=3), _here(hidden, breadth)])
    figure.add_hline(y=10.0**ATOMS, line={"color": plotly.GREY, "width": 1, "dash": "dot"})
    figure.add_annotation(x=1, y=ATOMS, text=words["growth.atoms"], showarrow=False, xanchor="left", yanchor="top")
    return figure.update_layout(
        plotly.LAYOUT,
        height=400,
        legend=plotly.LEGEND,
        xaxis={"title": words["growth.x"], "dtick": 5, "range": [0.5, LAYERS[-1] + 0.5]},
        yaxis={"title": words["growth.y"], "type": "log", "exponentformat": "power", "range": [0, 90], "dtick": 10},
    )


def _here(hidden: int, breadth: int) -> go.Scatter:
    """The chosen network on both lines."""
    return go.Scatter(
        x=[hidden, hidden],
        y=[float(count) for count in multiplications(imagined(hidden, breadth), 2)],
        mode="markers",
        marker={"size": 11, "color": [plotly.ORANGE, plotly.BLUE]},
        showlegend=False,
        hoverinfo="skip",
    )
