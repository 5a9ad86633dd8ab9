"""Damage on the page Weights: the guess, the answer to the digit, the test set, and the way back."""

import numpy as np
import pytest

from engine import load_mnist
from engine.labs.damage import Curve, damaged
from tests.ui.app import opened
from ui.session import resources
from ui.text.words import load
from ui.weights import damage
from ui.weights.damage import Damage

WORDS = load("en", "weights")
COLOURS = {"primary": "#036", "text": "#000", "background": "#fff"}


@pytest.mark.parametrize(("share", "place"), [(0.0, 0), (0.199, 0), (0.2, 1), (0.45, 2), (0.81, 4), (None, 4)])
def test_a_share_belongs_to_one_of_the_guesses(share, place):
    assert damage.place(share) == place
    assert place in damage.options(WORDS)


@pytest.mark.parametrize(("accuracy", "least"), [(0.99, 0.9), (0.91, 0.9), (0.904, 0.85), (0.3, 0.25), (0.02, 0.0)])
def test_the_accuracy_that_is_asked_about_is_below_that_of_the_whole_network(accuracy, least):
    assert damage.limit(accuracy) == pytest.approx(least, abs=0.006)
    assert damage.limit(accuracy) < accuracy


def test_the_curve_has_the_place_of_the_visitor_s_network():
    curve = Curve((0.0, 0.5), (0.95, 0.8))
    line, here = damage.figure(curve, Damage(0.5, 0.2), 0.7, 0.9, WORDS, COLOURS)["series"]
    assert line["data"] == [[0.0, 95.0], [50.0, 80.0]]
    assert here["data"] == [[50.0, 70.0]]
    assert here["symbol"] == "diamond"


def test_the_answer_says_whether_it_has_changed():
    before, after = np.eye(10)[7], np.eye(10)[1]
    assert damage.answer(before, after, 7, WORDS).note == "Whole it reads 7"
    assert damage.answer(before, before, 7, WORDS).note == WORDS["damage.same"]


def test_a_guess_comes_first_then_the_numbers_are_the_engine_s_and_undo_takes_all_back():
    at = opened("weights", digit="0")
    assert not [slider for slider in at.select_slider if slider.key.startswith("damage")]
    at = at.button(key="damage_2").click().run()
    assert not at.exception
    assert any("**45%** of its weights" in each.value for each in at.success)  # the book's network
    share = next(slider for slider in at.select_slider if slider.key.startswith("damage_share"))
    at = share.set_value(0.6).run()
    net = resources.bundled("book").network.copy(dtype=np.float32)
    right = damaged(net, 0.6).evaluate(load_mnist().test)
    assert any(f"{right / 10_000:.1%}" in part.proto.body for part in at.get("html"))
    at = at.button(key="damage_undo").click().run()
    share = next(slider for slider in at.select_slider if slider.key.startswith("damage_share"))
    assert share.value == 0
    assert at.button(key="damage_undo").disabled
    assert (resources.bundled("book").network.copy(dtype=np.float32).parameters == net.parameters).all()
