"""What the page Paths remembers."""

from __future__ import annotations

from ui.session.store import Key

DW: Key[float] = Key("dw", 0.5)  # what is added to a weight
HIDDEN: Key[int] = Key("paths_hidden", 5)  # hidden layers of an imagined network
BREADTH: Key[int] = Key("paths_breadth", 30)  # neurons in each of them
