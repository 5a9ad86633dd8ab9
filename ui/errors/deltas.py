"""δ^l as pictures: of one example, a mini-batch, a whole set, and over time. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from engine import ACTIVATIONS, COSTS, Dataset, Network, Trace, backprop
from engine.training.measurements import SATURATED
from ui.canvas import blocks as maps
from ui.canvas.blocks import Block
from ui.text.numbers import number, raised, short
from ui.text.words import Words

Array = np.ndarray
SCALES = ("common", "layer", "log")
DECADES = 6  # powers of ten on the logarithmic scale
MOMENTS = 48  # of a run's history that are drawn
CHUNK = 1000  # examples that are propagated at once when a whole set is measured
COLUMNS = 40  # examples of a mini-batch that are shown
CELL = 36  # CSS pixels that a cell of a matrix may be wide


# --- scales ---


class Scale(NamedTuple):
    """The |δ| at the ends of a scale, and how many powers of ten it goes down (0: linear)."""

    end: float
    decades: float = 0

    @property
    def options(self) -> dict[str, float]:
        """As a block takes it."""
        return {"scale": self.end, "decades": self.decades}


def scales(deltas: Mapping[int, Array], choice: str) -> dict[int, Scale]:
    """The scale of each layer: common to all, one a layer, or logarithmic and common."""
    common = maps.round_scale(np.concatenate([delta.ravel() for delta in deltas.values()]))
    if choice == "layer":
        return {l: Scale(maps.round_scale(delta)) for l, delta in deltas.items()}
    return {l: Scale(common, DECADES if choice == "log" else 0) for l in deltas}


def scale_sentence(scales: Mapping[int, Scale], choice: str, words: Words) -> str:
    """Which scale a figure has: one sentence below it."""
    top = next(iter(scales.values()))
    return words(f"scale.says_{choice}", end=short(top.end), least=short(top.end * 10**-DECADES))


# --- the figures ---


def one(
    net: Network, trace: Trace, choice: str, words: Words, selected: tuple[int, ...] | None
) -> tuple[list[Block], list[int]]:
    """δ^l of one example, a cell a neuron, and σ'(z^l) below it; output layer first. And the layer of each block."""
    by_layer = scales(dict(trace.delta), choice)
    blocks, layers = [], []
    for l in range(net.L, 1, -1):
        delta, prime = trace.delta[l], trace.sigma_prime[l]
        j = selected[1] if selected and selected[0] == l else None
        dull = saturated(net, l, prime)
        off = "prime" if net.sigma[l].saturates else "even" if net.sigma[l].name == "linear" else "off"
        common: dict[str, Any] = {"picks": "picture", "selected": j, "names": digits_of(net, l)}
        blocks.append(
            maps.neurons(
                delta,
                label=layer_label(net, l, words),
                alt=words("maps.delta_alt", l=l, count=len(delta), most=number(float(np.abs(delta).max()))),
                tip=f"δ{raised(l)}[{{i}}] = {{v}}",
                show_scale=choice == "layer" or l == 2,
                legend=words["scale.legend"] if choice == "log" else "",
                **by_layer[l].options,
                **common,
            )
        )
        blocks.append(
            maps.neurons(
                prime,
                label=words(f"maps.{off}", l=raised(l), count=len(dull), n=len(prime)),
                alt=words(f"maps.{off}_alt", l=l, count=len(dull), n=len(prime)),
                tip=f"σ′(z{raised(l)}[{{i}}]) = {{v}}",
                kind="ink",
                scale=prime_scale(net, l),
                marked=dull,
                aspect=0.45,
                show_scale=l == 2,
                **common | {"names": None},
            )
        )
        layers += [l, l]
    return blocks, layers


def many(
    net: Network,
    deltas: Mapping[int, Array],
    names: Sequence[str],
    choice: str,
    words: Words,
    *,
    tip: str,
    alt: str,
    selected: tuple[int, int, int] | None = None,
    by: Mapping[int, Scale] | None = None,
    short: bool = False,
    high: int = 260,
    wide: int = 410,
) -> list[Block]:
    """`(n_l, m)` of each layer: a row a neuron, a column an example or a class; output layer first.

    `selected` is (l, j, column). `tip` and `alt` know {l}; `by` gives the scales, where another figure has them too;
    `short` is for little room; a layer is about
    `high` CSS pixels high and `wide` wide, at most.
    """
    by = by or scales(deltas, choice)
    columns = len(names)
    return [
        maps.matrix(
            deltas[l],
            label=f"δ{raised(l)}" if short else layer_label(net, l, words),
            alt=alt.replace("{l}", str(l)),
            tip=tip.replace("{l}", raised(l)),
            names=list(names),
            picks="cell",
            selected=selected[1] * columns + selected[2] if selected and selected[0] == l else None,
            least=160,
            most=max(160, min(wide, CELL * columns)),
            aspect=min(18, high / len(deltas[l])) / min(CELL, wide / columns),
            show_scale=choice == "layer" or l == 2,
            legend=words["scale.legend"] if choice == "log" else "",
            **by[l].options,
        )
        for l in range(net.L, 1, -1)
    ]


