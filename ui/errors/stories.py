"""Three stories on slow learning: their networks are trained here and now, and what is said was measured.

Every number is of the first 1,000 training images, in float64. Pure: no Streamlit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go

from engine import COSTS, Network, Splits, TrainingConfig, TrainingRun, backprop
from engine.mnist import Dataset
from engine.training.diagnosis import dead_outputs
from ui.errors import charts, slowness
from ui.text.numbers import number, ratio
from ui.text.words import Words

Array = np.ndarray
STORIES = ("saturated", "deep", "costs")
SATURATING = TrainingConfig(sizes=(784, 100, 10), eta=3.0)
DEEP = TrainingConfig(sizes=(784, 30, 30, 30, 30, 10), eta=3.0)
STEPS, SMALL_STEP = 100, 0.1  # of gradient descent on one example, in the story of the costs


class StoryNetwork(NamedTuple):
    """A network of a story, and the configuration that it comes from."""

    network: Network
    config: TrainingConfig


class Story(NamedTuple):
    """A story: what was measured, in sentences, its figure, and its networks by the way they began."""

    text: str
    figure: go.Figure
    networks: dict[str, StoryNetwork]


def tell(name: str, splits: Splits, words: Words) -> Story:
    """One of STORIES."""
    return {"saturated": _saturated, "deep": _deep, "costs": _costs}[name](splits, words)


def setting_of(name: str) -> TrainingConfig:
    """The configuration with which one can train a story's network oneself."""
    return {"saturated": SATURATING, "deep": DEEP, "costs": replace(SATURATING, cost="cross_entropy")}[name]


def trained(config: TrainingConfig, splits: Splits) -> Network:
    """The network after one epoch, in float64."""
    return TrainingRun(config, splits).advance(epochs=1).float64


@dataclass(frozen=True)
class OutputMeans:
    """Output neuron j at the examples of its own digit: means of a^L_j, ∂C/∂a_j, σ'(z^L_j) and δ^L_j, by j; the
    digits that are given up; the share of the sample that is read right.
    """

    a: Array
    nabla_a: Array
    sigma_prime: Array
    delta: Array
    dead: tuple[int, ...]
    accuracy: float


def own(net: Network, sample: Dataset) -> OutputMeans:
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
    return OutputMeans(own_a, nabla_a, prime, delta, dead_outputs(net, trace, sample.labels), right)


def _saturated(splits: Splits, words: Words) -> Story:
    """784-100-10 with η = 3: output neurons that say no to their own digit, and do not learn from it."""
    sample = slowness.sample_of(splits)
    configs = {init: replace(SATURATING, init=init) for init in ("gaussian", "scaled")}
    networks = {init: StoryNetwork(trained(config, splits), config) for init, config in configs.items()}
    known, scaled = (own(seen.network, sample) for seen in networks.values())
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
    text = words("story.saturated_found" if dead else "story.saturated_none", **values)
    means = {"nabla": known.nabla_a, "delta": known.delta, "scaled": scaled.delta}
    return Story(text, charts.saturated(means, words), networks)


def _deep(splits: Splits, words: Words) -> Story:
    """Four hidden layers of 30, at the start and after an epoch, with both ways to start."""
    sample = slowness.sample_of(splits)
    networks = {init: StoryNetwork(net, replace(DEEP, init=init)) for init, net in slowness.starts(DEEP).items()}
    measured = {init: slowness.measure(seen.network, sample, DEEP.cost) for init, seen in networks.items()}
    after = {
        init: float(
            (trained(replace(DEEP, init=init), splits).feedforward(sample.images).argmax(0) == sample.labels).mean()
        )
        for init in measured
    }
    text = words("story.deep_found", **{init: f"{share:.1%}" for init, share in after.items()})
    return Story(f"{slowness.finding(measured, words)} {text}", charts.layers(measured, words), networks)


def _costs(splits: Splits, words: Words) -> Story:
    """The saturated network at its worst example: both costs, and gradient descent on that example alone."""
    net, sample = trained(SATURATING, splits), slowness.sample_of(splits)
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
    figure = charts.descents(curves, label, SMALL_STEP, words)
    return Story(words("story.costs_found", **values), figure, {"gaussian": StoryNetwork(net, SATURATING)})


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
