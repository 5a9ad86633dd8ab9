"""The pictures of the demon, as ECharts options: C(Δz) with its tangent, and δ beside ∂C/∂a. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine import DemonMove
from ui.charts import echarts
from ui.charts.echarts import Diagram, Part
from ui.demon.cost_curve import Curve
from ui.text.numbers import number
from ui.text.words import Words

Array = np.ndarray
FLAT = 1e-3  # the least height of the axis of C, so that rounding errors are not drawn as mountains
TOPS = (30, 208)  # of the two diagrams of bars, in pixels


def cost(curve: Curve, now: DemonMove, words: Words, colours: Mapping[str, str]) -> Part:
    """C(Δz), its tangent and the place of the demon."""
    window = float(curve.move.dz[-1])
    x = echarts.value(-window, window) | echarts.below(words["curve.x"], 30)
    y = echarts.value(*_height(curve)) | {"axisLabel": echarts.BOTH_ENDS}
    y |= {"name": "C", "nameLocation": "middle", "nameGap": 44, "nameRotate": 0}  # clear of the legend
    diagram = Diagram(
        echarts.grid(58, 14, top=70, bottom=46) | echarts.FIXED,
        x | echarts.EDGE | echarts.NO_GRID_LINES,
        y | echarts.EDGE,
        [*_lines(curve, words, colours), *_places(curve, now, words, colours)],
    )
    return echarts.chart(diagram, legend=echarts.legend(selectedMode=False), tooltip=echarts.tooltip("%.6g", "item"))


def _height(curve: Curve) -> tuple[float, float, float]:
    """The ends of the axis of C, which is below zero only where C is, and the distance of its ticks."""
    low, high = float(curve.actual.min()), float(curve.actual.max())
    centre, half = (low + high) / 2, max(high - low, FLAT) * 0.6
    return echarts.ticks(max(0.0, centre - half) if low >= 0 else centre - half, centre + half)


def _lines(curve: Curve, words: Words, colours: Mapping[str, str]) -> list[Part]:
    """C(Δz) with the reach of its tangent, and the tangent."""
    dz, ends = curve.move.dz, [0, -1]
    tangent = words("curve.tangent", slope=number(curve.move.delta, sign=True))
    fine = {"color": colours["text"], "opacity": 0.5, "type": "dotted", "width": 1.5}
    here = echarts.marks([{"xAxis": 0}, {"yAxis": curve.move.cost}], fine, label={"show": False})
    good = {"silent": True, "itemStyle": {"color": colours["green"], "opacity": 0.13}, "data": _reach(curve)}
    return [
        echarts.line(_pairs(dz, curve.actual), words["curve.actual"], silent=True)
        | echarts.stroke(colours["primary"], 3)
        | here
        | {"markArea": good},
        echarts.line(_pairs(dz[ends], curve.tangent[ends]), tangent, silent=True)
        | echarts.stroke(colours["text"], 2, "dashed"),
    ]


def _reach(curve: Curve) -> list[list[Part]]:
    """The interval in which the tangent predicts well, as far as the axis goes; nothing where it predicts nothing."""
    window = float(curve.move.dz[-1])
    below, above = curve.reach
    interval = max(-window, below if below is not None else -window), min(window, above or window)
    return [] if curve.dead else [[{"xAxis": end} for end in interval]]


def _places(curve: Curve, now: DemonMove, words: Words, colours: Mapping[str, str]) -> list[Part]:
    """The C that the demon finds, the predicted one, and the gap between them."""
    dz, cost = float(now.dz), curve.move.cost
    actual, predicted = [dz, cost + float(now.actual)], [dz, cost + float(now.predicted)]
    symbol = {"symbolSize": 13, "z": 5}
    full = {"color": colours["primary"], "borderColor": colours["background"], "borderWidth": 2}
    empty = {"color": colours["text"], "borderWidth": 2}
    return [
        echarts.series("scatter", [actual], words["curve.now"], itemStyle=full, **symbol),
        echarts.series(
            "scatter", [predicted], words["curve.predicted"], itemStyle=empty, symbol="emptyCircle", **symbol
        ),
        echarts.line([actual, predicted], silent=True) | echarts.stroke(colours["red"]),
    ]


def _pairs(x: Array, y: Array) -> list[list[float]]:
    return [[float(f"{a:.6g}"), float(f"{b:.10g}")] for a, b in zip(x, y, strict=True)]


def bars(
    delta: Array, nabla_a: Array, guess: int | None, selected: int | None, words: Words, colours: Mapping[str, str]
) -> Part:
    """δ^l above ∂C/∂a^l, a bar a neuron; the guessed and the selected one are framed."""
    rows = (delta, "δ", words["bars.delta"], ""), (nabla_a, "∂C/∂a", words["bars.nabla_a"], words["bars.x"])
    diagrams = [
        Diagram(
            echarts.grid(58, 12, top=top, height=118) | echarts.FIXED,
            echarts.category([str(j) for j in range(len(values))]) | echarts.below(x) | echarts.EDGE,
            _axis_of(values) | echarts.above(y, fontSize=13),
            [echarts.series("bar", _bars(values, {guess, selected}, colours), name, barCategoryGap="25%")],
        )
        for top, (values, name, y, x) in zip(TOPS, rows, strict=True)
    ]
    return echarts.chart(*diagrams, tooltip=echarts.tooltip("%.4g"))


def _axis_of(values: Array) -> Part:
    """An axis from or to zero that holds all bars."""
    least, most = min(0.0, float(values.min())), max(0.0, float(values.max()))
    return echarts.value(*echarts.ticks(least, most if most > least else least + 1, 3))


def _bars(values: Array, framed: set[int | None], colours: Mapping[str, str]) -> list[Part]:
    return [
        {
            "value": float(f"{value:.4g}"),
            "itemStyle": {
                "color": colours["orange" if value < 0 else "blue"],
                "borderColor": colours["text"],
                "borderWidth": 2 if j in framed else 0,
            },
        }
        for j, value in enumerate(values)
    ]
