"""What the page Draw remembers."""

from __future__ import annotations

from typing import NamedTuple

from ui.draw.drawings import LabelledDrawing
from ui.draw.photo import Picture
from ui.session import address
from ui.session.store import Key, Param, one_of, within

LESSONS = ("see", "answer", "sure", "ladder", "teach", "mine")
ETA = (0.0001, 100.0)  # the least and the largest learning rate of the steps on one drawing


class Feedback(NamedTuple):
    """What the page says about the last picture, about teaching, or about a file of drawings.

    `part` is the part of the page that says it: "picture", "teach" or "mine". `sentences` are keys of the texts of
    that part, each with the values that fill it.
    """

    part: str
    is_error: bool
    sentences: list[tuple[str, dict[str, object]]]


class OnPad(NamedTuple):
    """The last picture that was put on the pad, whether that was done without all cleaning, and with which offer."""

    picture: Picture
    plain: bool
    offer: int


def _lesson(text: str) -> str:
    if text not in LESSONS:
        raise ValueError(text)
    return text


LESSON: Key[str] = Key(
    "lesson",
    "see",
    one_of(*LESSONS),
    Param("look", _lesson, lambda lesson: None if lesson == "see" else lesson),
)
ADDRESS = address.of(LESSON)
ARRIVED: Key[float] = Key("arrived", 0.0)  # when a link led to a lesson, which is then scrolled to
REASON: Key[int | None] = Key("reason", None)  # the digit whose reasons are shown
FEEDBACK: Key[Feedback | None] = Key("feedback", None)
PICTURE: Key[OnPad | None] = Key("picture", None)  # some 40 kB
TEACH_ETA: Key[float] = Key("teach_eta", 0.03, within(*ETA))  # η of the steps on one drawing
COLLECTION: Key[tuple[LabelledDrawing, ...]] = Key("collection", ())  # the visitor's drawings with their labels
CHOSEN_DRAWING: Key[int | None] = Key("chosen_drawing", None)  # the place of one of them
TRACE_INDEX: Key[int | None] = Key("trace", None)  # of the test image that is traced
TRACE_DIGIT: Key[int] = Key("traced_digit", 3, one_of(*range(10)))  # which digit test images to trace are of
VARIATIONS: dict[str, Key[int | None]] = {  # the chosen cell in each map of answers
    name: Key(f"variation_{name}", None) for name in ("turned", "shifted")
}
