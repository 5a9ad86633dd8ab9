"""The lab of the gradient check: a race, its picture, and the choice of ε. Pure: no Streamlit."""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import plotly.graph_objects as go

from engine import CheckRun, EpsilonCurve, GradientCheck, Network, Offender
from ui.charts import plotly
from ui.charts.echarts import POWERS
from ui.text.numbers import number, raised
from ui.text.words import Words

Array = np.ndarray
SLICE = 0.1  # seconds of trying weights between two looks
FASTER = (10, 100, 1000, 10_000, 100_000)  # guesses
FLOOR, TOP = -16, 1  # powers of ten that the picture shows; what is smaller lies in the middle
BINS = 3  # a decade


@dataclass(eq=False)
class Race:
    """A gradient check of one network and one digit, which is advanced in slices until it is told to hold.

    `about` says what it is about: the digit and the network as the page names them. A click on the page starts another
    thread while the last slice is still being computed, so slices wait for each other and do not touch `held`.
    """

    net: Network
    x: Array
    y: Array
    cost: str
    method: str
    about: tuple[Any, ...]
    held: bool = False
    run: CheckRun = field(init=False)
    result: GradientCheck = field(init=False)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        count = self.net.parameters.size
        order = np.random.default_rng(0).permutation(count)  # all layers are seen early
        self.run = CheckRun(self.net, self.x, self.y, self.cost, method=self.method, indices=order)
        self.result = self.run.result()

    @property
    def going(self) -> bool:
        return not (self.held or self.run.finished)

    def advance(self) -> None:
        """Try weights for a moment, if the race goes on."""
        with self._lock:
            if self.going:
                self.result = self.run.advance(seconds=SLICE)

    @property
    def ratio(self) -> float:
        """How many times longer all weights take than one pass of backpropagation, as measured so far."""
        if not self.run.done:
            return math.nan
        return self.result.seconds_numeric * self.run.total / self.run.done / self.result.seconds_backprop


def seconds(value: float) -> str:
    """A duration: µs, ms or s, three digits."""
    for size, unit in ((1e-3, "µs"), (1.0, "ms")):
        if value < size:
            return f"{value / size * 1000:.3g} {unit}"
    return f"{value:.2f} s"


def symbol(offender: Offender) -> str:
    """The name of a weight or bias: w²[14, 181]."""
    places = f"{offender.j}, {offender.k}" if offender.kind == "w" else f"{offender.j}"
    return f"{offender.kind}{raised(offender.l)}[{places}]"


def offender_row(offender: Offender) -> tuple[str, ...]:
    """A line of the list of the worst."""
    relative = offender.error / max(abs(offender.backprop), abs(offender.numeric), 1e-300)
    values = (offender.numeric, offender.backprop)
    return (symbol(offender), *(number(v, sign=True) for v in values), number(offender.error), number(relative))


# --- the picture of both gradients ---


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
    """Finite differences against backpropagation: how many lie where, and the worst as crosses."""
    edges, counts = density(check)
    centres = (edges[:-1] + edges[1:]) / 2
    with np.errstate(divide="ignore"):
        ink = 0.5 + 0.5 * np.log10(counts) / max(1.0, np.log10(counts.max()))
    shade = np.where(counts > 0, ink, np.nan).astype(np.float32)
    figure = go.Figure()
    ends = [float(edges[0]), float(edges[-1])]
    figure.add_scatter(x=ends, y=ends, mode="lines", line={"color": plotly.GREY, "width": 1}, hoverinfo="skip")
    figure.add_heatmap(
        x=centres.astype(np.float32),
        y=centres.astype(np.float32),
        z=shade,
        zmin=0,
        zmax=1,
        customdata=counts.astype(np.uint16),
        hovertemplate=words["scatter.tip"] + "<extra></extra>",
        showscale=False,
        hoverongaps=False,
    )
    places = [folded(np.array([offender.backprop, offender.numeric])) for offender in worst]
    figure.add_scatter(
        x=[float(place[0]) for place in places],
        y=[float(place[1]) for place in places],
        mode="markers",
        marker={
            "symbol": "circle-open",
            "size": [15 if i == chosen else 9 for i in range(len(worst))],
            "color": plotly.ORANGE,
            "line": {"width": 2},
        },
        text=[symbol(offender) for offender in worst],
        hovertemplate="%{text}<extra></extra>",
    )
    axis = _decades()
    figure.update_layout(
        **plotly.LAYOUT,
        height=430,
        showlegend=False,
        xaxis={**axis, "title": words["scatter.x"]},
        yaxis={**axis, "title": words["scatter.y"], "scaleanchor": None},
    )
    return figure


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