def strip(images: Array, alt: str) -> Block:
    """Images `(784, m)` side by side as one picture, as wide as the columns of `many`."""
    m = images.shape[1]
    row = images.T.reshape(m, maps.SIDE, maps.SIDE).transpose(1, 0, 2).reshape(maps.SIDE, -1)
    return maps.matrix(
        row, alt=alt, kind="ink", picks="cell", least=160, most=max(160, min(410, CELL * m)), show_scale=False
    )


def dull_sentence(shares: Mapping[int, float], words: Words) -> str:
    """How many pairs of neuron and example have σ' < 0.01, by layer."""
    parts = "; ".join(words("maps.dull", l=l, share=f"{shares[l]:.1%}") for l in sorted(shares, reverse=True))
    return f"{words['maps.dull_what']} {parts}."


def layer_label(net: Network, l: int, words: Words) -> str:
    """ "δ³, output layer" and the like."""
    kind = "output" if l == net.L else "hidden"
    return words(f"maps.{kind}", l=raised(l), n=net.sizes[l - 1])


def digits_of(net: Network, l: int) -> list[str] | None:
    """What stands below the neurons of a layer: the digits, in the output layer."""
    return [str(j) for j in range(net.sizes[-1])] if l == net.L else None


def saturated(net: Network, l: int, prime: Array) -> list[int]:
    """The neurons with σ'(z) < 0.01, of σ'(z^l) `(n_l, 1)`."""
    return [int(j) for j in np.flatnonzero(prime[:, 0] < SATURATED)]


def prime_scale(net: Network, l: int) -> float:
    """The largest σ' that there is: 1/4 for the sigmoid, otherwise 1."""
    return 0.25 if net.sigma[l] is ACTIVATIONS["sigmoid"] else 1.0


def cost_of(trace: Trace, y: Array, cost: str) -> Array:
    """C_x of each example of a trace, `(m,)`."""
    L = max(trace.delta)
    return COSTS[cost].value(trace.z[L], trace.a[L], y)


# --- a mini-batch and a whole set ---


def batch_indices(number: int, m: int, examples: int) -> Array:
    """The examples of a mini-batch that is drawn at random; the same number gives the same mini-batch."""
    return np.random.default_rng(number).choice(examples, min(m, examples), replace=False)


class ByClass(NamedTuple):
    """Means over the examples of each label, `(n_l, 10)` by layer: of δ^l and of |δ^l|. Besides, the share of all pairs
    of neuron and example with σ' < 0.01, and the number of examples.
    """

    mean: dict[int, Array]
    size: dict[int, Array]
    saturated: dict[int, float]
    examples: int


def by_class(net: Network, dataset: Dataset, cost: str) -> ByClass:
    """δ^l of a whole set, by label."""
    layers = range(2, net.L + 1)
    sums = {l: np.zeros((net.sizes[l - 1], dataset.targets.shape[0])) for l in layers}
    sizes = {l: np.zeros_like(sums[l]) for l in layers}
    dull = dict.fromkeys(layers, 0.0)
    trace = None
    for start in range(0, len(dataset), CHUNK):
        part = dataset[start : start + CHUNK]
        out = trace if trace and trace.delta.all.shape[1] == len(part) else None
        trace = backprop(net, part.images, part.targets.astype(net.dtype), cost, out=out)
        for l in layers:
            sums[l] += trace.delta[l] @ part.targets.T
            sizes[l] += np.abs(trace.delta[l]) @ part.targets.T
            dull[l] += float((trace.sigma_prime[l] < SATURATED).mean(axis=0).sum())
    counts = np.maximum(1, dataset.targets.sum(axis=1))
    return ByClass(
        {l: sums[l] / counts for l in layers},
        {l: sizes[l] / counts for l in layers},
        {l: dull[l] / len(dataset) for l in layers},
        len(dataset),
    )


# --- over time ---


def over_time(networks: Sequence[Network], x: Array, y: Array, cost: str) -> dict[int, Array]:
    """δ^l of one example at each moment: `(n_l, moments)` by layer."""
    traces = [backprop(net.copy(dtype=np.float64), x, y, cost) for net in networks]
    return {l: np.hstack([trace.delta[l] for trace in traces]) for l in traces[0].delta}


def moments(count: int, most: int = MOMENTS) -> list[int]:
    """At most so many of `count` moments, evenly, with the first and the last."""
    return sorted({round(i) for i in np.linspace(0, count - 1, min(count, most))})


def moment(epochs: float) -> str:
    """A position in epochs, in few digits."""
    return f"{epochs:.2g}" if epochs < 1 else f"{epochs:.1f}"
