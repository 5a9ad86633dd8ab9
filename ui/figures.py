"""Figures made of engine values, as ECharts options. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Sequence

from engine.live import Status
from engine.monitor import Point
from ui.words import Words

SHOWN = 200  # points of a curve that are drawn, at most
AXIS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000)  # epochs at the right end of the axis


def curves(status: Status | None, words: Words, *, least: int = 0) -> dict:
    """Accuracy above cost, against epochs: training sample, validation sample and, after each epoch, the test set.

    The axis of accuracy begins at `least` per cent. Changes of η are marked by lines.
    """
    points = evenly(status.measurements.curve, SHOWN) if status else []
    tests = status.measurements.epochs if status else ()
    changes = status.changes if status else ()
    epochs = points[-1].epochs if points else 0
    end = next((step for step in AXIS if step >= epochs), math.ceil(epochs))
    training, validation, test = (words[f"curves.{name}"] for name in ("training", "validation", "test"))
    marks = {
        "silent": True,
        "symbol": "none",
        "lineStyle": {"type": "dashed"},
        "data": [
            {"xAxis": round(change.epochs, 3), "label": {"formatter": f"η = {change.settings['eta']:g}"}}
            for change in changes
        ],
    }
    line = {"type": "line", "showSymbol": False, "animation": False}
    return {
        "animation": False,
        "title": {
            "text": now(points[-1] if points else None, words),
            "left": 0,
            "top": 6,
            "textStyle": {"fontSize": 15},
        },
        "legend": {
            "top": 34,
            "left": 0,
            "itemGap": 8,
            "textStyle": {"fontSize": 11},
            "data": [training, validation, test],
        },
        "tooltip": {"trigger": "axis", "valueFormatter": "%.4g"},
        "axisPointer": {"link": [{"xAxisIndex": "all"}]},
        "grid": [
            {"left": 46, "right": 16, "top": 82, "height": 150},
            {"left": 46, "right": 16, "top": 266, "height": 96},
        ],
        "xAxis": [
            {"type": "value", "gridIndex": 0, "min": 0, "max": end, "axisLabel": {"show": False}},
            {
                "type": "value",
                "gridIndex": 1,
                "min": 0,
                "max": end,
                "name": words["curves.epochs"],
                "nameLocation": "middle",
                "nameGap": 28,
            },
        ],
        "yAxis": [
            {
                "type": "value",
                "gridIndex": 0,
                "min": least,
                "max": 100,
                "name": words["curves.accuracy"],
                "nameTextStyle": {"align": "left"},
            },
            {"type": "log", "gridIndex": 1, "name": words["curves.cost"], "nameTextStyle": {"align": "left"}},
        ],
        "series": [
            {
                **line,
                "name": training,
                "data": [[p.epochs, 100 * p.training_accuracy] for p in points],
                "markLine": marks,
            },
            {**line, "name": validation, "data": [[p.epochs, 100 * p.validation_accuracy] for p in points]},
            {
                **line,
                "name": test,
                "showSymbol": True,
                "symbolSize": 5,
                "data": [[row.epoch, 100 * row.test_accuracy] for row in tests],
            },
            {
                **line,
                "name": training,
                "xAxisIndex": 1,
                "yAxisIndex": 1,
                "data": [[p.epochs, p.training_cost] for p in points],
            },
            {
                **line,
                "name": validation,
                "xAxisIndex": 1,
                "yAxisIndex": 1,
                "data": [[p.epochs, p.validation_cost] for p in points],
            },
        ],
    }


def now(last: Point | None, words: Words) -> str:
    """The newest point of the curves in numbers; dashes before there is one."""
    if last is None:
        return words("curves.now", validation="–", training="–", cost="–")
    accuracies = {"validation": f"{last.validation_accuracy:.1%}", "training": f"{last.training_accuracy:.1%}"}
    return words("curves.now", **accuracies, cost=f"{last.training_cost:.4f}")


def evenly(curve: Sequence[Point], most: int) -> list[Point]:
    """At most `most` points of a curve, evenly spaced; the first and the last stay."""
    step = max(1, math.ceil((len(curve) - 1) / max(1, most - 1)))
    points = list(curve[:-1:step])
    return [*points, curve[-1]] if curve else []


def epoch_table(status: Status, words: Words) -> str:
    """The table of epochs as HTML, the newest first."""
    heads = [words[f"table.{name}"] for name in ("epoch", "eta", "cost", "validation", "test", "seconds")]
    rows = [
        (
            row.epoch,
            f"{row.eta:g}",
            f"{row.training_cost:.4f}",
            f"{row.validation_accuracy:.2%}",
            f"{row.test_accuracy:.2%}",
            f"{row.seconds:.1f}",
        )
        for row in reversed(status.measurements.epochs)
    ]
    head = "".join(f"<th scope='col'>{text}</th>" for text in heads)
    body = "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in rows)
    title = f"<caption>{words['table.title']}</caption>"
    return f"<table class='epochs'>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
