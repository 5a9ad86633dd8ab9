"""Edits of single weights and biases, which a visitor makes to a copy of the current network. Pure: no Streamlit.

They are kept as a list and applied again to whatever the current network is, so that they stay while it trains and
the last one can be undone. The network itself never changes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from engine import Network

MOST = 300  # edits that are kept
LARGEST = 1e4  # |value| that a visitor may give to a weight or a bias


@dataclass(frozen=True)
class Paint:
    """A stroke of the brush over the weights w^l_jk, k in `cells`: adds `amount`, or sets them to 0 if it is None."""

    l: int
    j: int
    cells: tuple[int, ...]
    amount: float | None

    def apply(self, net: Network) -> None:
        row = net.w[self.l][self.j]
        cells = list(self.cells)
        row[cells] = 0 if self.amount is None else (row[cells] + self.amount).clip(-LARGEST, LARGEST)


@dataclass(frozen=True)
class NewValue:
    """A new value of w^l_jk, or of b^l_j if k is None."""

    l: int
    j: int
    k: int | None
    value: float

    def apply(self, net: Network) -> None:
        if self.k is None:
            net.b[self.l][self.j] = self.value
        else:
            net.w[self.l][self.j, self.k] = self.value


@dataclass(frozen=True)
class Silence:
    """Silences neuron j of layer l: its outgoing weights w^(l+1)_·j become 0, as if a^l_j were 0."""

    l: int
    j: int

    def apply(self, net: Network) -> None:
        net.w[self.l + 1][:, self.j] = 0


Edit = Paint | NewValue | Silence


def edited(net: Network, edits: Sequence[Edit]) -> Network:
    """A copy of the network with the edits made in order; the network itself where there are none."""
    if not edits:
        return net
    copy = net.copy()
    for edit in edits:
        edit.apply(copy)
    return copy


def added(edits: Sequence[Edit], edit: Edit, net: Network) -> tuple[Edit, ...]:
    """The edits and one more, if it fits the network and there is room for it."""
    return (*edits, edit) if len(edits) < MOST and fits(edit, net) else tuple(edits)


def fits(edit: Edit, net: Network) -> bool:
    """Whether the network has what is edited, and the new value is a number of reasonable size."""
    last = net.L - isinstance(edit, Silence)
    if not (2 <= edit.l <= last and 0 <= edit.j < net.sizes[edit.l - 1]):
        return False
    before = range(net.sizes[edit.l - 2])
    match edit:
        case Paint():
            amount = 0.0 if edit.amount is None else edit.amount
            return bool(edit.cells) and all(k in before for k in edit.cells) and _reasonable(amount)
        case NewValue():
            return (edit.k is None or edit.k in before) and _reasonable(edit.value)
    return True


def _reasonable(value: float) -> bool:
    return math.isfinite(value) and abs(value) <= LARGEST


def silenced(edits: Sequence[Edit], l: int) -> list[int]:
    """The neurons of layer l that are silenced."""
    return [edit.j for edit in edits if isinstance(edit, Silence) and edit.l == l]
