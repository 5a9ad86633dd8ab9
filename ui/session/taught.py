"""The versions of the network that the visitor teaches. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Network, TrainingConfig, load_mnist
from engine.training.teaching import Descent

MOST_BYTES = 16 * 2**20  # of all versions of a visitor, in float64


@dataclass(frozen=True, eq=False)
class Version:
    """A network in float64, frozen, and how it was taught: "start" (not yet), "step", "steps" or "mixed".

    `correct` is the number of test images that it reads correctly, `origin` the name of the network that was current
    when teaching began. After steps on one drawing, `descent` are these steps, `eta` is their η, `label` the digit that
    the drawing was meant to be.
    """

    network: Network
    config: TrainingConfig
    origin: str
    how: str
    correct: int
    descent: Descent | None = None
    eta: float | None = None
    label: int | None = None


@dataclass
class VersionHistory:
    """The versions of a visitor, the current one last; none before anything was taught.

    It changes in place: teaching takes a moment, and Streamlit stops a script that writes into the session while
    another click is waiting. What was taught would be lost.
    """

    versions: tuple[Version, ...] = ()


def correct(net: Network) -> int:
    """The number of the 10,000 test images that a network reads correctly; computed in float32."""
    return net.copy(dtype=np.float32).evaluate(load_mnist().test)


def added(versions: tuple[Version, ...], new: Version) -> tuple[Version, ...]:
    """The versions and a new one; to make room the oldest are dropped, but never the start."""
    most = max(2, MOST_BYTES // new.network.parameters.nbytes)
    start, *rest = (*versions, new)
    return (start, *rest[-(most - 1) :])
