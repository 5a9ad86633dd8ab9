"""The figures of slow learning: what is compared is on one logarithmic axis. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from ui.canvas.axes import places, powers
from ui.canvas.plot import Axis, Line, Panel, Plot
from ui.charts.echarts import evenly
from ui.errors.slowness import DeltaStatistics
from ui.text.words import Words

HEIGHT = 280  # CSS pixels
LABELS = 5  # of the axis of steps, at most


def layers(measured: Mapping[str, Mapping[int, DeltaStatistics]], words: Words, alt: str) -> Plot:
    """|δ^l| against l: the mean as a line, the median of the two starts dotted."""
    lines = [
        Line(
            f"{words[f'slow.{name}']}, {words[f'slow.{kind}']}",
            sorted(known),
            [_positive(getattr(known[l], kind)) for l in sorted(known)],
            dotted=kind == "median",
            points=True,
        )
        for kind in ("mean", "median")
        for name, known in measured.items()
        if (name, kind) != ("current", "median")
    ]
    x = places(sorted(next(iter(measured.values()))), words["slow.layer"])
    return _plot(alt, x, lines, words["slow.axis"])


def saturated(means: Mapping[str, np.ndarray], words: Words) -> Plot:
    """How large means are at the output neurons, `(10,)` each: "nabla" and "delta", and the δ of a "scaled" start."""
    lines = [
        Line(
            words[f"story.saturated_{name}"],
            range(len(values)),
            [_positive(abs(value)) for value in values],
            dotted=name == "delta",
            points=name != "nabla",
        )
        for name, values in means.items()
    ]
    x = places(lines[0].x, words["story.neuron"])  # type: ignore[arg-type]
    return _plot(words["story.saturated_alt"], x, lines, words["story.saturated_axis"])


def descents(curves: Mapping[str, Sequence[float]], label: int, eta: float, words: Words) -> Plot:
    """a^L_y of the label, by cost, against the steps of gradient descent with η on one example."""
    lines = [
        Line(words[f"story.costs_{cost}"], range(len(curve)), list(curve), dotted=place > 0)
        for place, (cost, curve) in enumerate(curves.items())
    ]
    steps = range(len(lines[0].x))
    ticks = [(step, str(step)) for step in evenly(steps, LABELS)]
    x = Axis(0, max(1, steps[-1]), ticks, words("story.costs_steps", eta=f"{eta:g}"))
    return _plot(words["story.costs_alt"], x, lines, words("story.costs_axis", label=label))


def _plot(alt: str, x: Axis, lines: Sequence[Line], name: str) -> Plot:
    return Plot(alt, "", x, [Panel(name, HEIGHT, powers(lines, name), lines)], [line.name for line in lines])


def _positive(value: float) -> float:
    """A value that a logarithmic axis can show."""
    return float(value) if 0 < value < np.inf else math.nan
