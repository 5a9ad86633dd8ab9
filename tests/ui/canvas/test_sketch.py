import base64

import numpy as np
import pytest

from engine import to_mnist
from tests.ui.messages import ONE, drawn
from ui.canvas import sketch


def test_a_drawing_is_prepared_as_the_engine_does_it_and_only_once(monkeypatch):
    prepared = []
    monkeypatch.setattr(
        sketch, "preparation", lambda *ink, of=sketch.preparation, **how: prepared.append(1) or of(*ink, **how)
    )
    found = sketch.read(drawn(ONE)["drawing"])
    assert (found.x == to_mnist(found.ink)).all()
    assert (found.preparation.x == found.x).all()
    assert len(prepared) == 1


def test_a_drawing_on_the_pad_may_have_pens_and_points_outside():
    message = drawn(ONE)["drawing"] | {"strokes": [[[-30, 300]]], "pens": [-12], "taken": 5}
    found = sketch.read(message)
    assert (found.pens, found.taken, found.picture) == ([-12], 5, False)
    assert found.data()["strokes"] == [[[-30, 300]]]


@pytest.mark.parametrize(
    "wrong",
    [{"pens": [0]}, {"pens": [20, 20]}, {"pens": [101]}, {"pens": "x"}, {"taken": -1}, {"strokes": [[[-281, 0]]]}],
)
def test_pens_and_points_that_make_no_sense_are_refused(wrong):
    assert sketch.read(drawn(ONE)["drawing"] | wrong) is None


def test_an_offer_is_seen_before_the_pad_has_taken_it(mnist):
    image = mnist.test.images[:, [0]]
    offer = sketch.Offer(sketch.enlarged(image), 7, labelled=True)
    there = offer.put_on(sketch.read(drawn(ONE, label=1)["drawing"]))
    assert (there.label, there.strokes, there.picture) == (7, [], True)
    assert (there.ink.reshape(28, 4, 28, 4).max(axis=(1, 3)).reshape(-1, 1) == np.rint(255 * image)).all()
    assert base64.b64decode(there.data()["base"]) == there.ink.tobytes() == base64.b64decode(offer.data()["ink"])
    assert offer.put_on(None).label == 7
    assert sketch.Offer(label=3, labelled=True).put_on(None) is None
    assert sketch.Offer(label=3, labelled=True).put_on(there).label == 3


# --- several digits ---

THREE = [((20, 20), (20, 92)), ((50, 20), (50, 92)), ((90, 20), (90, 92))]


def row(**more):
    return sketch.read(drawn(*THREE)["drawing"] | more)


def columns(found):
    """Where the current digit stands."""
    return np.flatnonzero(found.preparation.ink.any(0)).mean().round()


def test_the_current_digit_is_the_chosen_one_or_the_one_that_was_drawn_last():
    assert len(row().digits) == 3
    assert (row().current, columns(row())) == (2, 90)
    assert columns(row(chosen=[50, 50])) == 20
    assert columns(row(chosen=[110, -100])) == 50
    assert row(chosen=[50, 50]).x.max() == 1
    assert columns(row(pens=[20, 20, -20])) == 50  # an eraser chooses nothing
    assert columns(row(strokes=[], picture=True)) == 20


def test_a_slip_of_the_pen_becomes_current_only_by_hand():
    slipped = drawn(((20, 20), (20, 92)), ((90, 20), (96, 20)))["drawing"]
    assert columns(sketch.read(slipped)) == 20
    assert columns(sketch.read(slipped | {"strokes": [], "picture": True})) == 20
    assert columns(sketch.read(slipped | {"chosen": [240, 50]})) == 92


def test_a_choice_stays_with_its_digit_when_others_come_and_go():
    chosen = sketch.point_of(row().digits[1])
    assert columns(sketch.read(drawn(*THREE[1:])["drawing"] | {"chosen": chosen})) == 50
    assert columns(sketch.read(drawn(THREE[0], THREE[2])["drawing"] | {"chosen": chosen})) == 20  # the nearest


def test_what_the_visitor_calls_one_digit_is_one():
    whole = row(whole=True)
    assert len(whole.digits) == 1
    assert (whole.x == to_mnist(whole.ink)).all()


def test_the_pad_gets_back_what_was_said_of_its_digits():
    assert {"whole": True, "chosen": [3, 4]}.items() <= row(whole=True, chosen=[3, 4]).data().items()
    assert {"whole": False, "chosen": None}.items() <= row(picture=True).data().items()


@pytest.mark.parametrize("wrong", [[1], [1, 2, 3], [1.5, 2], "ab", 7, [0, 561], [True, 2], {}])
def test_a_choice_that_is_no_point_is_refused(wrong):
    assert sketch.read(drawn(*THREE)["drawing"] | {"chosen": wrong}) is None


@pytest.mark.parametrize("odd", [1, "yes", None, [True]])
def test_only_true_makes_one_digit_of_several(odd):
    assert not row(whole=odd).whole


def test_a_picture_with_a_label_is_one_digit_and_one_without_may_be_several():
    ink = row().ink
    labelled, plain = (sketch.Offer(ink, label, labelled=True) for label in (4, None))
    assert [len(offer.put_on(None).digits) for offer in (labelled, plain)] == [1, 3]
    assert [offer.data()["whole"] for offer in (labelled, plain)] == [True, False]
    assert len(sketch.Offer(label=7, labelled=True).put_on(row()).digits) == 3
