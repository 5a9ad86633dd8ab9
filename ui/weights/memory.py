"""The changes of weights by hand that the session remembers, for the network that they were made to."""

from __future__ import annotations

from ui.session import store
from ui.weights.edits import Edit
from ui.weights.keys import EDITS


def edits(identity: object) -> tuple[Edit, ...]:
    """The changes that the visitor made to the network of that identity."""
    known, changes = EDITS.get()
    return changes if known == identity else ()


def keep_edits(identity: object, changes: tuple[Edit, ...]) -> None:
    EDITS.put((identity, changes))


def widget(identity: object, l: int, j: int, k: int | None, value: float, *, moving: bool) -> str:
    """The key of the number of a weight or bias (k is None), which starts with `value`; another one after a change.

    While a run is `moving` the value, the key stays, and the number follows.
    """
    key = f"edit:{identity}:{l}:{j}:{k}:{'moving' if moving else (value, hash(edits(identity)))}"
    if moving or store.heard(key) is None:
        store.tell(key, value)
    return key
