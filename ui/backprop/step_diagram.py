"""The drawing of the network at a step of the algorithm. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ui.backprop import algorithm, quantities
from ui.backprop.algorithm import Step
from ui.backprop.example_pass import ExamplePass
from ui.canvas.network import Edge, NetworkDrawing, NeuronColumn
from ui.text.numbers import raised
from ui.text.words import Words

MOST = 11  # neurons of a layer that are drawn


def of_step(step: Step, seen: ExamplePass, words: Words) -> tuple[NetworkDrawing, str]:
    """The network with what is known after the step, and a sentence on what the drawing shows."""
    shown = algorithm.windows(seen.net, seen.trace, seen.column, seen.path, MOST)
    columns = [_column(l, shown[l], step, seen, words) for l in sorted(shown)]
    alt, names = words("drawing.alt", step=step.number, l=step.l), {"neuron": words["drawing.neuron"]}
    note = words("drawing.note", edges=words(f"drawing.{step.kind}", l=step.l))
    if any(len(shown[l]) < n for l, n in enumerate(seen.net.sizes, start=1)):
        note += " " + words("drawing.window", most=MOST)
    return NetworkDrawing(columns, _edges(step, seen, shown), alt, names=names), note


def _column(l: int, neurons: list[int], step: Step, seen: ExamplePass, words: Words) -> NeuronColumn:
    n = seen.net.sizes[l - 1]
    errors = not step.forward and l >= 2 and (l >= step.l or step.kind == "gradient")
    if errors:
        symbol, fills, kind = f"δ{raised(l)}", _log(seen.trace.delta[l][:, seen.column], seen), "signed"
    elif step.forward and l > step.l:
        symbol, fills, kind = f"a{raised(l)}", None, "ink"
    else:
        a = seen.trace.a[l][:, seen.column]
        ink = quantities.ink_of(l, seen)
        fills = a if ink else a / max(1e-300, float(np.abs(a).max()))
        symbol, kind = ("x" if l == 1 else f"a{raised(l)}"), "ink" if ink else "signed"
    lit = l == step.l or (step.kind == "gradient" and l == step.l - 1)
    known = None if fills is None else {j: float(fills[j]) for j in neurons}
    foot = words("drawing.of", shown=len(neurons), count=n) if len(neurons) < n else f"{n}"
    return NeuronColumn(l, neurons, symbol, foot, known, kind, lit, seen.path[l])


def _log(values: np.ndarray, seen: ExamplePass) -> np.ndarray:
    """Errors as fractions of the logarithmic scale that all layers share."""
    with np.errstate(divide="ignore"):
        part = 1 + np.log10(np.abs(values) / quantities.delta_scale(seen)) / quantities.DECADES
    return np.sign(values) * np.clip(part, 0, 1)


def _edges(step: Step, seen: ExamplePass, shown: Mapping[int, list[int]]) -> list[Edge]:
    """All connections, faint; those that the step uses at the selected neuron, as strong as what they carry."""
    strong = _carried(step, seen, shown)
    most = max((abs(value) for value in strong.values()), default=0) or math.inf
    chosen = (step.l, seen.path[step.l], seen.path[step.l - 1]) if step.kind == "gradient" else None
    faint = [
        Edge(l, j, k)
        for l in range(2, seen.net.L + 1)
        for j in shown[l]
        for k in shown[l - 1]
        if (l, j, k) not in strong
    ]
    return faint + [Edge(*place, value / most, place == chosen) for place, value in strong.items()]


def _carried(step: Step, seen: ExamplePass, shown: Mapping[int, list[int]]) -> dict[tuple[int, int, int], float]:
    net, trace, l, column = seen.net, seen.trace, step.l, seen.column
    j = seen.path[l]
    match step.kind:
        case "feedforward":
            return {(l, j, k): float(net.w[l][j, k] * trace.a[l - 1][k, column]) for k in shown[l - 1]}
        case "backpropagate":
            return {(l + 1, i, j): float(net.w[l + 1][i, j] * trace.delta[l + 1][i, column]) for i in shown[l + 1]}
        case "gradient":
            return {(l, j, k): float(trace.nabla_w[l][j, k]) for k in shown[l - 1]}
    return {}
