"""Predictions about the errors of a pass: the questions, and the answers by the pass itself. Pure: no Streamlit."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from engine import Network, backprop
from engine.costs import cost_named
from ui.backprop.example_pass import ExamplePass

KINDS = ("sign", "largest", "saturated")
SIGNS = ("negative", "zero", "positive")
CHANGES = ("shrinks", "stays", "grows")
CALM, WRONG_END = 0.5, -8.0  # z of the neuron of the label, before and after it is saturated at the wrong end


class OutputNeuron(NamedTuple):
    """An output neuron in one pass: a = σ(z), ∂C/∂a, σ'(z) and δ."""

    a: float
    nabla_a: float
    sigma_prime: float
    delta: float


def options(kind: str) -> tuple:
    return {"sign": SIGNS, "largest": tuple(range(10)), "saturated": CHANGES}[kind]


def neuron(kind: str, seen: ExamplePass) -> int:
    """The output neuron that a question is about: for its sign, that of the label or the strongest of the others."""
    label = int(seen.y[:, 0].argmax())
    others = np.where(seen.y[:, 0] == 1, -math.inf, seen.trace.a[seen.net.L][:, 0])
    first = int(np.abs(seen.trace.a[1][:, 0]).sum() * 255) % 2 == 0
    return int(others.argmax()) if kind == "sign" and first else label


def answer(kind: str, seen: ExamplePass) -> str | int:
    """The right answer, from the pass itself."""
    errors = seen.trace.delta[seen.net.L][:, 0]
    if kind == "sign":
        return SIGNS[int(np.sign(errors[neuron(kind, seen)])) + 1]
    if kind == "largest":
        return int(np.abs(errors).argmax())
    calm, saturated = (abs(one.delta) for one in saturation(seen))
    return "shrinks" if saturated < 0.9 * calm else "grows" if saturated > 1.1 * calm else "stays"


def saturation(seen: ExamplePass) -> tuple[OutputNeuron, OutputNeuron]:
    """The neuron of the label (y = 1), calm and saturated at the wrong end."""
    activation = seen.net.sigma[seen.net.L].name
    calm, wrong_end = (output_neuron(z, 1.0, activation, seen.cost) for z in (CALM, WRONG_END))
    return calm, wrong_end


def output_neuron(z: float, y: float, activation: str, cost_name: str) -> OutputNeuron:
    """An output neuron that stands at z and should answer y, by the engine."""
    net = Network({2: np.ones((1, 1))}, {2: np.zeros((1, 1))}, activation)
    target = np.array([[y]])
    one = backprop(net, np.array([[z]]), target, cost_name)
    nabla_a = cost_named(cost_name).nabla_a(one.a[2], target)
    return OutputNeuron(*(float(array[0, 0]) for array in (one.a[2], nabla_a, one.sigma_prime[2], one.delta[2])))
