"""The visitor's drawing, which goes along to all pages, and what a page puts on the pad."""

from __future__ import annotations

from ui.canvas.sketch import Offer, Sketch
from ui.session.selection import LABEL, SOURCE
from ui.session.store import Key

DRAWING: Key[Sketch | None] = Key("kept_drawing", None)
OFFER: Key[Offer | None] = Key("offer", None)  # what a page has put on the pad, until the pad has taken it
RESTED: Key[bool] = Key("rested", False)  # the pen has come to rest: the whole page is to be drawn again


def waiting(taken: int) -> Offer | None:
    """What is still to be put on a pad that has `taken` offers up to this id."""
    offer = OFFER.get()
    return offer if offer and offer.id > taken else None


def put_on(offer: Offer) -> None:
    """Put a picture or a label on the pad; the drawing has it at once, the pad as soon as it hears of it."""
    OFFER.put(offer)
    if drawing := offer.put_on(DRAWING.get()):
        keep(drawing)


def hear(drawing: Sketch) -> None:
    """Keep what the pad says, with what it has not taken yet."""
    offer = waiting(drawing.taken)
    if not offer:
        OFFER.forget()
    keep((offer and offer.put_on(drawing)) or drawing)


def keep(drawing: Sketch) -> None:
    """Remember a drawing for the other pages; the example that draws itself is nobody's, and is not kept."""
    if drawing.demo:
        return
    DRAWING.put(None if drawing.blank else drawing)
    SOURCE.remember("test" if drawing.blank else "drawing")
    LABEL.remember(None)
