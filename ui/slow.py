"""Why learning is slow: how large |δ^l| is in each layer, measured; and three stories. Pure: no Streamlit.

Every number is of networks that are computed here and now, on the first 1,000 training images, in float64.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from engine import COSTS, Network, Splits, TrainingConfig, TrainingRun, backprop
from engine.diagnosis import SATURATED, dead_outputs
from engine.mnist import Dataset
from engine.monitor import SAMPLE
from ui.errors import STYLE
from ui.numbers import number, ratio
from ui.words import Words

Array = np.ndarray
STORIES = ("saturated", "deep", "costs")
SATURATING = TrainingConfig(sizes=(784, 100, 10), eta=3.0)
DEEP = TrainingConfig(sizes=(784, 30, 30, 30, 30, 10), eta=3.0)
STEPS, SMALL_STEP = 100, 0.1  # of gradient descent on one example, in the story of the costs


# --- how large |δ^l| is ---


class Layer(NamedTuple):
    """|δ^l_j| over the neurons j and the examples: mean and median; and the share of them with σ' < 0.01."""

    mean: float
    median: float
    saturated: float


def measure(net: Network, sample: Dataset, cost: str) -> dict[int, Layer]:
    """How large |δ^l| is, by layer."""
    trace = backprop(net, sample.images, sample.targets.astype(float), cost)
    sizes = {l: np.abs(delta) for l, delta in trace.delta.items()}
    return {
        l: Layer(float(size.mean()), float(np.median(size)), float((trace.sigma_prime[l] < SATURATED).mean()))
        for l, size in sizes.items()
    }


def starts(config: TrainingConfig) -> dict[str, Network]:
    """The two ways to start the same architecture, with the same seed: N(0, 1) and scaled."""
    return {init: replace(config, init=init).network(float) for init in ("gaussian", "scaled")}


def sample_of(splits: Splits) -> Dataset:
    """The training images on which everything here is measured."""
    return splits.train[:SAMPLE]


def fall(layers: Mapping[int, Layer], name: str) -> float:
    """How many times smaller |δ| is in the first hidden layer than in the output layer."""
    first, last = (getattr(layers[l], name) for l in (min(layers), max(layers)))
    return last / first if first else np.inf


def finding(measured: Mapping[str, Mapping[int, Layer]], words: Words) -> str:
    """What the two starts show, in a sentence of their numbers."""
    gaussian, scaled = measured["gaussian"], measured["scaled"]
    L = max(gaussian)
    if L == 2:
        return words["slow.shallow"]
    values = {
        "L": L,
        "scaled": _times(fall(scaled, "mean"), words),
        "gaussian": _times(fall(gaussian, "mean"), words),
        "median": _times(fall(gaussian, "median"), words),
        "dull": f"{gaussian[2].saturated:.0%}",
        "dull_scaled": f"{scaled[2].saturated:.0%}",
    }
    hidden = fall(gaussian, "median") > 3 * fall(gaussian, "mean") and gaussian[2].saturated > 0.1
    return words("slow.finding", **values) + " " + (words("slow.hidden", **values) if hidden else "")


def _times(times: float, words: Words) -> str:
    return words("slow.smaller" if times >= 1 else "slow.larger", times=ratio(times if times >= 1 else 1 / times))


def layer_table(measured: Mapping[str, Mapping[int, Layer]], words: Words) -> str:
    """The numbers of the figure as an HTML table, the output layer first."""
    head = "".join(f"<th scope='col'>{text}</th>" for text in ("l", *(words[f"slow.{name}"] for name in Layer._fields)))
    body = ""
    for name, layers in measured.items():
        body += f"<tr><th colspan='4' scope='rowgroup' class='group'>{words[f'slow.{name}']}</th></tr>"
        for l, known in sorted(layers.items(), reverse=True):
            values = (number(known.mean), number(known.median), f"{known.saturated:.1%}")
            body += f"<tr><th scope='row'>{l}</th>{''.join(f'<td>{value}</td>' for value in values)}</tr>"
    return f"{STYLE}<table class='terms'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def chart(measured: Mapping[str, Mapping[int, Layer]], words: Words) -> go.Figure:
    """|δ^l| against l on one logarithmic axis: the mean as a line, the median of the two starts dotted."""
    figure = go.Figure()
    for place, (name, known) in enumerate(measured.items()):
        for kind in ("mean", "median") if name != "current" else ("mean",):
            values = [_positive(getattr(known[l], kind)) for l in sorted(known)]
            label = f"{words[f'slow.{name}']}, {words[f'slow.{kind}']}"
            _line(figure, sorted(known), values, label, place, "solid" if kind == "mean" else "dot", "lines+markers")
    figure.update_xaxes(title=words["slow.layer"], dtick=1)
    return _log_axis(figure, words["slow.axis"])