KINDS = (("central", "float64"), ("forward", "float64"), ("central", "float32"), ("forward", "float32"))


def nearest(curve: EpsilonCurve, epsilon: float) -> int:
    """The place of the ε of the curve that is nearest."""
    return int(np.abs(np.log10(curve.epsilons) - math.log10(epsilon)).argmin())


def epsilon_text(epsilon: float) -> str:
    """ε as a power of ten, with its factor 3 where it has one."""
    power = math.floor(math.log10(epsilon) + 1e-9)
    factor = epsilon / 10.0**power
    return f"{'' if factor < 1.01 else '3.2·'}10{raised(power)}"


def epsilon_chart(curve: EpsilonCurve, at: int, words: Words, colours: Mapping[str, str]) -> dict:
    """The error over ε for both methods in both precisions, as ECharts options; a line marks the chosen ε."""
    shades = {"central": colours["blue"], "forward": colours["orange"]}
    series: list[dict[str, Any]] = []
    for method, dtype in KINDS:
        errors = curve.errors[method, dtype]
        points = [
            [round(math.log10(e), 3), round(math.log10(max(error, 1e-16)), 4)]
            for e, error in zip(curve.epsilons, errors, strict=True)
        ]
        series.append(
            {
                "type": "line",
                "name": words(f"epsilon.{method}", dtype=dtype),
                "animation": False,
                "symbol": "circle",
                "symbolSize": 4,
                "lineStyle": {
                    "color": shades[method],
                    "width": 2.5 if dtype == "float64" else 1.5,
                    "type": "solid" if dtype == "float64" else "dashed",
                },
                "itemStyle": {"color": shades[method]},
                "data": points,
            }
        )
    series[0]["markLine"] = {
        "silent": True,
        "symbol": "none",
        "animation": False,
        "lineStyle": {"color": colours["text"], "type": "solid", "width": 1.5},
        "label": {"show": True, "formatter": "ε", "color": colours["text"]},
        "data": [{"xAxis": round(math.log10(curve.epsilons[at]), 3)}],
    }
    power = {**POWERS, "showMinLabel": True, "showMaxLabel": True}
    return {
        "animation": False,
        "legend": {"top": 0, "left": 0, "itemGap": 10, "textStyle": {"fontSize": 11}},
        "grid": {"left": 52, "right": 20, "top": 78, "bottom": 44, "outerBoundsMode": "none"},
        "xAxis": {
            "type": "value",
            "min": -12,
            "max": -1,
            "interval": 1,
            "axisLabel": {**power, "hideOverlap": True},
            "axisLine": {"onZero": False},
            "splitLine": {"show": False},
            "name": "ε",
            "nameLocation": "middle",
            "nameGap": 28,
        },
        "yAxis": {
            "type": "value",
            "min": -12,
            "max": 0,
            "interval": 2,
            "axisLabel": power,
            "axisLine": {"onZero": False},
            "name": words["epsilon.y"],
            "nameTextStyle": {"align": "left"},
        },
        "series": series,
    }


def branch(curve: EpsilonCurve, at: int, method: str = "central", dtype: str = "float64") -> str:
    """On which side of the valley an ε lies: "truncation" to the right of it, "rounding" to the left, "valley"."""
    errors = curve.errors[method, dtype]
    if errors[at] <= 5 * errors.min():
        return "valley"
    return "truncation" if curve.epsilons[at] > curve.best(method, dtype) else "rounding"
