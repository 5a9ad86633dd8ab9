"""The network that the visitor teaches, in its versions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Network, TrainingConfig, load_mnist
from engine.training.teaching import Descent
from ui.session.store import Key

MOST_BYTES = 16 * 2**20  # of all versions of a visitor, in float64


@dataclass(frozen=True, eq=False)
class Version:
    """A network in float64, frozen, and how it was taught: "start" (not yet), "step", "steps" or "mixed".

    `origin` names the current network that teaching began with, `correct` counts the test images that this version
    reads right. `descent` are the steps on one drawing, `eta` their η, `label` what the drawing was meant to be.
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
    """The versions of a visitor, the newest last; none before anything was taught.

    It is changed in place: teaching takes a moment, and where a script writes into the session while another click
    waits, Streamlit cuts it short. What was taught would be lost.
    """

    versions: tuple[Version, ...] = ()


TAUGHT: Key[VersionHistory | None] = Key("taught", None)


def versions() -> tuple[Version, ...]:
    """The versions so far; none before anything was taught."""
    known = TAUGHT.get()
    return known.versions if known else ()


def history() -> VersionHistory:
    """The history that this visitor's versions go into. For callbacks: it may begin one in the session."""
    if (known := TAUGHT.get()) is None:
        TAUGHT.put(known := VersionHistory())
    return known


def correct(net: Network) -> int:
    """The number of the 10,000 test images that a network reads right; computed in float32."""
    return net.copy(dtype=np.float32).evaluate(load_mnist().test)


def added(versions: tuple[Version, ...], new: Version) -> tuple[Version, ...]:
    """The versions with one more. Where that is too many, the oldest are dropped, but never the start."""
    most = max(2, MOST_BYTES // new.network.parameters.nbytes)
    start, *rest = (*versions, new)
    return (start, *rest[-(most - 1) :])
