"""What the pad says is kept for all pages, with what a page has put on it in the meantime."""

import pytest

from tests.ui.messages import ONE, drawn
from ui.canvas.sketch import Offer, read
from ui.session import pad, store
from ui.session.selection import LABEL, SOURCE


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """A session of its own for each test."""
    monkeypatch.setattr(store.st, "session_state", {})


def sketch(*strokes, **about):
    return read(drawn(*strokes)["drawing"] | about)


def test_a_drawing_is_the_current_digit_and_a_blank_pad_is_none():
    pad.hear(sketch(ONE))
    assert (pad.DRAWING.get(), SOURCE.get()) == (pad.SHOWN.get(), "drawing")
    pad.hear(sketch())
    assert pad.SHOWN.get().blank
    assert (pad.DRAWING.get(), SOURCE.get()) == (None, "test")


def test_another_drawing_has_its_own_label():
    LABEL.put(3)
    pad.hear(sketch(ONE, label=1))
    assert LABEL.get() is None


def test_an_example_that_draws_itself_is_shown_and_is_not_the_visitor_s():
    pad.hear(sketch(ONE))
    own = pad.DRAWING.get()
    pad.hear(sketch(((20, 20), (90, 20)), demo=True))
    assert pad.SHOWN.get().demo
    assert pad.DRAWING.get() is own


def test_a_label_that_comes_while_an_example_is_shown_is_that_of_the_drawing():
    pad.hear(sketch(ONE))
    pad.hear(sketch(((20, 20), (90, 20)), demo=True))
    pad.put_on(Offer(label=7, labelled=True))
    assert pad.DRAWING.get().label == 7
    assert (pad.DRAWING.get().ink == sketch(ONE).ink).all()


def test_an_offer_holds_until_the_pad_has_accepted_it():
    pad.hear(sketch(ONE))
    offer = Offer(label=7, labelled=True)
    pad.put_on(offer)
    pad.hear(sketch(ONE, sequence=2))  # this message was under way
    assert pad.DRAWING.get().label == 7
    pad.hear(sketch(ONE, sequence=3, label=4, taken=offer.id))
    assert (pad.OFFER.get(), pad.DRAWING.get().label) == (None, 4)


def test_a_picture_can_be_put_on_a_pad_that_has_said_nothing():
    pad.put_on(Offer(sketch(ONE).ink, label=1, labelled=True))
    assert pad.SHOWN.get() is pad.DRAWING.get()
    assert (pad.DRAWING.get().label, pad.DRAWING.get().picture) == (1, True)
