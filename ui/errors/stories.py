"""Three stories on slow learning: their networks are trained on the spot, and every number in them was measured.

Measured is on the first 1,000 training images, in float64. Pure: no Streamlit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from engine import COSTS, Network, Splits, TrainingConfig, TrainingRun, backprop
from engine.mnist import Dataset
from engine.training.diagnosis import dead_outputs
from ui.canvas.plot import Plot
from ui.errors import charts, slowness
from ui.text.numbers import number, ratio
from ui.text.words import Words

Array = np.ndarray
STORIES = ("saturated", "deep", "costs")
SATURATING = TrainingConfig(sizes=(784, 100, 10), eta=3.0)
DEEP = TrainingConfig(sizes=(784, 30, 30, 30, 30, 10), eta=3.0)
STARTS = ("gaussian", "scaled")
RIVALS = ("quadratic", "cross_entropy")  # in the story of the costs
STEPS, SMALL_STEP = 100, 0.1  # of gradient descent on one example, in the same story


class StoryNetwork(NamedTuple):
    """A network of a story, and the configuration behind it."""

    network: Network
    config: TrainingConfig


class Story(NamedTuple):
    """A story: the text with the numbers measured, its figure, and its networks by the way they were initialized."""

    text: str
    figure: Plot
    networks: dict[str, StoryNetwork]


def tell(name: str, splits: Splits, words: Words) -> Story:
    """One of STORIES."""
    return {"saturated": _saturated, "deep": _deep, "costs": _costs}[name](splits, words)


def setting_of(name: str) -> TrainingConfig:
    """The configuration to train a story's network oneself."""
    return {"saturated": SATURATING, "deep": DEEP, "costs": replace(SATURATING, cost="cross_entropy")}[name]


def trained(config: TrainingConfig, splits: Splits) -> Network:
    """The network after one epoch, in float64."""
    return TrainingRun(config, splits).advance(epochs=1).float64


# --- saturated output neurons ---


@dataclass(frozen=True)
class OutputMeans:
    """Means of a^L_j, ∂C/∂a_j, σ'(z^L_j) and δ^L_j over the examples of digit j, `(10,)` each, by j.

    `dead` are the digits that the network has given up; `accuracy` is that of the whole sample, 0..1.
    """

    a: Array
    nabla_a: Array
    sigma_prime: Array
    delta: Array
    dead: tuple[int, ...]
    accuracy: float


def output_means(net: Network, sample: Dataset) -> OutputMeans:
    """The output neurons of a network with the quadratic cost, each at the examples of its own digit."""
    trace = backprop(net, sample.images, sample.targets.astype(float))
    a = trace.a[net.L]
    own = [np.flatnonzero(sample.labels == j) for j in range(len(a))]
    a_mean, nabla_a, sigma_prime, delta = (
        np.array([values[j, columns].mean() for j, columns in enumerate(own)])
        for values in (a, COSTS["quadratic"].nabla_a(a, sample.targets), trace.sigma_prime[net.L], trace.delta[net.L])
    )
    accuracy = float((a.argmax(axis=0) == sample.labels).mean())
    return OutputMeans(a_mean, nabla_a, sigma_prime, delta, dead_outputs(net, trace, sample.labels), accuracy)


def _saturated(splits: Splits, words: Words) -> Story:
    """784-100-10 with η = 3: output neurons that say no to their own digit and do not learn from it."""
    sample = slowness.sample_of(splits)
    configs = {init: replace(SATURATING, init=init) for init in STARTS}
    networks = {init: StoryNetwork(trained(config, splits), config) for init, config in configs.items()}
    gaussian, scaled = (output_means(networks[init].network, sample) for init in STARTS)
    means = {"nabla": gaussian.nabla_a, "delta": gaussian.delta, "scaled": scaled.delta}
    return Story(_saturated_text(gaussian, scaled, words), charts.saturated(means, words), networks)


