"""The network that every page explores."""

from __future__ import annotations

from dataclasses import dataclass

from engine import Network
from engine.live import Status
from ui import resources, state


@dataclass(frozen=True, eq=False)
class Current:
    """The current network, in float64, with its cost; `status` is that of the run it belongs to, if it does."""

    network: Network
    cost: str
    status: Status | None = None


def network() -> Current:
    """The bundled network, or the visitor's own run at this moment."""
    run = state.run()
    if run and state.get(state.NETWORK) == "run":
        status = run.poll()
        return Current(status.snapshot.float64, status.config.cost, status)
    return book()


def book() -> Current:
    """The bundled network."""
    known = resources.book()
    return Current(known.network, known.config["cost"])
