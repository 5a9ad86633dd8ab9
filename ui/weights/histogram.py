"""The weights of each layer, counted, now and at another moment. Pure: no Streamlit."""

from __future__ import annotations

import math

import numpy as np

from engine import Network
from ui.canvas.blocks import round_scale
from ui.charts import echarts
from ui.charts.echarts import Diagram, Part
from ui.text.numbers import raised, short
from ui.text.words import Words

BINS = 80  # of a histogram, about


def histograms(net: Network, other: Network, when: str, words: Words) -> Part:
    """ECharts options with one histogram per layer, side by side: bars for the network now, a line for the `other`."""
    titles, diagrams, count = [], [], len(net.w)
    for i, (l, w) in enumerate(net.w.items()):
        now, then, middles = counted(w, other.w[l])
        left, width, symbol = 100 * i / count, 100 / count, f"w{raised(l)}"
        title = {"text": words("histogram.layer", w=symbol, count=words.whole(w.size)), "left": f"{left + 1}%"}
        titles.append({**title, "top": 28, "textStyle": {"fontSize": 12}})
        labels = {"interval": len(middles) // 4 - 1, "hideOverlap": True}
        diagrams.append(
            Diagram(
                {"left": f"{left + 7}%", "width": f"{width - 11}%", "top": 74, "bottom": 40},
                echarts.category([short(m) for m in middles]) | {"axisLabel": labels} | echarts.below(symbol, 24),
                echarts.value() | {"axisLabel": {"formatter": "{value} %"}, "splitNumber": 3},
                [
                    echarts.series("bar", now, words["histogram.now"], barCategoryGap="5%"),
                    echarts.line(then, when, step="middle", lineStyle={"width": 1.5}),
                ],
            )
        )
    return echarts.chart(*diagrams, title=titles, legend={"top": 0}, tooltip={"trigger": "axis"})


def counted(w: np.ndarray, then: np.ndarray) -> tuple[list[float], list[float], list[float]]:
    """The shares of the weights in bins symmetric about 0, in per cent, now and then, and the middles of the bins.

    The bins are 1, 2 or 5 times a power of ten wide, and their number is 4n + 1.
    """
    most = max(float(np.abs(w).max()), float(np.abs(then).max()))
    width = round_scale(np.array(most / (BINS / 2)))
    side = 2 * math.ceil(max(most / width - 0.5, 1) / 2)
    edges = (np.arange(-side, side + 2) - 0.5) * width
    now, before = (100 * np.histogram(values, edges)[0] / values.size for values in (w, then))
    middles = (np.arange(-side, side + 1) * width).round(12)
    return now.round(3).tolist(), before.round(3).tolist(), middles.tolist()
