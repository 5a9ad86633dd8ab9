"""The vectors and matrices of a step of the algorithm, as blocks of small pictures. Pure: no Streamlit."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from engine import bp2
from engine.costs import cost_named
from ui.backprop.algorithm import Step
from ui.backprop.example_pass import ExamplePass
from ui.backprop.quantities import DECADES, delta_scale, ink_of, window
from ui.canvas.blocks import Block, ends, images, matrix, neurons, round_scale
from ui.text.numbers import raised
from ui.text.words import Words

PICTURE = {"least": 196, "most": 196}  # pixels of a row of w² as an image


class LayerBlock(NamedTuple):
    """A block; of which layer its rows (or pictures, or pixels) and its columns are the neurons, 0 for examples."""

    block: Block
    rows: int | None = None
    cols: int | None = None


def of_step(
    step: Step, seen: ExamplePass, first: tuple[int, int], words: Words
) -> tuple[list[LayerBlock], list[LayerBlock]]:
    """What a step reads, in the order of the equation, and what it writes.

    `first` is the row and the column at which the window on a large matrix begins.
    """
    l, trace, draw = step.l, seen.trace, _Quantities(seen, first, words)
    match step.kind:
        case "input":
            return [draw.activations(1)], [draw.vector("y", seen.net.L, seen.y, kind="ink")]
        case "feedforward":
            read = [draw.activations(l - 1), *draw.weights(l)]
            return read, [draw.vector("b", l, seen.net.b[l]), draw.vector("z", l, trace.z[l]), draw.activations(l)]
        case "output_error":
            factors = [] if cost_named(seen.cost).cancels else [draw.nabla_a(), draw.prime(l)]
            return [draw.activations(l), draw.vector("y", l, seen.y, kind="ink")], [*factors, draw.errors(l)]
        case "backpropagate":
            w_next = seen.net.w[l + 1]
            carried_back = bp2(w_next, trace.delta[l + 1], np.ones_like(trace.delta[l]))
            read = [draw.matrix("wt", l + 1, w_next.T, (l, l + 1), **draw.speaks), draw.errors(l + 1)]
            return read, [draw.vector("wtd", l, carried_back), draw.prime(l), draw.errors(l)]
    return [draw.errors(l), draw.activations(l - 1)], [draw.nabla_b(l), *draw.nabla_w(l)]


class _Quantities:
    """The blocks of one pass, each quantity by its name in the texts."""

    def __init__(self, seen: ExamplePass, first: tuple[int, int], words: Words):
        self.seen, self.first, self.words = seen, first, words
        slope = {"ends": ends(words, "cost")}
        self.log = {"decades": DECADES, "legend": words("show.log", decades=DECADES), **slope}
        self.speaks = {"ends": ends(words, "for")}

    # --- shapes ---

    def name(self, key: str, l: int, **more: str) -> str:
        return self.words(f"show.{key}", l=raised(l), next=raised(l + 1), **more)

    def vector(self, key: str, l: int, values: np.ndarray, **options: Any) -> LayerBlock:
        """Values `(n_l, m)`: one cell a neuron, or a matrix of examples as columns."""
        label = self.name(key, l)
        options = {"scale": 1.0 if options.get("kind") == "ink" else round_scale(values)} | options
        options |= {"label": label, "alt": label}
        n, m = values.shape
        symbol, j = label.split(",")[0], self.seen.path[l]
        if m == 1:
            options |= {"write": 3, "least": 46, "most": 46} if n <= 60 else {}
            tip = f"{symbol}[{{i}}] = {{v}}"
            return LayerBlock(neurons(values, tip=tip, picks="picture", selected=j, **options), l)
        width = _width(n, m)
        options |= {"least": width, "most": width, "write": 2, "selected": j * m + self.seen.column}
        return LayerBlock(matrix(values, tip=f"{symbol}[{{r}}, {{c}}] = {{v}}", picks="cell", **options), l, 0)

    def row(self, key: str, l: int, values: np.ndarray, **options: Any) -> LayerBlock:
        """Row j of a matrix into the first hidden layer, as a picture of 28×28."""
        j = self.seen.path[l]
        label = self.name(key, l, j=str(j))
        tip = f"{label.split(',')[0]} k = {{p}}: {{v}}"
        options |= {"label": label, "alt": label, "tip": tip, "picks": "cell", "selected": self.seen.path[1]}
        return LayerBlock(images(values[[j]], **PICTURE, **options), 1)

    def matrix(self, key: str, l: int, values: np.ndarray, layers: tuple[int, int], **options: Any) -> LayerBlock:
        """A matrix whose rows and columns are the neurons of two layers; a window of it where it is large."""
        (top, left), (rows, cols) = self.first, (window(n, axis) for axis, n in enumerate(values.shape))
        part = values[top : top + rows, left : left + cols]
        rows, cols = part.shape
        r, c = self.seen.path[layers[0]] - top, self.seen.path[layers[1]] - left
        inside = 0 <= r < rows and 0 <= c < cols
        label = self.name(key, l, shape=f"{values.shape[0]}×{values.shape[1]}")
        most = cols * max(6, min(24, 360 // rows, 400 // cols))
        options = {"scale": round_scale(values), "axes": ("k", "j") if key == "wt" else ("j", "k")} | options
        options |= {"label": label, "alt": label, "tip": f"{label.split(',')[0]}[{{r}}, {{c}}] = {{v}}"}
        options |= {"picks": "cell", "selected": r * cols + c if inside else None, "origin": self.first}
        return LayerBlock(matrix(part, least=min(most, 200), most=most, **options), *layers)

    # --- quantities ---

    def activations(self, l: int) -> LayerBlock:
        a = self.seen.trace.a[l]
        if l > 1:
            return self.vector("a", l, a, **({"kind": "ink"} if ink_of(l, self.seen) else {}))
        label = self.name("x" if self.seen.m == 1 else "xs", 1)
        options: dict[str, Any] = {"label": label, "alt": label, "kind": "ink"}
        if self.seen.m == 1:
            options |= {"tip": "x[{p}] = {v}", "picks": "cell", "selected": self.seen.path[1], **PICTURE}
            return LayerBlock(images(a.T, **options), 1)
        tip = f"{self.words['show.example']} {{i}}: x[{{p}}] = {{v}}"
        options |= {"tip": tip, "picks": "picture", "selected": self.seen.column, "least": 56, "most": 64}
        return LayerBlock(images(a.T, **options), 0)

    def weights(self, l: int) -> list[LayerBlock]:
        w = self.seen.net.w[l]
        row = [self.row("w_row", l, w, scale=round_scale(w), **self.speaks)] if l == 2 else []
        return [*row, self.matrix("w", l, w, (l, l - 1), **self.speaks)]

    def errors(self, l: int) -> LayerBlock:
        return self.vector("delta", l, self.seen.trace.delta[l], scale=delta_scale(self.seen), **self.log)

    def prime(self, l: int) -> LayerBlock:
        steepest = self.seen.net.sigma[l].steepest
        return self.vector("prime", l, self.seen.trace.sigma_prime[l], kind="ink", scale=steepest)

    def nabla_a(self) -> LayerBlock:
        L = self.seen.net.L
        return self.vector("nabla_a", L, cost_named(self.seen.cost).nabla_a(self.seen.trace.a[L], self.seen.y))

    def nabla_w(self, l: int) -> list[LayerBlock]:
        nabla = self.seen.trace.nabla_w[l]
        log = {"scale": round_scale(nabla), **self.log}
        row = [self.row("nabla_row", l, nabla, **log)] if l == 2 else []
        return [*row, self.matrix("nabla_w", l, nabla, (l, l - 1), **log)]

    def nabla_b(self, l: int) -> LayerBlock:
        return self.vector("nabla_b", l, self.seen.trace.nabla_b[l], scale=delta_scale(self.seen), **self.log)


def _width(rows: int, cols: int) -> int:
    """How wide a matrix is drawn: not taller than about 300 pixels, and with room for the values of a small one."""
    return cols * (40 if rows <= 10 else max(6, min(24, 300 // rows)))
