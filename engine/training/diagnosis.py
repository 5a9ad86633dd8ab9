"""What is wrong with a network or a run, found by rules with explicit thresholds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from engine.activations import ACTIVATIONS
from engine.costs import COSTS, Cost, cost_named
from engine.network import Network
from engine.trace import Trace
from engine.training.config import TrainingConfig
from engine.training.measurements import SATURATED, Finding, Measurements, saturated
from engine.training.rates import advice

SILENT = 0.1  # an output neuron whose mean activation for its own digit stays below this
MOST = 0.9  # of the pairs of a hidden neuron and an example
CHANCE = 0.2  # accuracy below which nothing has been learnt
GOOD = 0.9  # accuracy above which no larger η is suggested
OVERFIT = 0.06  # training accuracy above validation accuracy
VANISHING = 0.02  # mean |δ| of the first hidden layer over that of the last hidden one
SHAKY = 0.05  # standard deviation of the validation accuracy over the last points
BOUNDLESS = 0.01  # η at which linear neurons do not run away: ‖x‖² is about 100 for MNIST
SLOW = 0.1  # share of the cost by which it falls over one epoch


def dead_outputs(net: Network, trace: Trace, labels: np.ndarray, cost: str | Cost = "quadratic") -> tuple[int, ...]:
    """The digits that the output layer has given up: saturated at "no" for their own examples.

    For the examples of digit j, the output neuron j has a mean σ'(z^L_j) below 0.01 and a mean activation below
    0.1. There are none where output neurons do not saturate, and none where σ'(z^L) cancels in their errors.
    """
    L = net.L
    if not (net.sigma[L].saturates and cost_named(cost).allows_dead_outputs):
        return ()
    own = [labels == j for j in range(net.sizes[-1])]
    return tuple(
        j
        for j, mine in enumerate(own)
        if mine.any() and trace.sigma_prime[L][j, mine].mean() < SATURATED and trace.a[L][j, mine].mean() < SILENT
    )


def saturated_layers(net: Network, trace: Trace) -> tuple[int, ...]:
    """The hidden layers in which σ'(z) is below 0.01 for nine tenths of all neurons and examples.

    A layer of sigmoid or tanh neurons is then saturated; one of ReLU neurons is silent.
    """
    return tuple(l for l in range(2, net.L) if saturated(trace.sigma_prime[l]).mean() > MOST)


def diagnose(
    config: TrainingConfig, eta: float, found: Measurements, dead: tuple[int, ...], flat: tuple[int, ...]
) -> tuple[Finding, ...]:
    """What is wrong with a run after an epoch or more, causes before consequences.

    `dead` are its dead outputs and `flat` its saturated layers.
    """
    if not found.curve or found.curve[-1].epochs < 1:
        return ()
    return tuple(_findings(config, eta, found, dead, flat))


def _findings(
    config: TrainingConfig, eta: float, found: Measurements, dead: tuple[int, ...], flat: tuple[int, ...]
) -> Iterator[Finding]:
    last, inside = found.curve[-1], found.inside[-1]
    accuracy = last.validation_accuracy
    gentle: dict[str, Any] = {"init": "scaled"} if config.init == "gaussian" else {"eta": _rounded(eta / 10)}
    if dead:
        remedy = {"cost": "cross_entropy"} if COSTS[config.cost].allows_dead_outputs else gentle
        yield Finding("dead", {"digits": dead}, remedy | ({"eta": 0.5} if eta > 1 else {}))
    known = advice(replace(config, eta=eta))
    if flat:
        kind = "saturated" if ACTIVATIONS[config.activation].saturates else "silent"
        yield Finding(kind, {"layers": flat}, known.settings if known else gentle)
    if accuracy < CHANCE and not (dead or flat):
        usual = gentle | {"eta": _rounded(eta / 10)}
        yield Finding("chance", {"accuracy": accuracy}, known.settings if known else usual)
    recent = [point.validation_accuracy for point in found.curve[-12:] if point.epochs > last.epochs / 2]
    if len(recent) >= 6 and np.std(recent) > SHAKY:
        yield Finding("eta_large", {"low": min(recent), "high": max(recent), "eta": eta}, {"eta": _rounded(eta / 5)})
    if not (dead or flat) and (slow := _slow(found)):
        yield Finding("eta_small", {"fall": slow, "accuracy": accuracy, "eta": eta}, {"eta": _rounded(eta * 10)})
    if last.training_accuracy - accuracy > OVERFIT:
        evidence = {"training": last.training_accuracy, "validation": accuracy}
        yield Finding("overfitting", evidence, {"lmbda": 5.0 if not config.lmbda else 2 * config.lmbda})
    if len(inside.delta) > 2 and inside.delta[0] < VANISHING * inside.delta[-2]:
        evidence = {"first": inside.delta[0], "last": inside.delta[-2], "l": len(inside.delta)}
        yield Finding(
            "vanishing", evidence, gentle if config.init == "gaussian" else {"activation": "relu", "eta": 0.1}
        )


def divergence(config: TrainingConfig, eta: float) -> Finding:
    """The finding for a run whose weights are no longer finite at this learning rate, and settings that prevent it."""
    smaller = min(eta / 10, BOUNDLESS) if ACTIVATIONS[config.activation].straight else eta / 10
    init = {"init": "scaled"} if config.init == "gaussian" else {}
    return Finding("diverged", {"eta": eta}, init | {"eta": float(f"{smaller:.1g}")})


def _slow(found: Measurements) -> float:
    """The relative fall of the training cost over the last epoch, where it is slow and far from done; otherwise 0."""
    last = found.curve[-1]
    before = [point for point in found.curve if point.epochs <= last.epochs - 1]
    if not before or not CHANCE <= last.validation_accuracy < GOOD:
        return 0.0
    fall = 1 - last.training_cost / before[-1].training_cost
    return fall if 0 < fall < SLOW else 0.0


def _rounded(eta: float) -> float:
    return float(f"{min(max(eta, 0.001), 100.0):.1g}")
