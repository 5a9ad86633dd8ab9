"""Figures made of engine values, as ECharts options. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from engine.training.live import Change, Status
from engine.training.measurements import CurvePoint, Inside, Positioned
from ui.charts.echarts import POWERS
from ui.text.numbers import number
from ui.text.words import Words

SHOWN = 200  # points of a curve that are drawn, at most
AXIS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000)  # epochs at the right end of the axis
COST = (0.0001, 1000.0)  # of the axis of cost; what diverges leaves it
APART = 0.06  # of the axis: marks of changes that are closer than this share one label

TABLE = """
.epochs { width: 100%; border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
.epochs caption { text-align: left; font-weight: 600; padding-bottom: 0.3rem; }
.epochs th, .epochs td { padding: 0.12rem 0.5rem 0.12rem 0; text-align: right; font-weight: 400; }
.epochs th { opacity: 0.7; }
"""

P = TypeVar("P", bound=Positioned)


def curves(runs: Mapping[str, Status], words: Words, *, least: int = 0, moment: float | None = None) -> dict:
    """Accuracy above cost, against epochs, of one run or of several by name.

    Of one run: training sample, validation sample and, after each epoch, the test set. Of several: the accuracy on
    the validation sample and the cost on the training sample, one colour a run. The axis of accuracy begins at
    `least` per cent. Changes of settings are marked by lines, and so is the `moment` that is looked at, in epochs.
    """
    one = next(iter(runs.values())) if len(runs) == 1 else None
    first = next(iter(runs.values())) if runs else None
    end = _end(status.measurements.curve[-1].epochs for status in runs.values() if status.measurements.curve)
    series = _one(one, words) if one else [line for name, status in runs.items() for line in _several(name, status)]
    series = series or [{"type": "line", "data": []}]
    series[0]["markLine"] = _marks(first.changes if first else (), end, moment, words)
    here = _at(first, moment) if first else None
    ticks = 5 if least else 25  # per cent
    return {
        "animation": False,
        "title": {"text": now(here, words), "left": 0, "top": 6, "textStyle": {"fontSize": 15}},
        "legend": {
            "top": 34,
            "left": 0,
            "itemGap": 8,
            "type": "scroll",
            "textStyle": {"fontSize": 11},
            "data": list(dict.fromkeys(line["name"] for line in series if "name" in line)),
        },
        "tooltip": {"trigger": "axis"},
        "axisPointer": {"link": [{"xAxisIndex": "all"}]},
        "grid": [
            {"left": 46, "right": 16, "top": 82, "height": 150},
            {"left": 46, "right": 16, "top": 266, "height": 96},
        ],
        "xAxis": [
            {"type": "value", "gridIndex": 0, "min": 0, "max": end, "axisLabel": {"show": False}},
            _epochs_axis(1, end, words),
        ],
        "yAxis": [
            {**_y_axis(0, words["curves.accuracy"]), "type": "value", "min": least, "max": 100, "interval": ticks},
            {**_y_axis(1, _cost_name(here, words)), "type": "log"},
        ],
        "series": series,
    }


LINE = {"type": "line", "showSymbol": False, "animation": False}
BELOW = {"xAxisIndex": 1, "yAxisIndex": 1}


def _one(status: Status, words: Words) -> list[dict]:
    points, rows = evenly(status.measurements.curve, SHOWN), status.measurements.epochs
    training, validation, test = (words[f"curves.{name}"] for name in ("training", "validation", "test"))
    tests = [[row.epoch, _per_cent(row.test_accuracy)] for row in rows]
    return [
        {**LINE, "name": training, "data": [[_x(p), _per_cent(p.training_accuracy)] for p in points]},
        {**LINE, "name": validation, "data": [[_x(p), _per_cent(p.validation_accuracy)] for p in points]},
        {**LINE, "name": test, "showSymbol": True, "symbolSize": 5, "data": tests},
        {**LINE, **BELOW, "name": training, "data": [[_x(p), _cost(p.training_cost)] for p in points]},
        {**LINE, **BELOW, "name": validation, "data": [[_x(p), _cost(p.validation_cost)] for p in points]},
    ]


def _several(name: str, status: Status) -> list[dict]:
    points = evenly(status.measurements.curve, SHOWN)
    return [
        {**LINE, "name": name, "data": [[_x(p), _per_cent(p.validation_accuracy)] for p in points]},
        {**LINE, **BELOW, "name": name, "data": [[_x(p), _cost(p.training_cost)] for p in points]},
    ]


def _marks(changes: Sequence[Change], end: float, moment: float | None, words: Words) -> dict:
    marks: list[dict[str, Any]] = []
    for i, change in enumerate(changes):
        crowded = i + 1 < len(changes) and changes[i + 1].epochs - change.epochs < APART * end
        label = {"show": not crowded, "formatter": changed(change.settings, words), "fontSize": 10}
        marks.append({"xAxis": round(change.epochs, 3), "label": label})
    if moment is not None:
        here = {"show": True, "formatter": "●", "distance": 0}
        marks.append({"xAxis": round(moment, 3), "label": here, "lineStyle": {"type": "solid", "width": 2}})
    return {"silent": True, "symbol": "none", "animation": False, "lineStyle": {"type": "dashed"}, "data": marks}


def changed(settings: Mapping[str, Any], words: Words) -> str:
    """Settings that have changed, in short: "η = 0.5", "784-60-10"."""
    texts = []
    for name, value in settings.items():
        text = "-".join(map(str, value)) if isinstance(value, list | tuple) else value
        text = f"{text:g}" if isinstance(text, float) else words.get(f"{name}.{text}", str(text))
        texts.append(text if name == "sizes" else f"{words.get(f'short.{name}', name)} {text}".strip())
    return ", ".join(texts)


def inside(moments: Sequence[Inside], words: Words, *, dead: bool = True) -> dict:
    """|δ^l|, the share of saturated pairs and the size of a step, by layer, against epochs; `dead` outputs too."""
    same = [moment for moment in moments if len(moment.delta) == len(moments[-1].delta)]  # since layers were added
    points = evenly(same, SHOWN)
    end = _end([points[-1].epochs] if points else [])
    heights = ((74, 96), (212, 70), (324, 96))
    names = [f"l = {l}" for l in range(2, 2 + len(points[-1].delta))] if points else []
    rows: list[tuple[str, str]] = [("delta", "log"), ("saturated", "value"), ("step", "log")]
    series = [
        {
            **LINE,
            "name": name,
            "xAxisIndex": place,
            "yAxisIndex": place,
            "data": [[_x(p), _shown(getattr(p, row)[i], kind)] for p in points],
            **({"tooltip": {"valueFormatter": "10^%.2f"}} if kind == "log" else {}),
        }
        for place, (row, kind) in enumerate(rows)
        for i, name in enumerate(names)
    ]
    if points and dead:
        dotted = {
            **LINE,
            "name": words["inside.dead"],
            "xAxisIndex": 1,
            "yAxisIndex": 1,
            "lineStyle": {"type": "dotted"},
        }
        series.append({**dotted, "data": [[_x(p), 100 * p.dead] for p in points]})
    power = {"minInterval": 1, "scale": True, "axisLabel": POWERS}
    axes = [
        {**_y_axis(place, words[f"inside.{row}"]), "type": "value", **(power if kind == "log" else {})}
        for place, (row, kind) in enumerate(rows)
    ]
    axes[1] |= {"min": 0, "max": 100}
    return {
        "animation": False,
        "legend": {
            "top": 4,
            "left": 0,
            "itemGap": 8,
            "textStyle": {"fontSize": 11},
            "data": [*names, *([words["inside.dead"]] if dead else [])],
        },
        "tooltip": {"trigger": "axis"},
        "axisPointer": {"link": [{"xAxisIndex": "all"}]},
        "grid": [{"left": 54, "right": 16, "top": top, "height": height} for top, height in heights],
        "xAxis": [
            {"type": "value", "gridIndex": place, "min": 0, "max": end, "axisLabel": {"show": False}}
            for place in (0, 1)
        ]
        + [_epochs_axis(2, end, words)],
        "yAxis": axes,
        "series": series or [{"type": "line", "data": []}],
    }


def _y_axis(place: int, name: str) -> dict[str, Any]:
    return {"gridIndex": place, "name": name, "nameTextStyle": {"align": "left"}, "splitNumber": 3}


def _epochs_axis(place: int, end: float, words: Words) -> dict:
    name = {"name": words["curves.epochs"], "nameLocation": "middle", "nameGap": 24}
    return {"type": "value", "gridIndex": place, "min": 0, "max": end, **name}


def _end(epochs: Iterable[float]) -> float:
    """The right end of an axis that holds these positions; it moves in steps."""
    last = max(epochs, default=0)
    return next((step for step in AXIS if step >= last), math.ceil(last))


def _x(point: Positioned) -> float:
    return round(point.epochs, 4)


def _per_cent(share: float) -> float:
    return round(100 * share, 2)


def _cost(value: float) -> float | None:
    return float(f"{value:.4g}") if COST[0] <= value <= COST[1] else None


def _shown(value: float, kind: str) -> float | None:
    """A value for an axis: a share in per cent, or a logarithm, or nothing where there is none."""
    if kind == "value":
        return _per_cent(value)
    return round(math.log10(value), 3) if value > 0 else None


def _at(status: Status, moment: float | None) -> CurvePoint | None:
    """The point of the curve at a moment, or the newest one."""
    curve = status.measurements.curve
    if moment is None or not curve:
        return curve[-1] if curve else None
    return min(curve, key=lambda point: abs(point.epochs - moment))


def now(last: CurvePoint | None, words: Words) -> str:
    """The shares of right answers at a point of the curves; dashes before there is one."""
    shares = (last.validation_accuracy, last.training_accuracy) if last else (None, None)
    validation, training = ("–" if share is None else f"{share:.1%}" for share in shares)
    return words("curves.now", validation=validation, training=training)


def _cost_name(last: CurvePoint | None, words: Words) -> str:
    """What stands above the axis of cost, with the cost at a point of the curves."""
    return words("curves.cost", cost=number(last.training_cost) if last else "–")


def evenly(curve: Sequence[P], most: int) -> list[P]:
    """At most `most` points of a curve, evenly spaced; the first and the last stay."""
    step = max(1, math.ceil((len(curve) - 1) / max(1, most - 1)))
    points = list(curve[:-1:step])
    return [*points, curve[-1]] if curve else []


def epoch_table(status: Status, words: Words) -> str:
    """The table of epochs as HTML, the newest first."""
    rows = [
        (
            row.epoch,
            f"{row.eta:g}",
            f"{row.training_cost:.4f}",
            f"{row.training_accuracy:.1%}",
            f"{row.validation_accuracy:.1%}",
            f"{row.test_accuracy:.2%}",
            f"{row.seconds:.1f}",
        )
        for row in reversed(status.measurements.epochs)
    ]
    heads = [words[f"table.{name}"] for name in ("epoch", "eta", "cost", "training", "validation", "test", "seconds")]
    return _table(words["table.title"], heads, rows)


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f"<th scope='col'>{text}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in rows)
    return (
        f"<style>{TABLE}</style><table class='epochs'><caption>{caption}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def digit_table(counts: np.ndarray, words: Words) -> str:
    """The share of right answers for each digit, as HTML; `counts[label, answer]`."""
    shares = counts.diagonal() / np.maximum(1, counts.sum(axis=1))
    rows = [
        (digit, f"{share:.1%}", int(counts[digit].sum() - counts[digit, digit])) for digit, share in enumerate(shares)
    ]
    heads = [words[f"mistakes.{name}"] for name in ("digit", "right", "wrong")]
    total = f"{counts.trace() / max(1, counts.sum()):.2%}"
    return _table(words("mistakes.by_digit", accuracy=total), heads, rows)
