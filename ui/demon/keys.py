"""What the page Demon remembers."""

from __future__ import annotations

from ui.demon.cost_curve import WINDOWS
from ui.session.store import Key, one_of

DZ: Key[float] = Key("dz", 0.5)  # what the demon adds to z
WINDOW: Key[float] = Key("demon_window", 10, one_of(*WINDOWS))  # how far the axis reaches
