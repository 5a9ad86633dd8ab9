"""The parts of ECharts options: axes, grids, legends, series. Pure: no Streamlit.

Each is a dict, and they are joined by `|`, so that a chart states what is its own:
`value(0, 100) | above("accuracy in %")`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np

Part = dict[str, Any]
P = TypeVar("P")

EDGE: Part = {"axisLine": {"onZero": False}}  # the line of an axis at the edge of its grid, wherever zero lies
NO_GRID_LINES: Part = {"splitLine": {"show": False}}
BOTH_ENDS: Part = {"showMinLabel": True, "showMaxLabel": True}  # of labels
FIXED: Part = {"outerBoundsMode": "none"}  # a grid that makes no room for labels by itself
FINEST = 1e-12  # of the numbers on an axis: its ends are further apart than that, so that no two ticks are one number
UP = {"verticalAlign": "bottom", "fontSize": 9, "padding": [0, 0, 5, 0]}
POWERS: Part = {"formatter": "10{up|{value}}", "rich": {"up": UP}}
"""Labels of an axis of decimal logarithms: −3 is shown as 10⁻³."""


class Diagram(NamedTuple):
    """A grid with its axes and what is drawn in it."""

    grid: Part
    x: Part
    y: Part
    series: list[Part]


def chart(*diagrams: Diagram, **own: Any) -> Part:
    """The options of one diagram, or of several in one picture; `own` are its title, legend and tooltip."""
    axes = {
        name: [getattr(diagram, part) | {"gridIndex": i} for i, diagram in enumerate(diagrams)]
        for name, part in (("xAxis", "x"), ("yAxis", "y"))
    }
    series = [one | {"xAxisIndex": i, "yAxisIndex": i} for i, diagram in enumerate(diagrams) for one in diagram.series]
    return {"animation": False, "grid": [diagram.grid for diagram in diagrams], **axes, "series": series, **own}


def legible(options: Part, ink: str) -> Part:
    """The options of a chart whose axes are written in that colour; in Streamlit's grey they are hard to read."""

    def written(axis: Part) -> Part:
        label, name = ({"color": ink} | axis.get(part, {}) for part in ("axisLabel", "nameTextStyle"))
        return axis | {"axisLabel": label, "nameTextStyle": name}

    return options | {name: [written(axis) for axis in options[name]] for name in ("xAxis", "yAxis")}


def grid(left: int, right: int, *, top: int, **size: int) -> Part:
    """The place of a diagram in pixels from the edges of the chart; `size` is its bottom or its height."""
    return {"left": left, "right": right, "top": top, **size}


def legend(*, top: int = 0, gap: int = 10, **own: Any) -> Part:
    """A legend in small print from the left; `gap` pixels between two names."""
    return {"top": top, "left": 0, "itemGap": gap, "textStyle": {"fontSize": 11}, **own}


def tooltip(numbers: str, trigger: str = "axis") -> Part:
    """What a pointer shows: of all series at this place of the axis, or of one "item"; `numbers` like "%.4g"."""
    return {"trigger": trigger, "valueFormatter": numbers}


# --- axes ---


def value(low: float | None = None, high: float | None = None, every: float | None = None) -> Part:
    """An axis of numbers from `low` to `high` with a tick at `every` so many; what is None ECharts chooses."""
    ends = {"min": low, "max": high, "interval": every}
    return {"type": "value", **{name: end for name, end in ends.items() if end is not None}}


def powers(low: float | None = None, high: float | None = None, every: float | None = None, **labels: Any) -> Part:
    """An axis of decimal logarithms, labelled by the powers of ten."""
    return value(low, high, every) | {"axisLabel": POWERS | labels}


def category(names: Sequence[str]) -> Part:
    """An axis with a place for each name."""
    return {"type": "category", "data": list(names), "axisTick": {"show": False}}


def below(name: str, gap: int = 28) -> Part:
    """The name of a horizontal axis, `gap` pixels below its middle."""
    return {"name": name, "nameLocation": "middle", "nameGap": gap}


def above(name: str, **style: Any) -> Part:
    """The name of a vertical axis, above it."""
    return {"name": name, "nameTextStyle": {"align": "left", **style}}


def ticks(low: float, high: float, count: int = 5) -> tuple[float, float, float]:
    """Round ends of an axis that holds `low` and `high`, and the distance of its ticks: about `count` intervals.

    Not both are 0. Ends that agree in twelve digits get an axis that is a little wider than they are apart.
    """
    raw = max(high - low, FINEST * max(abs(low), abs(high))) / count
    exponent = int(np.floor(np.log10(raw)))
    power = 10.0**exponent
    every = float(next(m * power for m in (1, 2, 5, 10) if m * power >= raw * (1 - 1e-9)))
    first = np.floor(low / every)
    last = max(np.ceil(high / every), first + 1)
    decimals = max(0, -exponent)
    return round(float(first * every), decimals), round(float(last * every), decimals), every


# --- series ---


def series(kind: str, data: Iterable[Any], name: str | None = None, **own: Any) -> Part:
    """A series of a kind ("line", "scatter", "bar"); those with a name stand in the legend."""
    named = {} if name is None else {"name": name}
    return {"type": kind, "animation": False, "data": list(data), **named, **own}


def line(data: Iterable[Any], name: str | None = None, **own: Any) -> Part:
    """A line through pairs [x, y], without symbols; y is None where there is a gap."""
    return series("line", data, name, **{"showSymbol": False, **own})


def stroke(colour: str, width: float = 2, kind: str = "solid") -> Part:
    """The colour of a line and its symbols, its width in pixels, and whether it is solid, dashed or dotted."""
    return {"lineStyle": {"color": colour, "width": width, "type": kind}, "itemStyle": {"color": colour}}


def marks(places: Iterable[Part], style: Part, **own: Any) -> Part:
    """Lines across the grid of a series, at `{"xAxis": x}` or `{"yAxis": y}`."""
    still = {"silent": True, "symbol": "none", "animation": False}
    return {"markLine": {**still, "lineStyle": style, "data": list(places), **own}}


def evenly(curve: Sequence[P], most: int) -> list[P]:
    """At most `most` points of a curve, evenly spaced; the first and the last stay."""
    step = max(1, math.ceil((len(curve) - 1) / max(1, most - 1)))
    points = list(curve[:-1:step])
    return [*points, curve[-1]] if curve else []
