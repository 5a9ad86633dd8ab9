"""δ^l as pictures, and where the δ of one neuron came from. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

import numpy as np

from engine import ACTIVATIONS, COSTS, Dataset, Network, Trace, backprop
from engine.diagnosis import SATURATED
from ui import maps
from ui.maps import Block
from ui.numbers import number, raised, short
from ui.words import Words

Array = np.ndarray
SCALES = ("common", "layer", "log")
DECADES = 6  # powers of ten on the logarithmic scale
MOST_TERMS = 6  # that are written out
MOMENTS = 48  # of a run's history that are drawn
CHUNK = 1000  # examples that are propagated at once when a whole set is measured
COLUMNS = 40  # examples of a mini-batch that are shown
CELL = 36  # CSS pixels that a cell of a matrix may be wide


BLUE, ORANGE = "light-dark(#1f6fb5, #4a9ae0)", "light-dark(#d4660a, #ef8b3c)"  # those of .streamlit/config.toml
STYLE = f"""<style>
.facts, .terms {{ width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.86rem; }}
.facts th, .facts td, .terms th, .terms td {{ padding: 0.12rem 0.35rem; text-align: right; white-space: nowrap; }}
.facts th, .terms th {{ font-weight: 400; opacity: 0.75; }}
.facts td {{ font-weight: 600; width: 25%; }}
.terms tfoot {{ border-top: 1px solid currentColor; font-weight: 600; }}
.terms .bar {{ width: 24%; min-width: 3rem; }}
.terms .group {{ text-align: left; padding-top: 0.5rem; opacity: 1; font-weight: 600; }}
.bar i {{ display: block; height: 0.7rem; }}
.terms tbody .bar {{ background: linear-gradient(currentColor, currentColor) center / 1px 100% no-repeat; }}
.bar .plus {{ background: {BLUE}; }}
.bar .minus {{ background: {ORANGE}; }}
</style>"""

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
        off = "prime" if net.sigma[l].bounded else "off"
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


# --- one neuron ---


class Term(NamedTuple):
    """One term of δ^l_j's sum: neuron k of layer l+1, w^{l+1}_kj, δ^{l+1}_k and their product."""

    k: int
    w: float
    delta: float
    product: float


@dataclass(frozen=True)
class Neuron:
    """Neuron j of layer l at one example. `nabla_a` is ∂C/∂a^l_j: the sum of the terms, sorted by size; in the output
    layer there are none, and it is (∇_a C)_j, None where σ' has cancelled against it.
    """

    l: int
    j: int
    z: float
    a: float
    sigma_prime: float
    delta: float
    y: float | None
    nabla_a: float | None
    terms: tuple[Term, ...]


def neuron(net: Network, trace: Trace, y: Array, cost: str, l: int, j: int) -> Neuron:
    """Neuron j of layer l in the trace of one example with the desired output y `(n_L, 1)`."""
    terms: list[Term] = []
    target: float | None = None
    nabla_a: float | None
    if l == net.L:
        a, target = trace.a[l], float(y[j, 0])
        nabla_a = None if COSTS[cost].shortcut else float(COSTS[cost].gradient(a, y, np.empty_like(a))[j, 0])
    else:
        w, after = net.w[l + 1][:, j], trace.delta[l + 1][:, 0]
        nabla_a = float(w @ after)
        order = np.argsort(-np.abs(w * after), kind="stable")
        terms = [Term(int(k), float(w[k]), float(after[k]), float(w[k] * after[k])) for k in order]
    z, a_j, prime, delta = (float(part[l][j, 0]) for part in (trace.z, trace.a, trace.sigma_prime, trace.delta))
    return Neuron(l, j, z, a_j, prime, delta, target, nabla_a, tuple(terms))


