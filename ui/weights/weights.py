"""What the page Weights shows, from the current network, its edited copy and the current digit. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from engine import COSTS, Dataset, Network, Trace, backprop, forward, input_gradient, linear_product, sensitivities
from ui.canvas import blocks as maps
from ui.canvas.answer import delta_scale
from ui.canvas.bars import BarColumn, Table
from ui.canvas.blocks import Block, Brush
from ui.text.numbers import number, raised, short
from ui.text.words import Words
from ui.weights.edits import Edit, edited, silenced

ORDERS = ("index", "norm", "contribution", "similarity")
STRENGTHS = (0.1, 0.25, 0.5, 1.0)  # of a brush, as parts of the scale of the weight images
NUMBERED = 20  # neurons whose outgoing weights stand in one row, with their numbers
EXTREMES = 7  # images that excite a neuron most, and as many that excite it least
BINS = 80  # of a histogram, about
FAINT = 0.05  # of a scale: what is smaller cannot be told from zero
LEAST_DECADES = 2  # of a logarithmic scale, below the end of the smallest picture


@dataclass(frozen=True, eq=False)
class Bench:
    """The network as it is and as edited, on one digit x `(784, 1)` with label y; float64."""

    network: Network
    edits: Sequence[Edit]
    cost: str
    x: np.ndarray
    label: int

    @cached_property
    def edited(self) -> Network:
        """The network with the visitor's changes; the network itself where there are none."""
        return edited(self.network, self.edits)

    @cached_property
    def before(self) -> Trace:
        """The pass through the network as it is."""
        return self._pass(self.network)

    @cached_property
    def trace(self) -> Trace:
        """The pass through the edited network."""
        return self._pass(self.edited) if self.edits else self.before

    def _pass(self, net: Network) -> Trace:
        return backprop(net, self.x, np.eye(net.sizes[-1])[:, [self.label]], self.cost)

    def value(self, trace: Trace) -> float:
        """C_x of a pass."""
        L = self.network.L
        y = np.eye(self.network.sizes[-1])[:, [self.label]]
        return float(COSTS[self.cost].value(trace.z[L], trace.a[L], y)[0])


# --- the first hidden layer, in an order ---


def orders(net: Network) -> tuple[str, ...]:
    """The orders that there are: nothing contributes to the output where layer 2 is the output."""
    return ORDERS if net.L > 2 else tuple(name for name in ORDERS if name != "contribution")


def measured(order: str, bench: Bench) -> np.ndarray | None:
    """The number `(n_2,)` by which the neurons of layer 2 are sorted; None for their index.

    norm: |w²_j|. contribution: a²_j ∂z^L_y/∂a²_j, to first order what the neuron adds to the weighted input of the
    output neuron of the label; with one hidden layer it is w³_yj a²_j. similarity: the cosine between w²_j and x.
    """
    net, trace = bench.edited, bench.trace
    norms = np.linalg.norm(net.w[2], axis=1)
    match order:
        case "norm":
            return norms
        case "contribution":
            return (trace.a[2] * sensitivities(net, trace, net.L, bench.label)[2])[:, 0]
        case "similarity":
            length = norms * np.linalg.norm(bench.x)
            return np.divide((net.w[2] @ bench.x)[:, 0], length, out=np.zeros_like(norms), where=length > 0)
    return None


def sorted_neurons(order: str, bench: Bench) -> list[int]:
    """The neurons of layer 2 in an order, the largest number first."""
    values = measured(order, bench)
    count = bench.network.sizes[1]
    return list(range(count)) if values is None else [int(j) for j in np.argsort(-values, kind="stable")]


def overview(bench: Bench, order: str, j: int, words: Words) -> Block:
    """The weights into layer 2, one picture a neuron, in an order; neuron j is framed, silenced ones are crossed."""
    w, values, ids = bench.edited.w[2], measured(order, bench), sorted_neurons(order, bench)
    name = words[f"order.{order}"]
    notes = ["" if values is None else f" · {name} {number(values[i])}" for i in ids]
    return maps.images(
        w[ids],
        alt=words("overview.alt", count=len(ids), order=name),
        tip="w²[{i}, {p}] = {v}{n}",
        ids=ids,
        notes=notes,
        picks="picture",
        selected=j,
        marked=silenced(bench.edits, 2),
        scale=maps.round_scale(w),
        least=48 if len(ids) <= 40 else 28,
        most=56,
    )


