"""What the page Draw remembers."""

from __future__ import annotations

from ui.session.drawings import LabelledDrawing
from ui.session.store import Key, one_of

LESSONS = ("see", "answer", "sure", "teach", "mine")
Notice = tuple[str, str, list[tuple[str, dict[str, object]]]]  # about what, error or info, keys of texts with values

LESSON: Key[str] = Key("lesson", "see", one_of(*LESSONS))
TOLD: Key[Notice | None] = Key("told", None)  # what to say about a picture or a file
TEACH_ETA: Key[float] = Key("teach_eta", 0.3)  # η of the steps on one drawing
COLLECTION: Key[tuple[LabelledDrawing, ...]] = Key("collection", ())  # the visitor's drawings with their labels
PICKED: Key[int | None] = Key("picked_drawing", None)  # which of them is picked
TRACE: Key[int | None] = Key("trace", None)  # the index of the test image that is traced
TRACED: Key[int] = Key("traced_digit", 3, one_of(*range(10)))  # of which digit
VARIATIONS: dict[str, Key[int | None]] = {  # the cell that is picked in each map of answers
    name: Key(f"variation_{name}", None) for name in ("turned", "shifted")
}
