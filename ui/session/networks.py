"""Which network is current: the bundled one, the visitor's run, one from the shelf or a file, or one they taught."""

from __future__ import annotations

from ui.session.resources import NamedNetwork
from ui.session.store import Key, one_of

NETWORKS = ("book", "run", "kept", "taught")
NETWORK: Key[str] = Key("network", "book", one_of(*NETWORKS))
KEPT: Key[NamedNetwork | None] = Key("kept", None)  # a network from the shelf or from a file


def adopt(known: NamedNetwork) -> None:
    """Make a network from the shelf or from a file the current one of all pages."""
    KEPT.put(known)
    NETWORK.remember("kept")
