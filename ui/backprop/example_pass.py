"""One pass of the algorithm, and what is selected in it. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine import Network, Trace


@dataclass(frozen=True, eq=False)
class ExamplePass:
    """A forward and backward pass over examples as columns, with the desired outputs y `(10, m)`.

    `path` has the selected neuron of each layer, {l: j}; `column` is the example that is written out.
    """

    net: Network
    trace: Trace
    y: np.ndarray
    cost: str
    path: Mapping[int, int]
    column: int

    @property
    def m(self) -> int:
        return self.y.shape[1]

    @property
    def subject(self) -> int:
        """What a prediction is about: the examples and their labels, whichever weights the network has."""
        return hash((self.trace.a[1].tobytes(), self.y.tobytes(), self.net.sizes, self.cost))
