"""What the page Errors shows first: δ^l of one example, a mini-batch or a whole set as pictures."""

from __future__ import annotations

import streamlit as st

from engine import Network, backprop, load_mnist
from engine.costs import mean_cost
from engine.training.measurements import saturated
from ui.canvas import outputs
from ui.canvas.blocks import SIDE, Click
from ui.errors import deltas, history_view, keys, neuron_view, samples, slowness
from ui.errors.deltas import DeltaFigure
from ui.errors.example import Example, example_of, selected_neuron
from ui.errors.scales import SCALES, Scales
from ui.screen import components
from ui.session import current, selection, widgets
from ui.session.current import Current, Digit
from ui.text.numbers import number
from ui.text.words import Words

MOST_BATCHES = 999


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
        neuron_view.selected(now, example, words)
    history_view.over_time(now, digit, selected_neuron(now.network, example.label), words)


def _one(now: Current, digit: Digit, words: Words) -> Example:
    """One example: a cell a neuron."""
    net, example = now.network, example_of(digit, words)
    trace = backprop(net, example.x, example.y, now.cost)
    scales = Scales.of(trace.delta, keys.SCALE.get())
    blocks, layers = deltas.one(net, trace, scales, selected_neuron(net, example.label), words)
    a = trace.a[net.L]
    components.maps(
        "errors_one",
        blocks,
        title=words(
            "maps.title_one",
            name=example.name,
            answer=outputs.name(outputs.largest(a[:, 0])),
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
    chosen = train[indices]
    x, y, labels = chosen.images.astype(float), chosen.targets.astype(float), chosen.labels
    column = min(keys.COLUMN.get(), len(indices) - 1)
    trace = backprop(net, x, y, now.cost)
    l, j = selected_neuron(net, int(labels[column]))
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
    net, example = now.network, example_of(digit, words)
    which = keys.SET.get()
    means = _by_class(net, now.cost, which)
    scales = Scales.of(means.size, keys.SCALE.get())
    l, j = selected_neuron(net, example.label)
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
