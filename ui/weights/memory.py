"""The edits of weights and biases that the session remembers, for the network that they were made to."""

from __future__ import annotations

from dataclasses import dataclass

from engine import Network
from ui.session import store
from ui.weights.edits import Edit, NewValue, added
from ui.weights.keys import EDITS


@dataclass(frozen=True, eq=False)
class EditHistory:
    """The visitor's edits of one network, in the order in which they were made.

    `identity` tells the network from others; the moments of one run are one network. What changes the history is meant
    for callbacks.
    """

    identity: tuple
    network: Network

    @property
    def edits(self) -> tuple[Edit, ...]:
        identity, edits = EDITS.get()
        return edits if identity == self.identity else ()

    def add(self, edit: Edit) -> None:
        """One more edit, if it fits the network and there is room for it."""
        self._keep(added(self.edits, edit, self.network))

    def toggle(self, edit: Edit) -> None:
        """Take the edit back if it has been made, else make it."""
        edits = self.edits
        if edit in edits:
            self._keep(tuple(other for other in edits if other != edit))
        else:
            self.add(edit)

    def undo(self) -> None:
        """Take the last edit back."""
        self._keep(self.edits[:-1])

    def reset(self) -> None:
        """Take all edits back."""
        self._keep(())

    def _keep(self, edits: tuple[Edit, ...]) -> None:
        EDITS.put((self.identity, edits))

    def field(self, shown: NewValue) -> str:
        """The key of the field of a weight or bias, which is told the value `shown` where it has another one."""
        key = f"edit:{self.identity}:{shown.l}:{shown.j}:{shown.k}"
        if store.heard(key) != shown.value:
            store.tell(key, shown.value)
        return key
