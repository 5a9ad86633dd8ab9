"""Why learning is slow: how large |δ^l| is in each layer, measured; and three stories. Pure: no Streamlit.

Every number is of networks that are computed here and now, on the first 1,000 training images, in float64.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from engine import Network, Splits, TrainingConfig, TrainingRun, backprop
from engine.diagnosis import SATURATED, dead_outputs
from engine.mnist import Dataset
from engine.monitor import SAMPLE
from ui.numbers import number, ratio, raised
from ui.words import Words

Array = np.ndarray
STORIES = ("saturated", "deep", "costs")
SATURATING = TrainingConfig(sizes=(784, 100, 10), eta=3.0)
DEEP = TrainingConfig(sizes=(784, 30, 30, 30, 30, 10), eta=3.0)
STEPS, SMALL_STEP = 100, 0.1  # of gradient descent on one example, in the story of the costs


# --- how large |δ^l| is ---


class Layer(NamedTuple):
    """|δ^l_j| over the neurons j and the examples: mean and median; and the share of them with σ' < 0.01."""

    mean: float
    median: float
    saturated: float


def measure(net: Network, sample: Dataset, cost: str) -> dict[int, Layer]:
    """How large |δ^l| is, by layer."""
    trace = backprop(net, sample.images, sample.targets.astype(float), cost)
    sizes = {l: np.abs(delta) for l, delta in trace.delta.items()}
    return {
        l: Layer(float(size.mean()), float(np.median(size)), float((trace.sigma_prime[l] < SATURATED).mean()))
        for l, size in sizes.items()
    }


def starts(config: TrainingConfig) -> dict[str, Network]:
    """The two ways to start the same architecture, with the same seed: N(0, 1) and scaled."""
    return {init: replace(config, init=init).network(float) for init in ("gaussian", "scaled")}


def sample_of(splits: Splits) -> Dataset:
    """The training images on which everything here is measured."""
    return splits.train[:SAMPLE]


def fall(layers: Mapping[int, Layer], name: str) -> float:
    """How many times smaller |δ| is in the first hidden layer than in the output layer."""
    first, last = (getattr(layers[l], name) for l in (min(layers), max(layers)))
    return last / first if first else np.inf


def finding(measured: Mapping[str, Mapping[int, Layer]], words: Words) -> str:
    """What the two starts show, in a sentence of their numbers."""
    gaussian, scaled = measured["gaussian"], measured["scaled"]
    L = max(gaussian)
    if L == 2:
        return words["slow.shallow"]
    values = {
        "L": raised(L),
        "scaled": _times(fall(scaled, "mean"), words),
        "gaussian": _times(fall(gaussian, "mean"), words),
        "median": _times(fall(gaussian, "median"), words),
        "dull": f"{gaussian[2].saturated:.0%}",
        "dull_scaled": f"{scaled[2].saturated:.0%}",
    }
    hidden = fall(gaussian, "median") > 3 * fall(gaussian, "mean") and gaussian[2].saturated > 0.1
    return words("slow.finding", **values) + " " + (words("slow.hidden", **values) if hidden else "")


def _times(times: float, words: Words) -> str:
    return words("slow.smaller" if times >= 1 else "slow.larger", times=ratio(times if times >= 1 else 1 / times))


def layer_table(measured: Mapping[str, Mapping[int, Layer]], words: Words) -> str:
    """The numbers of the figure as a Markdown table, the output layer first."""
    head = "| | l | " + " | ".join(words[f"slow.{name}"] for name in ("mean", "median", "share")) + " |"
    rows = [
        f"| {words[f'slow.{name}'] if l == max(layers) else ''} | {l} | {number(known.mean)} | {number(known.median)} "
        f"| {known.saturated:.1%} |"
        for name, layers in measured.items()
        for l, known in sorted(layers.items(), reverse=True)
    ]
    return "\n".join([head, "|---|---:|---:|---:|---:|", *rows])


def chart(measured: Mapping[str, Mapping[int, Layer]], words: Words) -> dict:
    """|δ^l| against l on one logarithmic axis, as ECharts options: the mean as a line, the median dotted."""
    layers = sorted(next(iter(measured.values())))
    series = []
    for place, (name, known) in enumerate(measured.items()):
        for kind, style in (("mean", "solid"), ("median", "dotted")):
            values = [getattr(known[l], kind) for l in layers]
            series.append(
                _line(
                    f"{words[f'slow.{name}']}, {words[f'slow.{kind}_short']}",
                    [[str(l), value if value > 0 else None] for l, value in zip(layers, values, strict=True)],
                    place,
                    style,
                )
            )
    x_axis = {"type": "category", "data": [str(l) for l in layers], "name": words["slow.layer"], **_MIDDLE}
    return _chart(series, x_axis, {"type": "log", "name": "|δˡ|", **_LOG})


_MIDDLE = {"nameLocation": "middle", "nameGap": 28}
_LOG = {"nameTextStyle": {"align": "left"}, "axisLabel": {"fontSize": 11}}


def _line(name: str, data: list, place: int, style: str = "solid") -> dict[str, Any]:
    """One line; lines of one place have one colour of the theme."""
    return {
        "name": name,
        "type": "line",
        "data": data,
        "animation": False,
        "symbolSize": 8,
        "symbol": ("circle", "diamond", "triangle")[place % 3] if style == "solid" else f"empty{'Circle'}",
        "lineStyle": {"type": style, "width": 2},
    }


def _chart(series: list[dict], x_axis: dict, y_axis: dict) -> dict:
    return {
        "animation": False,
        "legend": {"top": 0, "left": 0, "itemGap": 8, "textStyle": {"fontSize": 11}},
        "tooltip": {"trigger": "axis", "valueFormatter": "%.4g"},
        "grid": {"left": 62, "right": 20, "top": 84, "bottom": 46},
        "xAxis": x_axis,
        "yAxis": y_axis,
        "series": series,
    }
