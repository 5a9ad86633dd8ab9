import pytest

from ui.backprop.notation import Weight, WeightDrill, judged


def test_questions_are_about_weights_whose_indices_can_be_swapped():
    asked = {WeightDrill(7, number).weight for number in range(200)}
    assert all(one.exists and one.j != one.k and one.swapped.exists for one in asked)
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
    assert judged(Weight(3, 1, 0), given) == verdict


def test_the_first_answer_to_a_question_counts():
    drill = WeightDrill(3)
    wrong = drill.answered(drill.weight.swapped)
    assert (wrong.right, wrong.asked, wrong.solved) == (0, 1, False)
    late = wrong.answered(drill.weight)
    assert (late.right, late.asked, late.solved) == (0, 1, True)
    following = late.following()
    assert (following.number, following.given, following.asked) == (1, None, 1)
    right = following.answered(following.weight)
    assert (right.right, right.asked, right.solved) == (1, 2, True)