def _positive(value: float) -> float | None:
    """A value that a logarithmic axis can show."""
    return float(value) if 0 < value < np.inf else None


def _line(
    figure: go.Figure, x: Sequence, y: Sequence, name: str, place: int, dash: str = "solid", mode: str = "lines"
) -> None:
    """One line; lines of the same place have the same colour."""
    figure.add_scatter(
        x=list(x),
        y=list(y),
        name=name,
        mode=mode,
        line={"color": _colour(place), "dash": dash},
        hovertemplate="%{y:.4g}",
    )


def _colour(place: int) -> str:
    """A placeholder for the colour of a category, which Streamlit replaces by that of the theme."""
    return f"#00000{place + 1}"


def _log_axis(figure: go.Figure, title: str) -> go.Figure:
    """The figure with a logarithmic axis of that name, and its legend above."""
    figure.update_yaxes(type="log", title=title, exponentformat="power", dtick=1)
    legend = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    return figure.update_layout(
        legend=legend, margin={"l": 0, "r": 8, "t": 8, "b": 0}, hovermode="x unified", dragmode=False
    )


# --- stories: networks that are trained here and now ---


class Told(NamedTuple):
    """A story: what was measured, in sentences, and its figure."""

    text: str
    figure: go.Figure


def tell(name: str, splits: Splits, words: Words) -> Told:
    """One of STORIES."""
    return {"saturated": _saturated, "deep": _deep, "costs": _costs}[name](splits, words)


def setting_of(name: str) -> TrainingConfig:
    """The configuration with which one can train a story's network oneself."""
    return {"saturated": SATURATING, "deep": DEEP, "costs": replace(SATURATING, cost="cross_entropy")}[name]


def trained(config: TrainingConfig, splits: Splits) -> Network:
    """The network after one epoch, in float64."""
    return TrainingRun(config, splits).advance(epochs=1).float64


@dataclass(frozen=True)
class Own:
    """Output neuron j at the examples of its own digit: means of a^L_j, ∂C/∂a_j, σ'(z^L_j) and δ^L_j, by j; the
    digits that are given up; the share of the sample that is read right.
    """

    a: Array
    nabla_a: Array
    sigma_prime: Array
    delta: Array
    dead: tuple[int, ...]
    accuracy: float


def own(net: Network, sample: Dataset) -> Own:
    """The output neurons of a network with the quadratic cost, each at the examples of its own digit."""
    trace = backprop(net, sample.images, sample.targets.astype(float))
    a, y = trace.a[net.L], sample.targets
    gradient = COSTS["quadratic"].gradient(a, y, np.empty_like(a))
    mine = [np.flatnonzero(sample.labels == j) for j in range(len(y))]
    own_a, nabla_a, prime, delta = (
        np.array([values[j, columns].mean() for j, columns in enumerate(mine)])
        for values in (a, gradient, trace.sigma_prime[net.L], trace.delta[net.L])
    )
    right = float((a.argmax(axis=0) == sample.labels).mean())
    return Own(own_a, nabla_a, prime, delta, dead_outputs(net, trace, sample.labels), right)