def matrix(bench: Bench, l: int, j: int, k: int | None, words: Words) -> Block:
    """The matrix w^l; the cell of w^l_jk is framed."""
    w = bench.edited.w[l]
    return maps.matrix(
        w,
        alt=words("matrix.alt", l=l, rows=len(w), cols=w.shape[1]),
        tip=f"{symbol('w', l)}[{{r}}, {{c}}] = {{v}}",
        picks="cell",
        selected=None if k is None else j * w.shape[1] + k,
        scale=maps.round_scale(w),
        axes=("j", "k"),
        most=min(640, 22 * w.shape[1]),
    )


# --- one neuron ---


def large(bench: Bench, j: int, k: int | None, brush: Brush | None, words: Words) -> Block:
    """The weights into neuron j of layer 2, large; with a brush they can be painted."""
    w = bench.edited.w[2]
    return maps.images(
        w[[j]],
        alt=words("large.alt", j=j),
        tip=f"w²[{j}, {{p}}] = {{v}}",
        picks="cell",
        selected=k,
        scale=maps.round_scale(w),
        brush=brush,
        least=200,
        most=340,
    )


def row(bench: Bench, l: int, j: int, k: int | None, words: Words) -> Block:
    """The weights into neuron j of a deeper layer, one cell a neuron of the layer before."""
    w = bench.edited.w[l]
    return maps.neurons(
        w[[j]],
        alt=words("row.alt", l=l, j=j),
        label=words("row.label", j=j, w=symbol("w", l), before=l - 1),
        tip=f"{symbol('w', l)}[{j}, {{i}}] = {{v}}",
        picks="picture",
        selected=k,
        marked=silenced(bench.edits, l - 1),
        scale=maps.round_scale(w),
    )


def outgoing(bench: Bench, l: int, j: int, words: Words) -> Block:
    """The weights from neuron j of layer l to each neuron of the next layer."""
    w, name = bench.edited.w[l + 1], symbol("w", l + 1)
    texts = {"alt": words("outgoing.alt", l=l, j=j), "label": words("outgoing.label", l=l + 1)}
    if len(w) > NUMBERED:
        tip = f"{name}[{{i}}, {j}] = {{v}}"
        return maps.neurons(w[:, [j]], tip=tip, picks="picture", scale=maps.round_scale(w), **texts)
    tip = f"{name}[{{c}}, {j}] = {{v}}"
    return maps.matrix(w[:, [j]].T, tip=tip, picks="cell", scale=maps.round_scale(w), axes=("", "j"), **texts)


class Facts(NamedTuple):
    """The numbers of one neuron."""

    b: float
    z: float
    a: float
    delta: float


def facts(net: Network, trace: Trace, l: int, j: int) -> Facts:
    """b, z, a and δ of a neuron on the current digit."""
    return Facts(*(float(numbers[l][j, 0]) for numbers in (net.b, trace.z, trace.a, trace.delta)))


def looks_for(bench: Bench, l: int, j: int, words: Words) -> list[Block]:
    """Two pictures `(784, 1)`: ∂z^l_j/∂x at the current digit, and row j of the product of the weight matrices."""
    gradient, product = input_gradient(bench.edited, bench.x, l, j), linear_product(bench.edited, l, j)
    return [
        maps.images(
            values.T,
            alt=words(f"looks.{name}_alt", l=l, j=j),
            label=words(f"looks.{name}", z=f"{symbol('z', l)}[{j}]", product=chain(l)),
            tip=f"{what} = {{v}}",
            scale=maps.round_scale(values),
            least=100,
            most=252,
        )
        for name, what, values in (
            ("gradient", f"∂{symbol('z', l)}[{j}]/∂x[{{p}}]", gradient),
            ("product", f"({chain(l)})[{j}, {{p}}]", product),
        )
    ]


