"""What the page Weights looks at: a neuron of the network as it is and as edited, on one digit. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine import Network, Trace, backprop, one_hot
from engine.costs import mean_cost
from ui.weights.edits import Edit, edited


@dataclass(frozen=True, eq=False)
class Inspection:
    """Neuron j of layer l, and perhaps the weight from neuron k of the layer before, in a network with `edits`.

    The digit is x `(784, 1)`, meant to be `label`; everything is float64. What is costly is computed once, when it is
    first asked for.
    """

    network: Network
    edits: Sequence[Edit]
    cost: str
    x: np.ndarray
    label: int
    l: int = 2
    j: int = 0
    k: int | None = None

    @cached_property
    def edited(self) -> Network:
        """The network with the visitor's edits; the network itself where there are none."""
        return edited(self.network, self.edits)

    @cached_property
    def before(self) -> Trace:
        """The pass through the network without the edits."""
        return backprop(self.network, self.x, self.y, self.cost)

    @cached_property
    def trace(self) -> Trace:
        """The pass through the edited network."""
        return backprop(self.edited, self.x, self.y, self.cost) if self.edits else self.before

    @property
    def y(self) -> np.ndarray:
        """The desired output `(n_L, 1)`, one-hot."""
        return one_hot([self.label], self.network.sizes[-1])

    def cost_of(self, trace: Trace) -> float:
        """C_x of a pass."""
        return mean_cost(trace, self.y, self.cost)
