"""What the page Train remembers."""

from __future__ import annotations

from engine.training.live import UNITS
from ui.session import address, runs
from ui.session.store import Key, name_param, one_of
from ui.train.shelf import Shelf

PICTURES = ("network", "weights", "digits")
VIEWS = ("mistakes", "inside", "epochs", "shelf", "take")
ZOOMS = (0, 90)  # per cent at which the axis of accuracy begins

PICTURE: Key[str] = Key(  # what moves beside the curves
    "watch", PICTURES[0], one_of(*PICTURES), name_param("watch", PICTURES)
)
ONLY_WRONG: Key[bool] = Key("only_wrong", False, one_of(False, True))  # digits that are read wrong now, not the same 30
VIEW: Key[str] = Key("view", VIEWS[0], one_of(*VIEWS), name_param("view", VIEWS))  # the panel below the curves
SHELF: Key[Shelf] = Key("shelf", ())  # finished runs of this visit
SHOWN: Key[tuple[str, ...]] = Key("shown", ())  # ids of those on the shelf whose curves are overlaid
FROM_FILE: Key[bool] = Key("from_file", False, one_of(False, True))  # a run starts with the network that is kept
TAKEN: Key[str] = Key("taken_run", "a", one_of(*runs.RUNS))  # which of two runs is taken away
CELL: Key[tuple[int, int | None] | None] = Key("cell", None)  # (label, answer) of the mistakes; None for any wrong one
FULL: Key[int | None] = Key("server_full", None)  # how many runs the server keeps, if it refused one
CLICKED: Key[tuple[str, float]] = Key("clicked", ("", 0.0))  # (button, seconds) of the last click on Start or Pause
STEP: Key[str] = Key("step_unit", "mini_batch", one_of(*UNITS))
ZOOM: Key[int] = Key("zoom", 0, one_of(*ZOOMS))
EDITED: Key[bool] = Key("edited", False)  # + or − on the drawing has changed the settings, which stand elsewhere
REDRAW: Key[bool] = Key("redraw", False)  # a click in a part of the page concerns the rest of it
ADDRESS = address.of(PICTURE, VIEW)