def _saturated(splits: Splits, words: Words) -> Told:
    """784-100-10 with η = 3: output neurons that say no to their own digit, and do not learn from it."""
    sample = sample_of(splits)
    known, scaled = (own(trained(replace(SATURATING, init=init), splits), sample) for init in ("gaussian", "scaled"))
    dead = list(known.dead)
    alive = [j for j in range(len(known.a)) if j not in dead]
    values = {
        "digits": ", ".join(map(str, dead)),
        "accuracy": f"{known.accuracy:.1%}",
        "scaled": f"{scaled.accuracy:.1%}",
        "scaled_dead": ", ".join(map(str, scaled.dead)) or words["story.nobody"],
    }
    if dead:
        values |= {
            "a": number(known.a[dead].max()),
            "nabla": number(known.nabla_a[dead].max()),
            "prime": number(known.sigma_prime[dead].max()),
            "delta": number(np.abs(known.delta[dead]).max()),
            "times": ratio(float(np.median(np.abs(known.delta[alive])) / np.abs(known.delta[dead]).max())),
        }
    figure = go.Figure()
    for place, (symbol, name, means) in enumerate(
        (
            ("triangle-up", "nabla", known.nabla_a),
            ("circle", "delta", known.delta),
            ("circle-open", "scaled", scaled.delta),
        )
    ):
        figure.add_scatter(
            x=list(range(len(means))),
            y=[_positive(abs(value)) for value in means],
            name=words[f"story.saturated_{name}"],
            mode="markers",
            marker={"symbol": symbol, "size": 11, "color": _colour(place)},
            hovertemplate="%{y:.4g}",
        )
    figure.update_xaxes(title=words["story.neuron"], dtick=1)
    text = words("story.saturated_found" if dead else "story.saturated_none", **values)
    return Told(text, _log_axis(figure, words["story.saturated_axis"]))


def _deep(splits: Splits, words: Words) -> Told:
    """Four hidden layers of 30, at the start and after an epoch, with both ways to start."""
    sample = sample_of(splits)
    measured = {init: measure(net, sample, DEEP.cost) for init, net in starts(DEEP).items()}
    after = {
        init: float(
            (trained(replace(DEEP, init=init), splits).feedforward(sample.images).argmax(0) == sample.labels).mean()
        )
        for init in measured
    }
    text = words("story.deep_found", **{init: f"{share:.1%}" for init, share in after.items()})
    return Told(f"{finding(measured, words)} {text}", chart(measured, words))


def _costs(splits: Splits, words: Words) -> Told:
    """The saturated network at its worst example: both costs, and gradient descent on that example alone."""
    net, sample = trained(SATURATING, splits), sample_of(splits)
    worst = int(net.feedforward(sample.images)[sample.labels, np.arange(len(sample))].argmin())
    one, label = sample[worst : worst + 1], int(sample.labels[worst])
    traces = {cost: backprop(net, one.images, one.targets.astype(float), cost) for cost in COSTS}
    quadratic, entropy = (float(traces[cost].delta[net.L][label, 0]) for cost in ("quadratic", "cross_entropy"))
    curves = {cost: descent(net, one, label, cost) for cost in COSTS}
    steps = int((np.array(curves["cross_entropy"]) > 0.5).argmax())
    values = {
        "label": label,
        "a": number(curves["quadratic"][0]),
        "prime": number(float(traces["quadratic"].sigma_prime[net.L][label, 0])),
        "quadratic": number(quadratic),
        "entropy": number(entropy),
        "times": ratio(entropy / quadratic),
        "steps": steps,
        "all": STEPS,
        "eta": f"{SMALL_STEP:g}",
        "end": number(curves["cross_entropy"][-1]),
        "stuck": number(curves["quadratic"][-1]),
    }
    figure = go.Figure()
    for place, (cost, curve) in enumerate(curves.items()):
        _line(figure, range(len(curve)), curve, words[f"story.costs_{cost}"], place)
    figure.update_xaxes(title=words("story.costs_steps", eta=f"{SMALL_STEP:g}"))
    return Told(words("story.costs_found", **values), _log_axis(figure, words("story.costs_axis", label=label)))


def descent(net: Network, example: Dataset, label: int, cost: str) -> list[float]:
    """a^L_y before each of 100 steps of gradient descent on one example, and after the last."""
    config = TrainingConfig(
        net.sizes, eta=SMALL_STEP, mini_batch_size=1, epochs=STEPS, activation=net.activation, cost=cost
    )
    run = TrainingRun(config, Splits(example, example, example), dtype=np.float64)
    run.network.parameters[...] = net.parameters
    curve = [float(run.network.feedforward(example.images)[label, 0])]
    for _ in range(STEPS):
        run.advance(mini_batches=1)
        curve.append(float(run.network.feedforward(example.images)[label, 0]))
    return curve
