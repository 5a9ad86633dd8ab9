"""Versions of the network that the visitor teaches. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Network, TrainingConfig, load_mnist
from engine.training.teaching import Descent

MOST_BYTES = 16 * 2**20  # of all versions of a visitor, in float64


@dataclass(frozen=True, eq=False)
class Version:
    """A network in float64, frozen, and how it came about: "start", "step", "steps" or "mixed".

    `correct` is how many test images it reads right, `origin` the current network that teaching began with, by its
    name, `descent` the steps on one drawing, `eta` their η, `label` what the drawing was meant to be.
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
    """The versions of a visitor, the last one the current; none before anything was taught.

    It is changed in place: teaching takes a moment, and Streamlit cuts a script short where that writes into the
    session and another click waits. What was taught would be lost.
    """

    versions: tuple[Version, ...] = ()


def correct(net: Network) -> int:
    """How many of the 10,000 test images a network reads right; computed in float32."""
    return net.copy(dtype=np.float32).evaluate(load_mnist().test)


def added(versions: tuple[Version, ...], new: Version) -> tuple[Version, ...]:
    """With one more; the oldest that are too many go, but never the start."""
    most = max(2, MOST_BYTES // new.network.parameters.nbytes)
    start, *rest = (*versions, new)
    return (start, *rest[-(most - 1) :])
