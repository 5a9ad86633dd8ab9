"""What a guess is, and when a question is asked anew."""

import pytest

from ui.screen import guesses
from ui.screen.guesses import Question

SIGNS = {"up": "it grows", "down": "it shrinks"}


@pytest.fixture(autouse=True)
def nothing_guessed():
    guesses.GUESSES.forget()
    yield
    guesses.GUESSES.forget()


def test_a_guess_is_right_if_it_is_the_answer():
    question = Question("slope", SIGNS)
    assert question.guess is None
    question.put("up", answer="up", reason="convex")
    assert question.guess.right
    assert (question.guess.value, question.guess.reason) == ("up", "convex")


@pytest.mark.parametrize("answer", ["down", 0, None])
def test_a_guess_is_not_right_if_the_answer_is_another_one_or_not_known(answer):
    question = Question("slope", SIGNS)
    question.put("up", answer)
    assert not question.guess.right


def test_zero_is_a_guess_and_an_answer_like_any_other():
    question = Question("largest", {0: "0", 1: "1"})
    question.put(0, answer=0)
    assert question.guess.right
    question.put(1, answer=0)
    assert question.guess.value == 0


def test_a_guess_can_be_changed_and_taken_back_until_its_answer_was_seen():
    question = Question("slope", SIGNS)
    question.put("up")
    question.put("down")
    assert question.guess.value == "down"
    question.put(None)
    assert question.guess is None
    question.put("up", answer="down")
    for value in ("down", None):
        question.put(value, answer="down")
        assert question.guess.value == "up"


def test_about_something_else_a_question_is_asked_anew_and_only_the_newest_guess_is_remembered():
    first, second = (Question("slope", SIGNS, about=digit) for digit in (18, 19))
    first.put("up")
    assert second.guess is None
    assert Question("slope", SIGNS, about=18).guess.value == "up"
    second.put("down")
    assert second.guess.value == "down"
    assert first.guess is None


def test_a_question_that_keeps_more_guesses_forgets_the_oldest_first():
    questions = [Question("slope", SIGNS, about=digit, kept=2) for digit in range(3)]
    for question in (questions[0], questions[1], questions[0], questions[2]):
        question.put("up")
    assert [question.guess is None for question in questions] == [False, True, False]


def test_the_right_ones_of_all_guesses_are_counted():
    for digit, value in enumerate(("up", "down", "up")):
        Question("slope", SIGNS, about=digit, kept=3).put(value, answer="up")
    assert Question("slope", SIGNS).right == 2
    assert len(Question("slope", SIGNS).guesses) == 3


def test_two_questions_do_not_know_of_each_other_s_guesses():
    Question("slope", SIGNS).put("up")
    assert Question("curvature", SIGNS).guess is None


def test_several_options_are_named_in_the_order_in_which_they_are_offered():
    assert Question("slope", SIGNS).text({"down", "up"}) == "it grows, it shrinks"
    assert Question("slope", SIGNS).text(()) == ""