def _saturated_text(gaussian: OutputMeans, scaled: OutputMeans, words: Words) -> str:
    dead, size = list(gaussian.dead), np.abs(gaussian.delta)
    values = {
        "digits": ", ".join(map(str, dead)),
        "accuracy": f"{gaussian.accuracy:.1%}",
        "scaled": f"{scaled.accuracy:.1%}",
        "scaled_dead": ", ".join(map(str, scaled.dead)) or words["story.nobody"],
    }
    if not dead:
        return words("story.saturated_none", **values)
    return words(
        "story.saturated_found",
        a=number(gaussian.a[dead].max()),
        nabla=number(gaussian.nabla_a[dead].max()),
        prime=number(gaussian.sigma_prime[dead].max()),
        delta=number(size[dead].max()),
        times=ratio(float(np.median(np.delete(size, dead)) / size[dead].max())),
        **values,
    )


# --- a deep network ---


def _deep(splits: Splits, words: Words) -> Story:
    """Four hidden layers of 30, initialized in both ways: δ at the start, and what an epoch of training achieves."""
    sample = slowness.sample_of(splits)
    networks = {init: StoryNetwork(net, replace(DEEP, init=init)) for init, net in slowness.starts(DEEP).items()}
    measured = {init: slowness.measure(net, sample, config.cost) for init, (net, config) in networks.items()}
    accuracy = {init: trained(config, splits).evaluate(sample) / len(sample) for init, (_, config) in networks.items()}
    text = words("story.deep_found", **{init: f"{share:.1%}" for init, share in accuracy.items()})
    return Story(
        f"{slowness.finding(measured, words)} {text}", charts.layers(measured, words, words["story.deep_alt"]), networks
    )


# --- two costs ---


@dataclass(frozen=True)
class WorstExample:
    """Both costs, by name, at the example that a network reads worst: with the label y, σ'(z^L_y) and δ^L_y.

    `descents` are a^L_y before each step of gradient descent on this example alone, and after the last.
    """

    label: int
    sigma_prime: float
    delta: dict[str, float]
    descents: dict[str, list[float]]


def worst_example(net: Network, sample: Dataset) -> WorstExample:
    """The example of a sample with the smallest a^L_y, where the output neuron of the label is least active."""
    worst = int(net.feedforward(sample.images)[sample.labels, np.arange(len(sample))].argmin())
    one, label = sample[worst : worst + 1], int(sample.labels[worst])
    traces = {cost: backprop(net, one.images, one.targets.astype(float), cost) for cost in RIVALS}
    return WorstExample(
        label,
        float(traces["quadratic"].sigma_prime[net.L][label, 0]),
        {cost: float(trace.delta[net.L][label, 0]) for cost, trace in traces.items()},
        {cost: descent(net, one, label, cost) for cost in RIVALS},
    )


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


def _costs(splits: Splits, words: Words) -> Story:
    """The saturated network at its worst example: both costs, and gradient descent on that example alone."""
    net = trained(SATURATING, splits)
    worst = worst_example(net, slowness.sample_of(splits))
    figure = charts.descents(worst.descents, worst.label, SMALL_STEP, words)
    return Story(_costs_text(worst, words), figure, {"gaussian": StoryNetwork(net, SATURATING)})


def _costs_text(worst: WorstExample, words: Words) -> str:
    quadratic, entropy = (worst.descents[cost] for cost in RIVALS)
    return words(
        "story.costs_found",
        label=worst.label,
        a=number(quadratic[0]),
        prime=number(worst.sigma_prime),
        quadratic=number(worst.delta["quadratic"]),
        entropy=number(worst.delta["cross_entropy"]),
        times=ratio(worst.delta["cross_entropy"] / worst.delta["quadratic"]),
        steps=int((np.array(entropy) > 0.5).argmax()),
        all=STEPS,
        eta=f"{SMALL_STEP:g}",
        end=number(entropy[-1]),
        stuck=number(quadratic[-1]),
    )
