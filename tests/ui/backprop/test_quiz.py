import numpy as np
import pytest

from engine.costs import COSTS
from tests.ui.backprop.test_equations import NETWORKS, example
from ui.backprop import quiz
from ui.backprop.quiz import Weight


def test_questions_are_about_weights_whose_indices_can_be_swapped():
    asked = {quiz.weight(7, number) for number in range(200)}
    assert all(quiz.exists(one) and one.j != one.k and quiz.exists(quiz.swapped(one)) for one in asked)
    assert len(asked) > 5
    assert {one.l for one in asked} == {2, 3}


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        (Weight(3, 1, 0), "right"),
        (Weight(3, 0, 1), "swapped"),
        (Weight(2, 1, 0), "layers_differ"),
        (Weight(2, 0, 1), "layers_differ"),
        (Weight(3, 1, 3), "other"),
        (Weight(4, 1, 0), "missing"),
        (Weight(3, 2, 0), "missing"),
    ],
)
def test_a_wrong_answer_is_told_from_another(given, verdict):
    assert quiz.judged(Weight(3, 1, 0), given) == verdict


def test_the_answers_are_those_of_the_pass():
    for index in range(40):
        seen = example(NETWORKS["book"][0](), index=index, label=index % 10)
        errors = (seen.trace.a[3] - seen.y)[:, 0] * seen.trace.a[3][:, 0] * (1 - seen.trace.a[3][:, 0])
        j = quiz.neuron("sign", seen)
        assert quiz.answer("sign", seen) == ("negative" if seen.y[j, 0] else "positive")
        assert abs(errors[quiz.answer("largest", seen)]) == pytest.approx(np.abs(errors).max(), rel=1e-6)


@pytest.mark.parametrize(
    ("name", "answer"),
    [("book", "shrinks"), ("cross-entropy", "grows"), ("tanh", "shrinks"), ("relu", "shrinks"), ("linear", "grows")],
)
def test_saturation_slows_the_quadratic_cost_and_not_the_cross_entropy(name, answer):
    make, cost = NETWORKS[name]
    seen = example(make(), cost=cost)
    assert quiz.answer("saturated", seen) == answer
    a, gradient, prime, delta = quiz.saturation(seen)[0]
    assert delta == pytest.approx(a - 1 if COSTS[cost].cancels else gradient * prime)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.5", 0.5),
        ("−0,034", -0.034),
        ("3.4e-5", 3.4e-5),
        ("3.4·10^-5", 3.4e-5),
        ("-2.5 * 10^(-3)", -0.0025),
        ("x", None),
        ("nan", None),
        ("1e999", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_type_them(text, number):
    assert quiz.read_number(text) == number


def test_a_result_is_right_to_one_per_cent_with_its_sign():
    assert quiz.close(-0.0249, -0.025)
    assert not quiz.close(0.025, -0.025)
    assert not quiz.close(0.026, 0.025)
    assert not quiz.close(1e-9, 2e-9)
    assert quiz.close(0, 0)


@pytest.mark.parametrize(
    ("text", "vector"),
    [
        ("1, 2", [1, 2]),
        ("1 -2.5; 3", [1, -2.5, 3]),
        ("−1", [-1]),
        ("", None),
        ("1, a", None),
        ("1e99", None),
        ("1 2 3 4 5 6 7 8 9", None),
    ],
)
def test_vectors_are_read_or_refused(text, vector):
    assert quiz.read_vector(text) == vector
