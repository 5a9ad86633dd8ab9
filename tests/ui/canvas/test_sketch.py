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
