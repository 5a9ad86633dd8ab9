"""The curves of runs, and what goes on inside a network while it learns, as ECharts options. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from engine.training.measurements import CurvePoint, Inside, Positioned
from engine.training.status import Change, Status
from ui.charts import echarts
from ui.charts.echarts import Diagram, Part
from ui.text.numbers import number
from ui.text.words import Words

SHOWN = 200  # points of a curve that are drawn, at most
ENDS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000)  # of the axis, in epochs
COST = (0.0001, 1000.0)  # that is drawn: the cost of a diverging run grows without bound
OF_POWER = {"valueFormatter": "10^%.2f"}  # a value on an axis of logarithms, in the tooltip
CROWDED = 0.06  # of the axis: marks of changes that are closer together than this share a label


# --- accuracy and cost ---


def curves(runs: Mapping[str, Status], words: Words, *, least: int = 0, moment: float | None = None) -> Part:
    """Accuracy above cost, against epochs, for one run or for several by name.

    One run has lines for the training sample, the validation sample and, after each epoch, the test set. Several have
    a colour each, with the accuracy on the validation sample and the cost on the training sample. The axis of accuracy
    begins at `least` per cent. Vertical lines mark changes of settings and the `moment` shown, both in epochs, of the
    first run.
    """
    first = next(iter(runs.values()), None)
    accuracy, cost = _one(first, words) if first and len(runs) == 1 else _several(runs)
    accuracy = accuracy or [echarts.line([])]  # which the marks need
    end = _end(status.measurements.curve[-1].epochs for status in runs.values() if status.measurements.curve)
    accuracy[0] |= _marks(first.changes if first else (), end, moment, words)
    here = _at(first, moment) if first else None
    left = _named(words["curves.accuracy"]) | echarts.value(least, 100, 5 if least else 25)
    x = echarts.value(0, end)
    return echarts.chart(
        Diagram(echarts.grid(46, 16, top=82, height=150), x | echarts.NO_LABELS, left, accuracy),
        Diagram(echarts.grid(46, 16, top=266, height=96), _epochs(end, words), _cost_axis(here, words), cost),
        title={"text": now(here, words), "left": 0, "top": 6, "textStyle": {"fontSize": 15}},
        legend=echarts.legend(top=34, gap=8, type="scroll", data=_names([*accuracy, *cost])),
        **echarts.LINKED,
    )


def _one(status: Status, words: Words) -> tuple[list[Part], list[Part]]:
    """The lines of accuracy and of cost for one run."""
    points, rows = echarts.evenly(status.measurements.curve, SHOWN), status.measurements.epochs
    training, validation, test = (words[f"curves.{name}"] for name in ("training", "validation", "test"))
    tests = [[row.epoch, _per_cent(row.test_accuracy)] for row in rows]
    accuracy = [
        echarts.line([[_x(p), _per_cent(p.training_accuracy)] for p in points], training),
        echarts.line([[_x(p), _per_cent(p.validation_accuracy)] for p in points], validation),
        echarts.line(tests, test, showSymbol=True, symbolSize=5),
    ]
    cost = [
        echarts.line([[_x(p), _cost(p.training_cost)] for p in points], training),
        echarts.line([[_x(p), _cost(p.validation_cost)] for p in points], validation),
    ]
    return accuracy, cost


def _several(runs: Mapping[str, Status]) -> tuple[list[Part], list[Part]]:
    """The lines of accuracy and of cost for several runs, one a run."""
    points = {name: echarts.evenly(status.measurements.curve, SHOWN) for name, status in runs.items()}
    accuracy = [
        echarts.line([[_x(p), _per_cent(p.validation_accuracy)] for p in curve], name) for name, curve in points.items()
    ]
    cost = [echarts.line([[_x(p), _cost(p.training_cost)] for p in curve], name) for name, curve in points.items()]
    return accuracy, cost


def _names(series: Iterable[Part]) -> list[str]:
    return list(dict.fromkeys(line["name"] for line in series if "name" in line))


def _marks(changes: Sequence[Change], end: float, moment: float | None, words: Words) -> Part:
    marks: list[Part] = []
    for i, change in enumerate(changes):
        crowded = i + 1 < len(changes) and changes[i + 1].epochs - change.epochs < CROWDED * end
        label = {"show": not crowded, "formatter": changed(change.settings, words), "fontSize": 10}
        marks.append({"xAxis": round(change.epochs, 3), "label": label})
    if moment is not None:
        here = {"show": True, "formatter": "●", "distance": 0}
        marks.append({"xAxis": round(moment, 3), "label": here, "lineStyle": {"type": "solid", "width": 2}})
    return echarts.marks(marks, {"type": "dashed"})


def _cost_axis(last: CurvePoint | None, words: Words) -> Part:
    """A logarithmic axis whose name tells the cost at a point of the curves."""
    return _named(words("curves.cost", cost=number(last.training_cost) if last else "–")) | {"type": "log"}


def changed(settings: Mapping[str, Any], words: Words) -> str:
    """Changed settings in short, such as "η = 0.5, 784-60-10"."""
    texts = []
    for name, value in settings.items():
        text = "-".join(map(str, value)) if isinstance(value, list | tuple) else value
        text = f"{text:g}" if isinstance(text, float) else words.get(f"{name}.{text}", str(text))
        texts.append(text if name == "sizes" else f"{words.get(f'short.{name}', name)} {text}".strip())
    return ", ".join(texts)


def _at(status: Status, moment: float | None) -> CurvePoint | None:
    """The point of the curve at a moment, or the newest one."""
    curve = status.measurements.curve
    if moment is None or not curve:
        return curve[-1] if curve else None
    return min(curve, key=lambda point: abs(point.epochs - moment))


def now(last: CurvePoint | None, words: Words) -> str:
    """The accuracies at a point of the curves; dashes while there is none."""
    shares = (last.validation_accuracy, last.training_accuracy) if last else (None, None)
    validation, training = ("–" if share is None else f"{share:.1%}" for share in shares)
    return words("curves.now", validation=validation, training=training)


# --- inside ---


def inside(moments: Sequence[Inside], words: Words, *, dead: bool = True) -> Part:
    """Mean |δ^l|, the share of saturated pairs and the size of a step against epochs, with a line for each layer.

    The lines begin at the last change of the number of layers. `dead` adds the share of dead outputs.
    """
    same = [moment for moment in moments if len(moment.delta) == len(moments[-1].delta)]
    points = echarts.evenly(same, SHOWN)
    end = _end(point.epochs for point in points[-1:])
    delta, step = (_by_layer(points, row, _logarithm, tooltip=OF_POWER) for row in ("delta", "step"))
    saturated, dead_name = _by_layer(points, "saturated", _per_cent), words["inside.dead"]
    if points and dead:
        saturated.append(echarts.line([[_x(p), 100 * p.dead] for p in points], dead_name, lineStyle={"type": "dotted"}))
    names = [*_names(delta), *([dead_name] if dead else [])]
    power = echarts.powers() | {"minInterval": 1, "scale": True}
    share, x = echarts.value(0, 100), echarts.value(0, end) | echarts.NO_LABELS
    high, low = (partial(echarts.grid, 54, 16, height=height) for height in (96, 70))
    return echarts.chart(
        Diagram(high(top=74), x, power | _named(words["inside.delta"]), delta or [echarts.line([])]),
        Diagram(low(top=212), x, share | _named(words["inside.saturated"]), saturated),
        Diagram(high(top=324), _epochs(end, words), power | _named(words["inside.step"]), step),
        legend=echarts.legend(top=4, gap=8, data=names),
        **echarts.LINKED,
    )


def _by_layer(points: Sequence[Inside], row: str, shown: Callable[[float], float | None], **own: Any) -> list[Part]:
    """A line for each layer."""
    layers = range(len(points[-1].delta)) if points else ()
    return [echarts.line([[_x(p), shown(getattr(p, row)[i])] for p in points], f"l = {i + 2}", **own) for i in layers]


# --- axes, and values on them ---


def _named(name: str) -> Part:
    return echarts.above(name) | {"splitNumber": 3}


def _epochs(end: float, words: Words) -> Part:
    return echarts.value(0, end) | echarts.below(words["curves.epochs"], 24)


def _end(epochs: Iterable[float]) -> float:
    """The right end of an axis for these positions; it moves in steps, not with every point."""
    last = max(epochs, default=0)
    return next((step for step in ENDS if step >= last), math.ceil(last))


def _x(point: Positioned) -> float:
    return round(point.epochs, 4)


def _per_cent(share: float) -> float:
    return round(100 * share, 2)


def _cost(value: float) -> float | None:
    return float(f"{value:.4g}") if COST[0] <= value <= COST[1] else None


def _logarithm(value: float) -> float | None:
    return round(math.log10(value), 3) if value > 0 else None
