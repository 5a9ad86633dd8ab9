"""Which network is current: the bundled one, the visitor's run, one from the shelf or a file, or one they taught."""

from __future__ import annotations

from ui.session.resources import NamedNetwork
from ui.session.store import Key, one_of
from ui.session.taught import Version, VersionHistory

NETWORKS = ("book", "run", "kept", "taught")
NETWORK: Key[str] = Key("network", "book", one_of(*NETWORKS))
KEPT: Key[NamedNetwork | None] = Key("kept", None)  # a network from the shelf or from a file
TAUGHT: Key[VersionHistory | None] = Key("taught", None)  # the network that the visitor teaches


def adopt(known: NamedNetwork) -> None:
    """Make a network from the shelf or from a file the current one of all pages."""
    KEPT.put(known)
    NETWORK.remember("kept")


def versions() -> tuple[Version, ...]:
    """The versions of the network that the visitor teaches; none before anything was taught."""
    teaching = TAUGHT.get()
    return teaching.versions if teaching else ()


def teaching() -> VersionHistory:
    """What this visitor teaches, from now on. For callbacks: it may write into the session."""
    if (known := TAUGHT.get()) is None:
        TAUGHT.put(known := VersionHistory())
    return known
