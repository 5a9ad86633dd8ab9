"""The curves of runs, and what goes on inside a network while it learns, as plots. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from engine.training.measurements import CurvePoint, Inside
from engine.training.status import Change, Status
from ui.canvas.axes import powers
from ui.canvas.plot import Axis, Line, Mark, Panel, Plot, Progress
from ui.charts.echarts import evenly, ticks
from ui.text.numbers import number
from ui.text.words import Words

SHOWN = 200  # points of a curve that are drawn, at most
ENDS = (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000)  # of the axis, in epochs
COST = (0.0001, 1000.0)  # that is drawn: the cost of a diverging run grows without bound
NEARLY = 1e-9  # of rounding
NO_BREAK = "\N{NO-BREAK SPACE}"
CROWDED = 0.06  # of the axis: marks of changes that are closer together than this share a label


# --- accuracy and cost ---


def curves(
    runs: Mapping[str, Status],
    words: Words,
    *,
    least: int = 0,
    moment: float | None = None,
    progress: Progress | None = None,
) -> Plot:
    """Accuracy above cost, against epochs, for one run or for several by name.

    One run has lines for the training sample, the validation sample and, after each epoch, the test set. Several have
    a colour each, all on the validation sample. The axis of accuracy begins at `least` per cent. Vertical lines mark
    changes of settings and the `moment` shown, both in epochs, of the first run.
    """
    first = next(iter(runs.values()), None)
    accuracy, cost = _one(first, words) if first and len(runs) == 1 else _several(runs, words)
    end = _end(status.measurements.curve[-1].epochs for status in runs.values() if status.measurements.curve)
    here = _at(first, moment) if first else None
    marks = _marks(first.changes if first else (), end, moment, words)
    left = Axis(least, 100, _round(least, 100, 5 if least else 25), words["curves.accuracy"])
    cost_now = words("curves.cost", cost=number(here.training_cost) if here else "–")
    if len(runs) > 1:
        cost_now = words["curves.costs"]
    return Plot(
        alt=words("curves.alt", accuracy=f"{here.validation_accuracy:.1%}", epochs=f"{here.epochs:.1f}")
        if here
        else words["curves.title"],
        title=now(here, words) if len(runs) < 2 else _compared(runs, moment, words),
        x=epochs_axis(end, words),
        panels=[
            Panel(left.name, 150, left, accuracy, marks, " %"),
            Panel(words["curves.cost_name"], 96, powers(cost, cost_now), cost),
        ],
        names=_names([*accuracy, *cost]),
        progress=progress,
    )


def _one(status: Status, words: Words) -> tuple[list[Line], list[Line]]:
    """The lines of accuracy and of cost for one run."""
    points, rows = evenly(status.measurements.curve, SHOWN), status.measurements.epochs
    training, validation, test = (words[f"curves.{name}"] for name in ("training", "validation", "test"))
    accuracy = [
        _line(training, points, lambda point: 100 * point.training_accuracy),
        _line(validation, points, lambda point: 100 * point.validation_accuracy),
        Line(test, [row.epoch for row in rows], [100 * row.test_accuracy for row in rows], points=True),
    ]
    cost = [
        _line(training, points, lambda point: _cost(point.training_cost)),
        _line(validation, points, lambda point: _cost(point.validation_cost)),
    ]
    return accuracy, cost


def _several(runs: Mapping[str, Status], words: Words) -> tuple[list[Line], list[Line]]:
    """The lines of accuracy and of cost for several runs, one a run."""
    names = {name: words("curves.of", run=name, data=words["curves.validation"]) for name in runs}
    points = {names[name]: evenly(status.measurements.curve, SHOWN) for name, status in runs.items()}
    accuracy = [_line(name, curve, lambda point: 100 * point.validation_accuracy) for name, curve in points.items()]
    cost = [_line(name, curve, lambda point: _cost(point.validation_cost)) for name, curve in points.items()]
    return accuracy, cost


def _marks(changes: Sequence[Change], end: float, moment: float | None, words: Words) -> list[Mark]:
    marks = []
    for i, change in enumerate(changes):
        crowded = i + 1 < len(changes) and changes[i + 1].epochs - change.epochs < CROWDED * end
        marks.append(Mark(change.epochs, "" if crowded else changed(change.settings, words)))
    return marks if moment is None else [*marks, Mark(moment, "●", strong=True)]


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


def _compared(runs: Mapping[str, Status], moment: float | None, words: Words) -> str:
    """The accuracy of each of several runs."""
    points = {name: _at(status, moment) for name, status in runs.items()}
    shares = [f"{name} {point.validation_accuracy:.1%}" if point else f"{name} –" for name, point in points.items()]
    return words("curves.compared", runs=", ".join(share.replace(" ", NO_BREAK) for share in shares))


# --- inside ---


def inside(moments: Sequence[Inside], words: Words, *, dead: bool = True) -> Plot:
    """Mean |δ^l|, the share of saturated pairs and the size of a step against epochs, with a line for each layer.

    The lines begin at the last change of the number of layers. `dead` adds the share of dead outputs.
    """
    same = [moment for moment in moments if len(moment.delta) == len(moments[-1].delta)]
    points = evenly(same, SHOWN)
    delta, saturated, step = (_by_layer(points, row) for row in ("delta", "saturated", "step"))
    saturated = [line._replace(y=[100 * share for share in line.y]) for line in saturated]
    if points and dead:
        saturated.append(_line(words["inside.dead"], points, lambda point: 100 * point.dead)._replace(dotted=True))
    share = Axis(0, 100, _round(0, 100, 50), words["inside.saturated"])
    return Plot(
        alt=words["inside.title"],
        title="",
        x=epochs_axis(_end(point.epochs for point in points[-1:]), words),
        panels=[
            Panel("|δˡ|", 96, powers(delta, words["inside.delta"]), delta),
            Panel(share.name, 70, share, saturated, unit=" %"),
            Panel("‖Δwˡ‖ / ‖wˡ‖", 96, powers(step, words["inside.step"]), step),
        ],
        names=_names([*delta, *saturated]),
    )


def _by_layer(points: Sequence[Inside], row: str) -> list[Line]:
    """A line for each layer."""
    x = [point.epochs for point in points]
    layers = range(len(points[-1].delta)) if points else ()
    return [Line(f"l = {i + 2}", x, [getattr(point, row)[i] for point in points]) for i in layers]


# --- lines and axes ---


def _line(name: str, points: Sequence[Any], value: Callable[[Any], float]) -> Line:
    """A line through a value of each point, against epochs."""
    return Line(name, [point.epochs for point in points], [value(point) for point in points])


def _names(lines: Iterable[Line]) -> list[str]:
    return list(dict.fromkeys(line.name for line in lines))


def _cost(value: float) -> float:
    return value if COST[0] <= value <= COST[1] else math.nan


def _round(low: float, high: float, every: float) -> list[tuple[float, str]]:
    """Labels at whole multiples of a number."""
    count = math.floor((high - low) / every + NEARLY)
    return [(value := low + i * every, f"{value:g}") for i in range(count + 1)]


def epochs_axis(end: float, words: Words) -> Axis:
    _, _, every = ticks(0, end)
    return Axis(0, end, _round(0, end, every), words["curves.epochs"])


def _end(epochs: Iterable[float]) -> float:
    """The right end of an axis for these positions; it moves in steps, not with every point."""
    last = max(epochs, default=0)
    return next((step for step in ENDS if step >= last), math.ceil(last))