def chain(l: int) -> str:
    """The product of the weight matrices up to layer l, as text: w³w²."""
    return "".join(symbol("w", m) for m in range(l, 1, -1))


# --- the images that excite it ---


def extremes(net: Network, l: int, j: int, images: Dataset, most: int = EXTREMES) -> tuple[np.ndarray, np.ndarray]:
    """The indices of the images with the largest and with the smallest z^l_j, the most extreme first."""
    part = ending_at(net, l, j)
    z = np.concatenate([forward(part, x).z[l][0] for x, _ in images.chunks(1000)])
    by_z = np.argsort(z, kind="stable")
    return by_z[::-1][:most], by_z[:most]


def ending_at(net: Network, l: int, j: int) -> Network:
    """The layers up to neuron j of layer l, which is the only one of its layer: float32, for many images."""
    layers = range(2, l + 1)
    w, b = ({m: arrays[m].astype(np.float32) for m in layers} for arrays in (net.w, net.b))
    w[l], b[l] = w[l][[j]], b[l][[j]]
    return Network(w, b, net.activation, net.output_activation if l == net.L else None)


def excitement(bench: Bench, l: int, j: int, images: Dataset, words: Words) -> list[Block]:
    """The test images that excite a neuron most, and those that excite it least."""
    net = bench.edited
    blocks = []
    for name, found in zip(("most", "least"), extremes(net, l, j, images), strict=True):
        x = images.images[:, found].astype(float)
        z = forward(net, x).z[l][j]
        notes = [words("excite.note", label=images.labels[i], z=number(z_i)) for i, z_i in zip(found, z, strict=True)]
        blocks.append(
            maps.images(
                x.T,
                alt=words(f"excite.{name}_alt", l=l, j=j),
                label=words(f"excite.{name}", z=f"{symbol('z', l)}[{j}]", first=number(z[0])),
                tip=words("excite.tip", i="{i}", n="{n}"),
                ids=[int(i) for i in found],
                notes=notes,
                kind="ink",
                picks="picture",
                least=36,
                most=64,
                show_scale=False,
            )
        )
    return blocks


# --- against another moment ---


def against(bench: Bench, other: Network, l: int, j: int, log: bool, words: Words, when: str = "start") -> list[Block]:
    """w, w − w(then) and ∇w on one scale: of one neuron of layer 2 as images, of a deeper layer as matrices."""
    w, then, nabla = bench.edited.w[l], other.w[l], bench.trace.nabla_w[l]
    if l == 2:
        w, then, nabla = w[[j]], then[[j]], nabla[[j]]
    parts = {"w": w, "change": w - then, "nabla": nabla}
    ends = [maps.round_scale(values) for values in parts.values() if values.any()] or [1.0]
    decades = math.ceil(math.log10(max(ends) / min(ends)) + LEAST_DECADES)
    options = {"scale": max(ends), "decades": decades if log else 0}
    blocks = []
    for name, values in parts.items():
        what = {"w": symbol("w", l), "change": "Δ" + symbol("w", l), "nabla": "∂C/∂" + symbol("w", l)}[name]
        most = float(np.abs(values).max())
        faint = words("against.faint", most=number(most)) if not log and 0 < most < FAINT * max(ends) else ""
        label = words(f"against.{name}", when=when) + faint
        texts = {"alt": words(f"against.{name}_alt", l=l, j=j), "label": label}
        if l == 2:
            block = maps.images(values, tip=f"{what}[{j}, {{p}}] = {{v}}", least=90, most=252, **texts, **options)
        else:
            tip = f"{what}[{{r}}, {{c}}] = {{v}}"
            block = maps.matrix(values, tip=tip, least=90, most=300, **texts, **options)
        blocks.append(block)
    return blocks


def norms(bench: Bench, other: Network, l: int) -> dict[str, str]:
    """The sizes of w, w − w(then) and ∇w of a layer: the root of their mean square."""
    w, then, nabla = bench.edited.w[l], other.w[l], bench.trace.nabla_w[l]
    sizes = {"w": w, "change": w - then, "nabla": nabla}
    return {name: number(np.sqrt(np.mean(values**2))) for name, values in sizes.items()}


