"""The example whose neurons the page Errors explains, and which of them is selected."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from engine import Network, Trace
from ui.session import current
from ui.session.current import Digit
from ui.text.words import Words


class Example(NamedTuple):
    """The example whose neuron is looked at: x `(784, 1)` and y `(10, 1)` in float64, and what it is called.

    `batch` is the trace of the mini-batch that it is in.
    """

    x: np.ndarray
    y: np.ndarray
    label: int
    name: str
    batch: Trace | None = None


def example_of(digit: Digit, words: Words) -> Example:
    """The current digit as an example."""
    name = words["digit.drawing"] if digit.index is None else words("digit.name", index=digit.index)
    return Example(digit.x, digit.y, digit.label, name)


def selected_neuron(net: Network, label: int) -> tuple[int, int]:
    """The selected neuron; before there is one, the output neuron of the label."""
    chosen = current.selected(net)
    return (chosen[0], chosen[1]) if chosen else (net.L, label)
