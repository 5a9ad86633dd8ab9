"""The page Exercises, the tour and larger type, without a browser."""

from html import unescape

import numpy as np
import pytest

from engine import backprop, load_mnist
from tests.ui.app import address, opened
from ui.exercises.keys import EXERCISE, TIMINGS
from ui.screen import pages
from ui.screen.proof_lines import PROOFS
from ui.session import resources
from ui.text.numbers import number
from ui.text.words import LANGUAGES, load

WORDS = load("en", "exercises")


def said(at):
    return "\n".join(element.value for element in (*at.markdown, *at.caption))


def guessed(at, exercise, *options):
    at.button_group(key=f"guess_{exercise}").set_value(
        list(options) if len(options) > 1 or exercise == "design" else options[0]
    ).run()
    at.button(key=f"reveal_{exercise}").click().run()
    assert not at.exception
    return at


def test_what_is_chosen_right_before_the_click_counts_although_it_has_not_been_drawn():
    at = opened("exercises")
    at.button_group(key="guess_neuron").set_value(["a"]).run()
    at.button_group(key="guess_neuron").set_value(["a", "bp2"])
    at.button(key="reveal_neuron").click().run()
    assert "Right:" in said(at)


def done(at):
    """The exercises with a tick in their menu, by their numbers."""
    group = next(group for group in at.button_group if group.key and group.key.startswith(EXERCISE.name))
    return [number for number, option in enumerate(group.proto.options, start=1) if option.content_icon]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("exercise", ["neuron", "linear", "proof", "batch", "design"])
def test_every_exercise_opens_by_its_link(exercise, language):
    at = opened("exercises", exercise=exercise, lang=language)
    assert not at.exception
    assert at.header[0].value == load(language, "exercises")[f"{exercise}.title"]
    assert address(at)["exercise"] == exercise


def test_nonsense_in_the_link_gives_the_first_exercise():
    at = opened("exercises", exercise="?", formula="x" * 500)
    assert not at.exception
    assert at.header[0].value == WORDS["neuron.title"]


def test_the_modified_neuron_is_guessed_shown_and_checked():
    at = opened("exercises", neuron="2-4", digit="8")
    assert "relative error" not in said(at)
    guessed(at, "neuron", "a", "bp2")
    assert ":green[:material/check_circle: Right:]" in said(at)
    assert "f'(z), not σ'(z)" in unescape(at.get("html")[0].proto.body)
    assert said(at).count(":green[:material/check_circle:]") == 1
    assert said(at).count(":red[:material/cancel:]") == 1
    assert done(at) == [1]


def test_at_an_output_neuron_it_is_bp1():
    at = guessed(opened("exercises", neuron="3-2", digit="8"), "neuron", "a", "bp2")
    assert "Not quite" in said(at)
    assert WORDS("neuron.answer_output", l=3, j=2) in said(at)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_formula_that_is_none_is_explained_in_words(language):
    at = opened("exercises", exercise="design", formula="2z", lang=language)
    assert at.error[0].value == load(language, "exercises")("formula.operator", found="z", position=2)
    at = opened("exercises", lang=language)
    at.text_input[0].set_value("__import__('os')").run()
    assert not at.exception
    assert at.error[0].value == load(language, "exercises")("formula.name", found="__import__", position=1)


def test_linear_neurons_are_one_matrix():
    at = guessed(opened("exercises", exercise="linear"), "linear", "matrix")
    assert "7,850 numbers instead of 23,860" in said(at)
    assert "Right" in said(at)


def test_a_wrong_guess_is_told_beside_the_answer():
    at = guessed(opened("exercises", exercise="linear"), "linear", "nothing")
    guess, answer = (WORDS(f"linear.option.{option}", shape="784-30-10") for option in ("nothing", "matrix"))
    assert WORDS("guess.wrong", guess=guess, answer=answer) in said(at)


def test_the_proofs_are_done_when_both_stand_each_with_its_number():
    at = opened("exercises", exercise="proof", neuron="2-4-406", digit="8")
    x, label = load_mnist().test.images[:, [8]].astype(float), load_mnist().test.labels[8]
    trace = backprop(resources.bundled("book").network, x, np.eye(10)[:, [label]])
    for name, exact in (("bp3", trace.nabla_b[2][4, 0]), ("bp4", trace.nabla_w[2][4, 406])):
        assert WORDS("progress", done=0, count=5) in said(at)
        for line in PROOFS[name].names:
            at.button(key=f"proof_{name}_{line}").click().run()
        found = next(text.value for text in at.markdown if "Finite differences" in text.value)
        assert found.count(f" = {number(exact)}.") == 2
        if name == "bp3":
            at.button(key="other_proof").click().run()
    assert WORDS("progress", done=1, count=5) in said(at)
    at.button(key="onward").click().run()
    assert at.header[0].value == WORDS["batch.title"]


def test_columns_are_measured_against_the_loop():
    at = guessed(opened("exercises", exercise="batch"), "batch", "many")
    assert "The same gradient" in said(at)
    assert len(at.get("plotly_chart")) == 1
    before = at.session_state[TIMINGS.name]
    at.button(key="batch_again").click().run()
    again = at.session_state[TIMINGS.name]
    assert again is not before
    assert WORDS("batch.times", m=again[-1].m, **milliseconds(again[-1])) in said(at)


def milliseconds(timing):
    return {way: f"{1000 * getattr(timing, way):.3g}" for way in ("loop", "columns")}


def test_an_own_activation_is_judged_and_trained_until_it_is_stopped():
    at = opened("exercises", exercise="design")
    assert "near zero. The smallest" in said(at)
    guessed(at, "design", "linear")
    at.text_input[0].set_value("0.1*z + tanh(z)").run()
    assert "The criterion is met" in said(at)
    assert address(at)["formula"] == "0.1*z + tanh(z)"
    at.button(key="activation_race_start").click().run()
    at.run()
    at.button(key="activation_race_stop").click().run()
    assert not at.exception
    assert "no hidden neuron saturates" in said(at)
    assert done(at) == [5]
    at.text_input[0].set_value("tanh(z)").run()
    at.button(key="activation_race_start").click().run()
    assert at.button(key="activation_race_stop")
    assert done(at) == [5]


def test_the_tour_begins_leads_on_and_is_taken_up_again():
    at = opened("home")
    assert "tour" not in address(at)
    at.button(key="tour_start").click().run()
    assert "Station 1 of" in said(at)
    at.switch_page(pages.PAGES["train"]).run()
    assert "Station 2 of" in said(at)
    at.button(key="tour_end").click().run()
    assert "Station" not in said(at)
    at.switch_page(pages.PAGES["home"]).run()
    assert at.button(key="tour_start").label == load("en", "tour")("resume", station=3)
    at.button(key="tour_start").click().run()
    assert "Station 1 of" in said(at)


def test_a_link_begins_the_tour_at_its_page():
    assert "Station 2 of" in said(opened("train", tour="1"))


def test_larger_type_is_chosen_kept_and_in_the_link():
    at = opened("home", big="1")
    assert [toggle.value for toggle in at.toggle] == [True, True]
    at.toggle[1].set_value(False).run()
    assert [toggle.value for toggle in at.toggle] == [False, False]
    assert "big" not in address(at)
    at.toggle[0].set_value(True).run()
    at.switch_page(pages.PAGES["exercises"]).run()
    assert address(at)["big"] == "1"
    assert at.toggle[0].value