def terms_block(known: Neuron, words: Words) -> Block:
    """All terms of a neuron's sum as cells, the largest first; a click goes to the neuron that a term comes from."""
    products = np.array([[term.product] for term in known.terms])
    above = known.l + 1
    return maps.neurons(
        products,
        ids=[term.k for term in known.terms],
        names=[str(term.k) for term in known.terms],
        picks="picture",
        scale=maps.round_scale(products),
        tip=f"w{raised(above)}[{{i}}, {known.j}] · δ{raised(above)}[{{i}}] = {{v}}",
        alt=words("neuron.terms_alt", count=len(products), next=above),
        label=words("neuron.terms", next=above),
    )


def gradient_block(trace: Trace, known: Neuron, words: Words, *, label: str = "") -> Block:
    """∂C/∂w^l_j of a trace: a picture of 28×28 for the first hidden layer, a strip elsewhere."""
    gradient = trace.nabla_w[known.l][known.j]
    label = label or f"∂C/∂w{raised(known.l)}[{known.j}, k]"
    alt = words("neuron.gradient_alt", l=known.l, j=known.j, before=known.l - 1)
    tip = f"∂C/∂w{raised(known.l)}[{known.j}, {{x}}] = {{v}}"
    scale = maps.round_scale(gradient)
    if gradient.size == maps.SIDE**2:
        return maps.images(
            gradient[None], label=label, alt=alt, tip=tip.replace("{x}", "{p}"), scale=scale, least=168, most=168
        )
    return maps.neurons(gradient, label=label, alt=alt, tip=tip.replace("{x}", "{i}"), scale=scale, least=14, most=20)


def table(known: Neuron, words: Words) -> str:
    """The sum of a hidden neuron as an HTML table: its largest terms with bars, the rest in one row, the sum."""
    shown, rest = known.terms[:MOST_TERMS], known.terms[MOST_TERMS:]
    most = max((abs(term.product) for term in known.terms), default=0.0) or 1.0
    above = raised(known.l + 1)
    rows = [(f"{term.k}", number(term.w, sign=True), number(term.delta, sign=True), term.product) for term in shown]
    if rest:
        rows.append((words("neuron.others", count=len(rest)), "", "", sum(term.product for term in rest)))
    head = ("k", f"w{above}ₖⱼ", f"δ{above}ₖ", f"w{above}ₖⱼ δ{above}ₖ", "")
    cells = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{w}</td><td>{delta}</td><td>{number(product, sign=True)}</td>"
        f"<td class='bar' aria-hidden='true'>{_bar(product / most)}</td></tr>"
        for name, w, delta, product in rows
    )
    total = number(known.nabla_a or 0.0, sign=True)
    foot = f"<tr><th scope='row'>Σ</th><td></td><td></td><td>{total}</td><td></td></tr>"
    return STYLE + (
        f"<table class='terms'><thead><tr>{''.join(f'<th scope=col>{text}</th>' for text in head)}</tr></thead>"
        f"<tbody>{cells}</tbody><tfoot>{foot}</tfoot></table>"
    )


def facts(known: Neuron) -> str:
    """z, a, σ'(z) and δ of a neuron as an HTML table."""
    up = raised(known.l)
    values = ((f"z{up}ⱼ", known.z), (f"a{up}ⱼ", known.a), (f"σ′(z{up}ⱼ)", known.sigma_prime), (f"δ{up}ⱼ", known.delta))
    head = "".join(f"<th scope='col'>{name}</th>" for name, _ in values)
    body = "".join(f"<td>{number(value)}</td>" for _, value in values)
    return f"<table class='facts'><thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table>{STYLE}"


def bracket(value: float) -> str:
    """A factor of a product: in brackets where it is negative."""
    return f"({number(value)})" if value < 0 else number(value)


def _bar(part: float) -> str:
    """A bar from the middle: to the right where positive, to the left where negative."""
    width = min(50.0, 50 * abs(part))
    side, sign = ("left", "plus") if part >= 0 else ("right", "minus")
    return f"<i class='{sign}' style='width:{width:.1f}%;margin-{side}:50%'></i>"
