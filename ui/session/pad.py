"""The drawing pad: the visitor's drawing, which goes along to all pages, and what a page puts on the pad."""

from __future__ import annotations

from ui.canvas.sketch import Offer, Sketch
from ui.session.selection import LABEL, SOURCE
from ui.session.store import Key

DRAWING: Key[Sketch | None] = Key("kept_drawing", None)  # the visitor's own; None while there is none
SHOWN: Key[Sketch | None] = Key("shown_drawing", None)  # what the pad shows: that, nothing, or what draws itself
OFFER: Key[Offer | None] = Key("offer", None)  # what a page has put on the pad, until the pad has accepted it
RESTED: Key[bool] = Key("rested", False)  # the pen has come to rest: the whole page is to be drawn again


def put_on(offer: Offer) -> None:
    """Put a picture or a label on the pad: the drawing changes at once, the pad itself when the page is next drawn."""
    OFFER.put(offer)
    shown = SHOWN.get()
    if drawing := offer.put_on(DRAWING.get() if shown is None or shown.demo else shown):
        _show(drawing)


def hear(drawing: Sketch) -> None:
    """Take in what the pad shows now, with the offer that it has not accepted yet."""
    offer = OFFER.get()
    if offer and offer.id <= drawing.taken:
        OFFER.forget()
        offer = None
    _show((offer and offer.put_on(drawing)) or drawing)


def _show(drawing: Sketch) -> None:
    """Remember what the pad shows; on all pages, unless it is an example that draws itself."""
    SHOWN.put(drawing)
    if drawing.demo:
        return
    DRAWING.put(None if drawing.blank else drawing)
    SOURCE.remember("test" if drawing.blank else "drawing")
    LABEL.remember(None)
