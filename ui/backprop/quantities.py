"""The vectors and matrices of a step of the algorithm, as blocks of small pictures. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from engine import Network, Trace, bp2
from engine.costs import cost_named
from ui.backprop.algorithm import Step
from ui.canvas.blocks import Block, images, matrix, neurons, round_scale
from ui.text.numbers import raised
from ui.text.words import Words

WHOLE = 60  # rows or columns of a matrix that are shown all at once, at most
WINDOW = (40, 28)  # rows and columns of a larger one that are shown at once; 28 columns of w² are one row of the image
DECADES = 4  # of the logarithmic scale of errors


class LayerBlock(NamedTuple):
    """A block; of which layer its rows (or pictures, or pixels) and its columns are the neurons, 0 for examples."""

    block: Block
    rows: int | None = None
    cols: int | None = None


@dataclass(frozen=True, eq=False)
class Pass:
    """One pass of the algorithm, with desired outputs y `(10, m)`, and what is selected in it."""

    net: Network
    trace: Trace
    y: np.ndarray
    cost: str
    path: Mapping[int, int]
    column: int
    words: Words

    @property
    def m(self) -> int:
        return self.y.shape[1]


def window(n: int, axis: int) -> int:
    """How many of n rows (axis 0) or columns (axis 1) of a matrix are shown at once."""
    return n if n <= WHOLE else WINDOW[axis]


def blocks(step: Step, seen: Pass, first: tuple[int, int]) -> tuple[list[LayerBlock], list[LayerBlock]]:
    """What the step reads, in the order of the equation, and what it writes; `first` is where the window begins."""
    l, trace = step.l, seen.trace
    match step.kind:
        case "input":
            return [_activations(1, seen)], [_vector("y", seen.net.L, seen.y, seen, kind="ink")]
        case "feedforward":
            weights = [_activations(l - 1, seen), *_weights(l, seen, first)]
            bias, z = _vector("b", l, seen.net.b[l], seen), _vector("z", l, trace.z[l], seen)
            return weights, [bias, z, _activations(l, seen)]
        case "output_error":
            factors = [] if cost_named(seen.cost).cancels else [_gradient_a(seen), _prime(l, seen)]
            y = _vector("y", l, seen.y, seen, kind="ink")
            return [_activations(l, seen), y], [*factors, _errors(l, seen)]
        case "backpropagate":
            w = seen.net.w[l + 1]
            back = _vector("wtd", l, bp2(w, trace.delta[l + 1], np.ones_like(trace.delta[l])), seen, next=raised(l + 1))
            carried = [_matrix("wt", l + 1, w.T, (l, l + 1), seen, first), _errors(l + 1, seen)]
            return carried, [back, _prime(l, seen), _errors(l, seen)]
    return [_errors(l, seen), _activations(l - 1, seen)], [_nabla_b(l, seen), *_gradients(l, seen, first)]


def matrix_of(step: Step, seen: Pass) -> tuple[int, int] | None:
    """The shape of the matrix of which a window is shown, if the step has one."""
    if step.kind in ("feedforward", "gradient"):
        return seen.net.w[step.l].shape
    return seen.net.w[step.l + 1].T.shape if step.kind == "backpropagate" else None


def table_of(step: Step, seen: Pass) -> np.ndarray:
    """The numbers that the step computes, for a table: examples are columns."""
    l, trace = step.l, seen.trace
    if step.kind in ("input", "feedforward"):
        return trace.a[l]
    return trace.nabla_w[l] if step.kind == "gradient" else trace.delta[l]


def ink_of(l: int, seen: Pass) -> bool:
    """Whether the activations of a layer lie in 0..1, and are shown as ink."""
    return l == 1 or seen.net.sigma[l].name == "sigmoid"


def delta_scale(seen: Pass) -> float:
    """One scale for the errors of all layers."""
    return round_scale(seen.trace.delta.all)


def _name(key: str, l: int, seen: Pass, **more: str) -> str:
    return seen.words(f"show.{key}", l=raised(l), before=raised(l - 1), **more)


def _vector(key: str, l: int, values: np.ndarray, seen: Pass, **options: Any) -> LayerBlock:
    """Values `(n_l, m)`: one cell a neuron, or a matrix of examples as columns."""
    more = {name: options.pop(name) for name in ("next",) if name in options}
    label = _name(key, l, seen, **more)
    symbol = label.split(",")[0]
    j = seen.path[l]
    options = {"scale": 1.0 if options.get("kind") == "ink" else round_scale(values)} | options
    if values.shape[1] == 1:
        write = 3 if len(values) <= 60 else 0
        shape = {"least": 46, "most": 46} if write else {}
        tip = f"{symbol}[{{i}}] = {{v}}"
        block = neurons(
            values, label=label, alt=label, tip=tip, picks="picture", selected=j, write=write, **shape, **options
        )
        return LayerBlock(block, l)
    tip = f"{symbol}[{{r}}, {{c}}] = {{v}}"
    selected = j * values.shape[1] + seen.column
    most = _width(*values.shape)
    block = matrix(
        values,
        label=label,
        alt=label,
        tip=tip,
        picks="cell",
        selected=selected,
        least=most,
        most=most,
        write=2,
        **options,
    )
    return LayerBlock(block, l, 0)


def _width(rows: int, cols: int) -> int:
    """How wide a matrix is drawn: not taller than about 300 pixels, and with room for the values of a small one."""
    return cols * (40 if rows <= 10 else max(6, min(24, 300 // rows)))


def _activations(l: int, seen: Pass) -> LayerBlock:
    a = seen.trace.a[l]
    if l > 1:
        return _vector("a", l, a, seen, **({"kind": "ink"} if ink_of(l, seen) else {}))
    label = _name("x" if seen.m == 1 else "xs", 1, seen)
    if seen.m == 1:
        block = images(
            a.T,
            label=label,
            alt=label,
            kind="ink",
            tip="x[{p}] = {v}",
            picks="cell",
            selected=seen.path[1],
            least=196,
            most=196,
        )
        return LayerBlock(block, 1)
    tip = f"{seen.words['show.example']} {{i}}: x[{{p}}] = {{v}}"
    block = images(
        a.T, label=label, alt=label, kind="ink", tip=tip, picks="picture", selected=seen.column, least=56, most=64
    )
    return LayerBlock(block, 0)


def _weights(l: int, seen: Pass, first: tuple[int, int]) -> list[LayerBlock]:
    w = seen.net.w[l]
    row = [_row("w_row", l, w, seen, scale=round_scale(w))] if l == 2 else []
    return [*row, _matrix("w", l, w, (l, l - 1), seen, first)]


def _row(key: str, l: int, values: np.ndarray, seen: Pass, **options: Any) -> LayerBlock:
    """Row j of a matrix into the first hidden layer, as a picture of 28×28."""
    j = seen.path[l]
    label = _name(key, l, seen, j=str(j))
    symbol = label.split(",")[0]
    block = images(
        values[[j]],
        label=label,
        alt=label,
        tip=f"{symbol} k = {{p}}: {{v}}",
        picks="cell",
        selected=seen.path[1],
        least=196,
        most=196,
        **options,
    )
    return LayerBlock(block, 1)


def _matrix(
    key: str, l: int, values: np.ndarray, layers: tuple[int, int], seen: Pass, first: tuple[int, int], **options: Any
) -> LayerBlock:
    """A matrix whose rows and columns are the neurons of two layers; a window of it where it is large."""
    rows, cols = (window(n, axis) for axis, n in enumerate(values.shape))
    part = values[first[0] : first[0] + rows, first[1] : first[1] + cols]
    r, c = seen.path[layers[0]] - first[0], seen.path[layers[1]] - first[1]
    inside = 0 <= r < part.shape[0] and 0 <= c < part.shape[1]
    label = _name(key, l, seen, shape=f"{values.shape[0]}×{values.shape[1]}")
    most = part.shape[1] * max(6, min(24, 360 // part.shape[0], 400 // part.shape[1]))
    options = {"scale": round_scale(values), "axes": ("k", "j") if key == "wt" else ("j", "k")} | options
    tip = f"{label.split(',')[0]}[{{r}}, {{c}}] = {{v}}"
    block = matrix(
        part,
        label=label,
        alt=label,
        tip=tip,
        picks="cell",
        selected=r * part.shape[1] + c if inside else None,
        origin=first,
        least=min(most, 200),
        most=most,
        **options,
    )
    return LayerBlock(block, *layers)


def _errors(l: int, seen: Pass) -> LayerBlock:
    legend = seen.words("show.log", decades=DECADES)
    return _vector("delta", l, seen.trace.delta[l], seen, scale=delta_scale(seen), decades=DECADES, legend=legend)


def _prime(l: int, seen: Pass) -> LayerBlock:
    prime = seen.trace.sigma_prime[l]
    scale = 0.25 if seen.net.sigma[l].name == "sigmoid" else 1.0
    return _vector("prime", l, prime, seen, kind="ink", scale=scale)


def _gradient_a(seen: Pass) -> LayerBlock:
    L = seen.net.L
    gradient = cost_named(seen.cost).gradient(seen.trace.a[L], seen.y, np.empty_like(seen.y))
    return _vector("nabla_a", L, gradient, seen)


def _gradients(l: int, seen: Pass, first: tuple[int, int]) -> list[LayerBlock]:
    nabla = seen.trace.nabla_w[l]
    log = {"scale": round_scale(nabla), "decades": DECADES, "legend": seen.words("show.log", decades=DECADES)}
    row = [_row("nabla_row", l, nabla, seen, **log)] if l == 2 else []
    return [*row, _matrix("nabla_w", l, nabla, (l, l - 1), seen, first, **log)]


def _nabla_b(l: int, seen: Pass) -> LayerBlock:
    legend = seen.words("show.log", decades=DECADES)
    return _vector("nabla_b", l, seen.trace.nabla_b[l], seen, scale=delta_scale(seen), decades=DECADES, legend=legend)