def histograms(net: Network, other: Network, words: Words, when: str) -> dict:
    """The weights of each layer, counted, as an ECharts option: bars now, a line then."""
    option: dict = {"animation": False, "tooltip": {"trigger": "axis"}, "title": [], "grid": [], "legend": {"top": 0}}
    option |= {"xAxis": [], "yAxis": [], "series": []}
    count = len(net.w)
    for i, (l, w) in enumerate(net.w.items()):
        now, then, middle = counted(w, other.w[l])
        left, width = 100 * i / count, 100 / count
        option["title"].append(
            {"text": words("histogram.layer", w=symbol("w", l), count=words.whole(w.size)), "left": f"{left + 1}%"}
            | {"top": 28, "textStyle": {"fontSize": 12}}
        )
        option["grid"].append({"left": f"{left + 5}%", "width": f"{width - 7}%", "top": 74, "bottom": 40})
        option["xAxis"].append(
            {"type": "category", "gridIndex": i, "data": [short(m) for m in middle], "axisTick": {"show": False}}
            | {"axisLabel": {"interval": len(middle) // 4 - 1, "hideOverlap": True}}
            | {"name": symbol("w", l), "nameLocation": "middle", "nameGap": 24}
        )
        option["yAxis"].append(
            {"type": "value", "gridIndex": i, "axisLabel": {"formatter": "{value} %"}, "splitNumber": 3}
        )
        place = {"xAxisIndex": i, "yAxisIndex": i}
        bars = {"type": "bar", "name": words["histogram.now"], "barCategoryGap": "5%"}
        line = {"type": "line", "name": when, "step": "middle", "showSymbol": False, "lineStyle": {"width": 1.5}}
        option["series"] += [{**bars, **place, "data": now}, {**line, **place, "data": then}]
    return option


def counted(w: np.ndarray, then: np.ndarray) -> tuple[list[float], list[float], list[float]]:
    """The shares of the weights in bins symmetric about 0, in per cent, now and then, and the middles of the bins.

    The bins are 1, 2 or 5 times a power of ten wide, and there are 4n + 1 of them.
    """
    most = max(float(np.abs(w).max()), float(np.abs(then).max()))
    width = maps.round_scale(np.array(most / (BINS / 2)))
    side = 2 * math.ceil(max(most / width - 0.5, 1) / 2)
    edges = (np.arange(-side, side + 2) - 0.5) * width
    now, before = (100 * np.histogram(values, edges)[0] / values.size for values in (w, then))
    middles = (np.arange(-side, side + 1) * width).round(12)
    return now.round(3).tolist(), before.round(3).tolist(), middles.tolist()


# --- the answer ---


def answer(bench: Bench, words: Words) -> Table:
    """The ten activations and the ten δ^L of the edited network; as they were before, where there are changes."""
    L, net = bench.network.L, bench.edited
    now, before = bench.trace, bench.before if bench.edits else None
    digit, cost = int(now.a[L].argmax()), number(bench.value(now))
    note = words("answer.cost", cost=cost, label=bench.label)
    if before:
        note += "\n" + words("answer.before", digit=int(before.a[L].argmax()), cost=number(bench.value(before)))
    scale = delta_scale(net, bench.cost, now.delta[L])
    columns = [
        BarColumn(words["answer.a"], now.a[L][:, 0], before.a[L][:, 0] if before else None, "ink"),
        BarColumn(
            words("answer.delta", scale=f"{scale:g}"),
            now.delta[L][:, 0],
            before.delta[L][:, 0] if before else None,
            scale=scale,
        ),
    ]
    names = [str(i) for i in range(net.sizes[-1])]
    return Table(names, columns, words("answer.title", digit=digit), note, "j", strong=bench.label)


def symbol(letter: str, l: int) -> str:
    """A letter with the number of its layer: w²."""
    return letter + raised(l)
