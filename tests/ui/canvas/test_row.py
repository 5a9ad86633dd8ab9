"""What the pad shows of several digits."""

import base64

import numpy as np

from tests.ui.messages import ONE, drawn
from ui.canvas import answer, row, sketch
from ui.session import resources
from ui.text.words import load

WORDS = load("en", "home")
TWO = [((20, 20), (20, 92)), ((70, 20), (95, 20)), ((95, 20), (75, 92))]


def network():
    return resources.bundled.__wrapped__("book").network


def doubt():
    return resources.doubt.__wrapped__()


def shown(message, **more):
    return row.data(sketch.read(message["drawing"] | more), network(), doubt(), WORDS)


def test_one_digit_has_no_row():
    assert shown(drawn(ONE)) == shown(drawn()) == {}


def test_of_several_each_has_its_image_and_its_answer():
    found = sketch.read(drawn(*TWO)["drawing"])
    reply = answer.reply(found, network(), "quadratic", doubt(), WORDS)
    assert [digit["digit"] for digit in reply["digits"]] == [1, 7]
    assert [digit["text"] for digit in reply["digits"]] == ["Digit 1 of 2, read as 1", "Digit 2 of 2, read as 7"]
    assert (reply["chosen"], reply["digit"]) == (1, 7)
    for digit, steps in zip(reply["digits"], found.preparations, strict=True):
        assert base64.b64decode(digit["seen"]) == np.rint(255 * steps.x).astype(np.uint8).tobytes()


def test_the_point_of_a_digit_chooses_it():
    for i, digit in enumerate(shown(drawn(*TWO))["digits"]):
        assert shown(drawn(*TWO), chosen=digit["at"])["chosen"] == i


def test_several_that_were_said_to_be_one_can_be_several_again():
    assert shown(drawn(*TWO), whole=True) == {"joined": True}
    assert shown(drawn(ONE), whole=True) == {}
