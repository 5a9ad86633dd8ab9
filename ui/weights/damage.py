"""What damage does to the current network, in numbers, bars and a curve. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from engine.labs.damage import Curve
from ui.canvas.bars import BarColumn, Table
from ui.canvas.outputs import largest, name
from ui.charts import echarts
from ui.charts.echarts import Diagram, Part
from ui.text.words import Words

SHARES = (*(i / 20 for i in range(20)), 0.97, 0.98, 0.99, 1.0)  # of weights set to zero, that one may choose
NOISES = tuple(i / 10 for i in range(21))  # in standard deviations
EDGES = (0.2, 0.4, 0.6, 0.8)  # between the answers that one may guess
GOOD, LOSS = 0.9, 0.05  # the accuracy that is asked about, or how much is lost where it is hardly there to begin with


class Damage(NamedTuple):
    """The share of weights that are zero, and the noise on the others in standard deviations."""

    share: float = 0.0
    noise: float = 0.0


def limit(accuracy: float) -> float:
    """The accuracy to which it is to fall, in whole per cent."""
    return GOOD if accuracy >= GOOD + 0.01 else round(max(0.0, accuracy - LOSS), 2)


def options(words: Words) -> dict[int, str]:
    """The answers that one may guess: ranges of the share of weights."""
    ends = [f"{edge:.0%}" for edge in EDGES]
    between = [words("damage.between", low=low, high=high) for low, high in pairwise(ends)]
    return dict(enumerate([words("damage.below", high=ends[0]), *between, words("damage.above", low=ends[-1])]))


def place(share: float | None) -> int:
    """Which of these a share belongs to; the last one if it never falls so far."""
    return len(EDGES) if share is None else int(np.searchsorted(EDGES, share, side="right"))


def answer(before: np.ndarray, now: np.ndarray, label: int, words: Words) -> Table:
    """The output activations `(10,)` of the damaged network, and those of the whole one."""
    changed = largest(now) != largest(before)
    title = words("damage.reads", digit=name(largest(now)))
    note = words("damage.read", digit=name(largest(before))) if changed else words["damage.same"]
    column = BarColumn(words["answer.a"], now, before, "ink")
    return Table([str(j) for j in range(len(now))], [column], title, note, "j", strong=label)


def result(right: int, whole: int, count: int, words: Words) -> list[tuple[str, str]]:
    """How much of the test set it still reads, and how much before."""
    now, before = (f"{each / count:.1%}" for each in (right, whole))
    return [(words["damage.now"], now), (words["damage.before"], before)]


def figure(curve: Curve, at: Damage, right: float, least: float, words: Words, colours: Mapping[str, str]) -> Part:
    """The accuracy against the share of weights that are zero, and where the visitor's network is."""
    points = [[100 * share, round(100 * a, 2)] for share, a in zip(curve.shares, curve.accuracies, strict=True)]
    level = echarts.marks(
        [{"yAxis": 100 * least}],
        {"color": colours["text"], "type": "dotted", "width": 1.5},
        label={"formatter": f"{least:.0%}", "position": "insideEndTop", "color": colours["text"]},
    )
    look = {"color": colours["primary"], "borderColor": colours["background"], "borderWidth": 2}
    here = [100 * at.share, round(100 * right, 2)]
    shape = "diamond" if at.noise else "circle"
    diagram = Diagram(
        echarts.grid(40, 16, top=56, bottom=44) | echarts.FIXED,
        echarts.value(0, 100, 20) | echarts.below(words["damage.x"]) | echarts.NO_GRID_LINES,
        echarts.value(0, 100, 25) | echarts.above(words["damage.y"]),
        [
            echarts.line(points, words["damage.curve"], showSymbol=True, symbolSize=5)
            | echarts.stroke(colours["primary"], 2)
            | level,
            echarts.series("scatter", [here], words["damage.yours"], symbol=shape, symbolSize=14, itemStyle=look, z=5),
        ],
    )
    return echarts.chart(diagram, legend=echarts.legend(selectedMode=False), tooltip=echarts.tooltip("%.4g", "item"))
