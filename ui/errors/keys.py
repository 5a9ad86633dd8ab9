"""What the page Errors remembers."""

from __future__ import annotations

from ui.errors.scales import SCALES
from ui.session.store import Key, one_of

VIEWS = ("one", "batch", "set")
SETS = ("test", "training")

ERRORS: Key[str] = Key("errors_of", "one", one_of(*VIEWS))  # one example, a mini-batch or a whole set
SCALE: Key[str] = Key("errors_scale", "log", one_of(*SCALES))
SET: Key[str] = Key("errors_set", "test", one_of(*SETS))
BATCH: Key[int] = Key("batch", 1)  # the number of the mini-batch that is drawn at random
COLUMN: Key[int] = Key("column", 0)  # the example in it that is looked at
STORY: Key[str | None] = Key("story", None)  # which story on slow learning is told
CARRIED: Key[bool] = Key("set_up", False)  # the settings of a story were put on the page Train, which is next
