"""What the page Errors shows first: δ^l as pictures, one neuron, and δ^l over time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import streamlit as st

from engine import Network, Trace, backprop, load_mnist
from engine.costs import cost_named, mean_cost
from engine.training.history import nearest
from engine.training.measurements import saturated
from ui.canvas.blocks import SIDE, Click
from ui.errors import deltas, keys, neuron, samples, slowness
from ui.errors.deltas import DeltaFigure
from ui.errors.scales import SCALES, Scales
from ui.screen import components
from ui.session import current, selection, widgets
from ui.session.current import Current, Digit
from ui.text.numbers import difference, number, raised
from ui.text.words import Words

MOST_BATCHES = 999


# --- what is shown, and on which scale ---


def controls(words: Words, digit: Digit) -> None:
    """The label, what is shown, and on which scale."""
    left, right = st.columns([1, 1], gap="medium")
    with left:
        widgets.pick(keys.ERRORS, words["view.title"], keys.VIEWS, lambda name: words[f"view.{name}"])
    with right:
        widgets.pick(keys.SCALE, words["scale.title"], SCALES, lambda name: words[f"scale.{name}"])
    match keys.ERRORS.get():
        case "batch":
            widgets.number(keys.BATCH, words["view.number"], 1, MOST_BATCHES, help=words["view.number_help"], width=190)
        case "set":
            widgets.pick(keys.SET, words["view.which"], keys.SETS, lambda name: words[f"view.{name}"])
        case _:
            widgets.pick(selection.LABEL, words["view.label"], range(10), otherwise=digit.label, variant="page")


def seconds() -> float:
    """How often the pictures move: a whole set takes longer."""
    return 3.0 if keys.ERRORS.get() == "set" else 1.0


class Example(NamedTuple):
    """The example whose neuron is looked at: x `(784, 1)` and y `(10, 1)` in float64, and what it is called.

    `batch` is the trace of the mini-batch that it is in.
    """

    x: np.ndarray
    y: np.ndarray
    label: int
    name: str
    batch: Trace | None = None


def pictures(words: Words) -> None:
    """The pictures of δ^l, and beside them the selected neuron."""
    now = current.network()
    digit = current.digit(now)
    left, right = st.columns([1.3, 1], gap="large")
    with left:
        match keys.ERRORS.get():
            case "batch":
                example = _batch(now, words)
            case "set":
                example = _set(now, digit, words)
            case _:
                example = _one(now, digit, words)
    with right:
        _neuron(now, example, words)
    _history(now, digit, _selected(now.network, example.label), words)


def _selected(net: Network, label: int) -> tuple[int, int]:
    """The selected neuron; before there is one, the output neuron of the label."""
    chosen = current.selected(net)
    return (chosen[0], chosen[1]) if chosen else (net.L, label)


def _shown(digit: Digit, words: Words) -> Example:
    name = words["digit.drawing"] if digit.index is None else words("digit.name", index=digit.index)
    return Example(digit.x, digit.y, digit.label, name)


def _one(now: Current, digit: Digit, words: Words) -> Example:
    """One example: a cell a neuron."""
    net, example = now.network, _shown(digit, words)
    trace = backprop(net, example.x, example.y, now.cost)
    scales = Scales.of(trace.delta, keys.SCALE.get())
    blocks, layers = deltas.one(net, trace, scales, _selected(net, example.label), words)
    a = trace.a[net.L]
    components.maps(
        "errors_one",
        blocks,
        title=words(
            "maps.title_one",
            name=example.name,
            answer=int(a.argmax()),
            y=example.label,
            cost=number(mean_cost(trace, example.y, now.cost)),
        ),
        note=scales.sentence(words),
        on_pick=lambda picked: selection.select(layers[picked.block], picked.i),
    )
    return example


def _batch(now: Current, words: Words) -> Example:
    """A mini-batch: a column an example. A click also chooses the example."""
    net, train = now.network, load_mnist().train
    indices = samples.batch_indices(keys.BATCH.get(), now.config.mini_batch_size, len(train))[: deltas.COLUMNS]
    x, y, labels = (
        train.images[:, indices].astype(float),
        train.targets[:, indices].astype(float),
        train.labels[indices],
    )
    column = min(keys.COLUMN.get(), len(indices) - 1)
    trace = backprop(net, x, y, now.cost)
    l, j = _selected(net, int(labels[column]))
    scales = Scales.of(trace.delta, keys.SCALE.get())
    figure = DeltaFigure(
        trace.delta,
        [str(label) for label in labels],
        scales,
        tip=words["maps.batch_tip"],
        alt=words["maps.batch_alt"],
        selected=(l, j, column),
    )

    def pick(picked: Click) -> None:
        if picked.block:
            selection.select(net.L + 1 - picked.block, picked.r)
        keys.COLUMN.put(picked.c if picked.block else picked.c // SIDE)

    shares = {l: float(saturated(prime).mean()) for l, prime in trace.sigma_prime.items()}
    components.maps(
        "errors_batch",
        [deltas.strip(x, words("maps.strip_alt", labels=" ".join(map(str, labels)))), *figure.blocks(net, words)],
        title=words("maps.title_batch", m=len(indices)),
        note=f"{scales.sentence(words)} {deltas.saturation(shares, words)}",
        on_pick=pick,
    )
    label = int(labels[column])
    name = words("maps.example", place=column + 1, m=len(indices), index=int(indices[column]))
    return Example(x[:, [column]], y[:, [column]], label, name, trace)


def _set(now: Current, digit: Digit, words: Words) -> Example:
    """A whole set, by label: mean δ, and mean |δ|, which cannot cancel."""
    net, example = now.network, _shown(digit, words)
    which = keys.SET.get()
    means = _by_class(net, now.cost, which)
    scales = Scales.of(means.size, keys.SCALE.get())
    l, j = _selected(net, example.label)
    st.markdown(f"**{words('maps.title_set', count=words.whole(means.examples), set=words[f'view.{which}_of'])}**")
    for place, name, values in zip(st.columns(2), ("mean", "size"), (means.mean, means.size), strict=True):
        figure = DeltaFigure(
            values,
            [str(label) for label in range(10)],
            scales,
            tip=words[f"maps.{name}_tip"],
            alt=words[f"maps.{name}_alt"],
            selected=(l, j, example.label),
            compact=True,
        )
        with place:
            components.maps(
                f"errors_{name}",
                figure.blocks(net, words),
                title=words[f"maps.title_{name}"],
                on_pick=lambda picked: selection.select(net.L - picked.block, picked.r),
            )
    st.caption(f"{scales.sentence(words)} {deltas.saturation(means.saturated, words)}")
    return example


@st.cache_data(show_spinner=False, max_entries=20, hash_funcs={Network: lambda net: net.parameters.tobytes()})
def _by_class(net: Network, cost: str, which: str) -> samples.ByClass:
    """The means of a set; kept, because each click on a neuron draws them again."""
    splits = load_mnist()
    return samples.by_class(net, splits.test if which == "test" else slowness.sample_of(splits), cost)


# --- one neuron ---


def _neuron(now: Current, example: Example, words: Words) -> None:
    """The selected neuron: its numbers, where its δ came from, and what it does next."""
    net = now.network
    l, j = _selected(net, example.label)
    trace = backprop(net, example.x, example.y, now.cost)
    known = neuron.neuron_at(net, trace, example.y, now.cost, l, j)
    kind = "output" if l == net.L else "hidden"
    st.markdown(words(f"neuron.title_{kind}", j=j, l=l) + f"  \n{example.name}, y = {example.label}")
    st.html(neuron.facts(known))
    if l == net.L:
        _output(known, now.cost, words)
    else:
        _hidden(known, words)
    _next(known, trace, example.batch, words)


def _output(known: neuron.Neuron, cost: str, words: Words) -> None:
    """Where the δ of an output neuron came from: BP1."""
    rule = "cancels" if cost_named(cost).cancels else "bp1"
    st.markdown(words(f"neuron.{rule}", **neuron.formulas(cost, "a^L_j", "y_j"), cost=words[f"cost.{cost}"]))
    values = {
        "nabla": number(known.nabla_a or 0.0),
        "factor": neuron.bracket(known.nabla_a or 0.0),
        "prime": number(known.sigma_prime),
        "delta": number(known.delta),
    }
    filled = neuron.formulas(cost, difference(known.a, known.y or 0.0), f"{known.y:g}")
    st.markdown(
        words(f"neuron.{rule}_numbers", **values, **{name: neuron.in_text(tex) for name, tex in filled.items()})
    )


def _hidden(known: neuron.Neuron, words: Words) -> None:
    """Where the δ of a hidden neuron came from: BP2, term by term. A click on a term goes to its neuron."""
    values = {"l": known.l, "next": known.l + 1, "j": known.j}
    st.markdown(words("neuron.from", **values))
    components.maps(
        "errors_terms",
        [neuron.terms_block(known, words)],
        on_pick=lambda picked: selection.select(known.l + 1, picked.i),
    )
    st.html(neuron.table(known, words))
    st.markdown(
        words(
            "neuron.sum",
            sum=neuron.bracket(known.nabla_a or 0.0),
            prime=number(known.sigma_prime),
            delta=number(known.delta),
            **values,
        )
    )


def _next(known: neuron.Neuron, trace: Trace, batch: Trace | None, words: Words) -> None:
    """What a δ does next: the gradient of the neuron's weights and of its bias; in a mini-batch also their means."""

    def bias(trace: Trace) -> str:
        return number(float(trace.nabla_b[known.l][known.j, 0]))

    place = {"l": raised(known.l), "j": known.j}
    blocks = [neuron.gradient_block(trace, known, words)]
    note = words("neuron.bias", delta=bias(trace), **place)
    if batch:
        label = words("neuron.mean", m=batch.delta[known.l].shape[1])
        blocks.append(neuron.gradient_block(batch, known, words, label=label))
        note = words("neuron.bias_mean", delta=bias(trace), mean=bias(batch), **place)
    components.maps("errors_gradient", blocks, title=words["neuron.next"], note=note)


