"""The demon: where it sits, C(Δz) and its tangent, what its change does to later layers. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import DemonMove, Network, demon
from ui.screen.perturbation import gap
from ui.text.numbers import number
from ui.text.words import Words

Array = np.ndarray
WINDOWS = (0.1, 1, 10, 50)
LINEAR = 0.1  # the gap up to which the prediction counts as good
POINTS = 161
FLAT = 1e-3  # the least height of the axis of C, so that rounding errors are not drawn as mountains


# --- C(Δz) ---


@dataclass(frozen=True, eq=False)
class Curve:
    """C as a function of Δz, its tangent at zero, and the interval in which the gap is below LINEAR.

    `reach` holds its ends below and above zero, None where the gap stays small as far as one looks.
    """

    move: DemonMove
    reach: tuple[float | None, float | None]

    @property
    def actual(self) -> Array:
        return self.move.cost + self.move.actual

    @property
    def dead(self) -> bool:
        """Whether the slope is so small that even the largest step predicts nothing but rounding."""
        return bool(np.isnan(gap(abs(self.move.delta) * WINDOWS[-1], 0.0, self.move.cost)))

    @property
    def tangent(self) -> Array:
        return self.move.cost + self.move.predicted


def curve(net: Network, x: Array, y: Array, l: int, j: int, cost: str, window: float) -> Curve:
    """C(Δz) for Δz from −window to window."""
    move = demon(net, x, y, l, j, np.linspace(-window, window, POINTS), cost)
    return Curve(move, reach(net, x, y, l, j, cost))


def reach(net: Network, x: Array, y: Array, l: int, j: int, cost: str) -> tuple[float | None, float | None]:
    """The Δz below and above zero at which the gap passes LINEAR, to 1 %; None if it does not within ±50."""
    below, above = (_passes(net, x, y, l, j, cost, sign) for sign in (-1, 1))
    return below, above


def _passes(net: Network, x: Array, y: Array, l: int, j: int, cost: str, sign: int) -> float | None:
    def first(sizes: Array) -> int | None:
        move = demon(net, x, y, l, j, sign * sizes, cost)
        gaps = [gap(*pair, move.cost) for pair in zip(move.predicted, move.actual, strict=True)]
        wide = np.flatnonzero(np.array(gaps) > LINEAR)
        return int(wide[0]) if wide.size else None

    sizes = np.geomspace(1e-3, WINDOWS[-1], 60)
    place = first(sizes)
    if place is None:
        return None
    if place:
        sizes = np.linspace(sizes[place - 1], sizes[place], 25)
        place = first(sizes)
    return sign * float(sizes[place or 0])


def window_for(chosen: float, dz: float) -> float:
    """The chosen window, or the next that holds Δz."""
    return next(window for window in WINDOWS if window >= chosen and window >= abs(dz))


def curve_chart(curve: Curve, now: DemonMove, words: Words, colours: Mapping[str, str]) -> dict:
    """C(Δz), its tangent and the place of the demon, as ECharts options."""
    window = float(curve.move.dz[-1])
    low, high = float(curve.actual.min()), float(curve.actual.max())
    centre, half = (low + high) / 2, max(high - low, FLAT) * 0.6
    low, high, every = ticks(max(0.0, centre - half) if low >= 0 else centre - half, centre + half)
    return {
        "animation": False,
        "legend": {"top": 0, "left": 0, "itemGap": 10, "selectedMode": False, "textStyle": {"fontSize": 11}},
        "tooltip": {"trigger": "item", "valueFormatter": "%.6g"},
        "grid": {"left": 58, "right": 14, "top": 70, "bottom": 46, "outerBoundsMode": "none"},
        "xAxis": {
            "type": "value",
            "min": -window,
            "max": window,
            "name": words["curve.x"],
            "nameLocation": "middle",
            "nameGap": 30,
            "splitLine": {"show": False},
            "axisLine": {"onZero": False},
        },
        "yAxis": {
            "type": "value",
            "min": low,
            "max": high,
            "interval": every,
            "name": "C",
            "axisLine": {"onZero": False},
            "axisLabel": {"showMinLabel": True, "showMaxLabel": True},
        },
        "series": _lines(curve, now, words, colours),
    }


def _lines(curve: Curve, now: DemonMove, words: Words, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """C(Δz) with the reach of its tangent, the tangent, and actual and predicted C where the demon is."""
    dz, c0 = curve.move.dz, curve.move.cost
    window = float(dz[-1])
    here, there = float(now.dz), c0 + float(now.actual)
    line: dict[str, Any] = {"type": "line", "showSymbol": False, "animation": False, "silent": True}
    inside = [
        {"xAxis": max(-window, end if end is not None else -window) if i == 0 else min(window, end or window)}
        for i, end in enumerate(curve.reach)
    ]
    symbols = {"type": "scatter", "animation": False, "symbolSize": 13, "z": 5}
    fine = {"color": colours["text"], "opacity": 0.5, "type": "dotted", "width": 1.5}
    return [
        {
            **line,
            "name": words["curve.actual"],
            "lineStyle": {"width": 3, "color": colours["primary"]},
            "itemStyle": {"color": colours["primary"]},
            "data": _pairs(dz, curve.actual),
            "markArea": {
                "silent": True,
                "itemStyle": {"color": colours["green"], "opacity": 0.13},
                "data": [] if curve.dead else [inside],
            },
            "markLine": {
                "silent": True,
                "symbol": "none",
                "animation": False,
                "label": {"show": False},
                "lineStyle": fine,
                "data": [{"xAxis": 0}, {"yAxis": c0}],
            },
        },
        {
            **line,
            "name": words("curve.tangent", slope=number(curve.move.delta, sign=True)),
            "lineStyle": {"width": 2, "type": "dashed", "color": colours["text"]},
            "itemStyle": {"color": colours["text"]},
            "data": _pairs(dz[[0, -1]], curve.tangent[[0, -1]]),
        },
        {
            **symbols,
            "name": words["curve.now"],
            "itemStyle": {"color": colours["primary"], "borderColor": colours["background"], "borderWidth": 2},
            "data": [[here, there]],
        },
        {
            **symbols,
            "name": words["curve.predicted"],
            "symbol": "emptyCircle",
            "itemStyle": {"color": colours["text"], "borderWidth": 2},
            "data": [[here, c0 + float(now.predicted)]],
        },
        {
            **line,
            "lineStyle": {"width": 2, "color": colours["red"]},
            "data": [[here, there], [here, c0 + float(now.predicted)]],
        },
    ]


def ticks(low: float, high: float, count: int = 5) -> tuple[float, float, float]:
    """Round ends of an axis from `low` to `high`, and the distance of its ticks."""
    raw = (high - low) / count
    power = 10.0 ** np.floor(np.log10(raw))
    every = float(next(m * power for m in (1, 2, 5, 10) if m * power >= raw * (1 - 1e-9)))
    ends = (np.floor(low / every) * every, np.ceil(high / every) * every)
    return float(f"{ends[0]:.12g}"), float(f"{ends[1]:.12g}"), every


def _pairs(x: Array, y: Array) -> list[list[float]]:
    return [[float(f"{a:.6g}"), float(f"{b:.10g}")] for a, b in zip(x, y, strict=True)]


# --- where the demon can gain most ---


def best(delta: Array) -> int:
    """The neuron of a layer with the largest |δ|."""
    return int(np.abs(delta).argmax())


def bars_chart(
    delta: Array, nabla_a: Array, guess: int | None, selected: int | None, words: Words, colours: Mapping[str, str]
) -> dict:
    """δ^l above ∂C/∂a^l, a bar a neuron, as ECharts options; the guessed neuron is named."""
    count = len(delta)
    names = [str(j) for j in range(count)]

    def series(values: Array, grid: int) -> dict[str, Any]:
        return {
            "type": "bar",
            "xAxisIndex": grid,
            "yAxisIndex": grid,
            "animation": False,
            "barCategoryGap": "25%",
            "data": [
                {
                    "value": float(f"{value:.4g}"),
                    "itemStyle": {
                        "color": colours["orange" if value < 0 else "blue"],
                        "borderColor": colours["text"],
                        "borderWidth": 2 if j in (guess, selected) else 0,
                    },
                }
                for j, value in enumerate(values)
            ],
        }

    def axis(grid: int) -> dict[str, Any]:
        return {
            "type": "category",
            "gridIndex": grid,
            "data": names,
            "name": words["bars.x"] if grid else "",
            "nameLocation": "middle",
            "nameGap": 28,
            "axisLine": {"onZero": False},
            "axisTick": {"show": False},
        }

    def values(grid: int, name: str, array: Array) -> dict[str, Any]:
        least, most = min(0.0, float(array.min())), max(0.0, float(array.max()))
        low, high, every = ticks(least, most if most > least else least + 1, 3)
        return {
            "type": "value",
            "gridIndex": grid,
            "min": low,
            "max": high,
            "interval": every,
            "name": name,
            "nameTextStyle": {"align": "left", "fontSize": 13},
        }

    return {
        "animation": False,
        "tooltip": {"trigger": "axis", "valueFormatter": "%.4g"},
        "grid": [
            {"left": 58, "right": 12, "top": 30, "height": 118, "outerBoundsMode": "none"},
            {"left": 58, "right": 12, "top": 208, "height": 118, "outerBoundsMode": "none"},
        ],
        "xAxis": [axis(0), axis(1)],
        "yAxis": [values(0, words["bars.delta"], delta), values(1, words["bars.nabla_a"], nabla_a)],
        "series": [series(delta, 0) | {"name": "δ"}, series(nabla_a, 1) | {"name": "∂C/∂a"}],
    }
