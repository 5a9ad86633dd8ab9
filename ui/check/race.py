"""The race of the gradient check: finite differences weight by weight against one pass. Pure: no Streamlit."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine import CheckRun, Difference, GradientCheck, Network

Array = np.ndarray
SLICE = 0.1  # seconds of trying weights between two looks
FASTER = (10, 100, 1000, 10_000, 100_000)  # guesses


@dataclass(eq=False)
class GradientRace:
    """A gradient check of one network on one digit, advanced in slices until it is finished or `held`.

    `about` identifies the network and the digit. A click on the page starts another thread while the last slice is
    still being computed, so slices wait for each other and do not touch `held`.
    """

    net: Network
    x: Array
    y: Array
    cost: str
    method: str
    about: tuple[Any, ...]
    held: bool = False
    run: CheckRun = field(init=False)
    result: GradientCheck = field(init=False)
    _lock: threading.Lock = field(init=False, default_factory=threading.Lock)

    def __post_init__(self) -> None:
        count = self.net.parameters.size
        order = np.random.default_rng(0).permutation(count)  # all layers are seen early
        self.run = CheckRun(self.net, self.x, self.y, self.cost, Difference(method=self.method), order)
        self.result = self.run.result()

    @property
    def going(self) -> bool:
        return not (self.held or self.run.finished)

    def advance(self) -> None:
        """Try weights for a moment, if the race goes on."""
        with self._lock:
            if self.going:
                self.result = self.run.advance(seconds=SLICE)

    @property
    def ratio(self) -> float:
        """How many times longer all weights take than one pass of backpropagation, as measured so far."""
        if not self.run.done:
            return math.nan
        return self.result.seconds_numeric * self.run.total / self.run.done / self.result.seconds_backprop
