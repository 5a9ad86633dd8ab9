"""Which network is current: one that comes with Deltascope, the visitor's run, one from the shelf or a file, or taught.

A visitor who has chosen nothing sees the good reader where digits are drawn, and elsewhere the book's, whose 30 hidden
neurons can be seen whole. A choice holds on all pages.
"""

from __future__ import annotations

from ui.session import address
from ui.session.resources import BUNDLED, NamedNetwork
from ui.session.store import Key, Param, one_of

NETWORKS = (*BUNDLED, "run", "kept", "taught")
DRAWN_ON = ("home", "draw")  # the pages where one draws


def _read(text: str) -> str:
    if text not in BUNDLED:
        raise ValueError(text)
    return text


def _write(name: str | None) -> str | None:
    """What only this visitor has is not in the URL."""
    return name if name in BUNDLED else None


NETWORK: Key[str | None] = Key(  # the one that the visitor chose; None before
    "network", None, one_of(None, *NETWORKS), Param("network", _read, _write)
)
USUAL: Key[str] = Key("usual_network", "book", one_of(*BUNDLED))  # the one of the open page where none is chosen
KEPT: Key[NamedNetwork | None] = Key("kept", None)  # a network from the shelf or from a file
ADDRESS = address.of(NETWORK)


def open(page: str) -> None:
    """Begin a page: which network is usual there."""
    USUAL.put("reader" if page in DRAWN_ON else "book")


def chosen() -> str:
    """The name of the network that the visitor chose, or of the usual one."""
    return NETWORK.get() or USUAL.get()


def adopt(known: NamedNetwork) -> None:
    """Make a network from the shelf or from a file the current one of all pages."""
    KEPT.put(known)
    NETWORK.remember("kept")
