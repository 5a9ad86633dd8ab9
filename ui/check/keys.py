"""What the page Gradient check remembers."""

from __future__ import annotations

from engine.labs.check import METHODS
from ui.check.bugs import BENCHES, Case
from ui.check.race import GradientRace
from ui.session.store import Key, one_of

RACE: Key[GradientRace | None] = Key("race", None)
METHOD: Key[str] = Key("check_method", "central", one_of(*METHODS))
EPSILON: Key[float] = Key("epsilon", 1e-5)
BUG: Key[Case | None] = Key("bug", None)  # the bug that is being looked for
BENCH: Key[str] = Key("bug_bench", "laboratory", one_of(*BENCHES))  # what bugs are tried on
DEALT: Key[int] = Key("bugs_dealt", 0)  # how many bugs were dealt
