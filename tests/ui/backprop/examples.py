"""Networks and passes that the tests of the page Backprop look at, and what an equation in LaTeX comes to."""

import math
import re

import numpy as np

from engine import Network, backprop, load_mnist
from ui.backprop import algorithm
from ui.backprop.example_pass import ExamplePass
from ui.session import resources

MNIST = load_mnist().test
NETWORKS = {
    "book": (lambda: resources.bundled.__wrapped__("book").network, "quadratic"),
    "cross-entropy": (lambda: Network.random((784, 12, 8, 10), seed=1, dtype=float), "cross_entropy"),
    "tanh": (lambda: Network.random((784, 20, 10), seed=2, init="scaled", activation="tanh", dtype=float), "quadratic"),
    "relu": (lambda: Network.random((784, 15, 15, 10), seed=3, activation="relu", dtype=float), "quadratic"),
    "linear": (lambda: Network.random((784, 10), seed=4, activation="linear", dtype=float), "quadratic"),
}


def example(net, m=1, index=8, label=3, cost="quadratic"):
    """A pass of test image `index` with a label, and of the m − 1 images after it."""
    y = np.eye(10)[:, [label]]
    batch = algorithm.batch(MNIST[[index]].images.astype(float), y, index, MNIST, m)
    trace = backprop(net, batch.x, batch.y, cost)
    path = algorithm.path(net, trace, 0, None, {}, label)
    return ExamplePass(net, trace, batch.y, cost, path, 0)


def value_of(latex):
    """What an expression in LaTeX comes to, with the numbers as they are written."""
    text = re.sub(
        r"\\underbrace\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}_\{(?:\\text\{[^{}]*\}|[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}",
        r"\1",
        latex,
    )
    text = (
        re.sub(r"\\t?frac\{1\}\{(.*)\}$", r"1/(\1)", text)
        if "e^" in text
        else re.sub(r"\\tfrac\{1\}\{(\d+)\}", r"1/\1*", text)
    )
    for a, b in {
        r"\cdot10^{": "*TEN**{",
        r"\cdot": "*",
        "&": "",
        r"\quad": "",
        r"\bigl": "",
        r"\bigr": "",
        r"\tanh": "math.tanh",
        r"\max": "max",
        r"\,": "",
        "e^": "math.e**",
        "TEN": "10",
        "{": "(",
        "}": ")",
    }.items():
        text = text.replace(a, b)
    return eval(text, {"math": math, "max": max})