# --- over time ---


def _history(now: Current, digit: Digit, selected: tuple[int, int], words: Words) -> None:
    """δ^l of this digit from the first mini-batch to now, if the current network belongs to a run."""
    if not (now.status and now.moment):
        st.caption(words["history.none"])
        return
    past = [snapshot for snapshot in now.status.history if snapshot.network.sizes == now.network.sizes]
    if len(past) < 2:
        st.caption(words["history.soon"])
        return
    example, net = _shown(digit, words), now.network
    chosen = [past[i] for i in samples.moments(len(past))]
    history = samples.over_time([snapshot.network for snapshot in chosen], example.x, example.y, now.cost)
    names = [samples.moment(snapshot.epochs) for snapshot in chosen]
    scales = Scales.of(history, keys.SCALE.get())
    figure = DeltaFigure(
        history,
        names,
        scales,
        tip=words["history.tip"],
        alt=words("history.alt", name=example.name, count=len(names), l="{l}"),
        selected=(*selected, nearest(tuple(chosen), now.moment.epochs)),
        width=860,
        height=110,
    )
    components.maps(
        "errors_history",
        figure.blocks(net, words),
        title=words("history.title", name=example.name, y=example.label),
        note=f"{words['history.note']} {scales.sentence(words)}",
        on_pick=lambda picked: selection.select(net.L - picked.block, picked.r),
    )
