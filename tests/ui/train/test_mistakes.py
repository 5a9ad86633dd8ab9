import numpy as np
import pytest

from ui.train.mistakes import Results, accuracy, accuracy_by_digit


def test_the_accuracy_is_the_mean_of_that_of_the_digits_weighted_by_how_many_there_are():
    confusion = np.random.default_rng(0).integers(1, 50, (10, 10))
    weights = confusion.sum(axis=1)
    assert accuracy(confusion) == pytest.approx(np.average(accuracy_by_digit(confusion), weights=weights))


def test_of_no_examples_none_are_right():
    none = np.zeros((10, 10), int)
    assert accuracy(none) == 0
    assert (accuracy_by_digit(none) == 0).all()


def test_mistakes_come_in_the_order_of_their_costs_all_of_them_or_those_of_a_label():
    labels, answers = np.array([4, 4, 7, 4, 2]), np.array([9, 4, 2, 7, 2])
    found = Results(answers, np.array([0.5, 0.1, 0.9, 0.7, 0.2]), np.zeros((10, 10), int), labels)
    assert found.worst().tolist() == [2, 3, 0]
    assert found.of(4, None).tolist() == [3, 0]
    assert found.of(4, 9).tolist() == [0]
    assert found.of(4, 4).tolist() == [1]
