import numpy as np
import pytest

from ui.train.mistakes import accuracy, accuracy_by_digit


def test_the_accuracy_is_the_mean_of_that_of_the_digits_weighted_by_how_many_there_are():
    confusion = np.random.default_rng(0).integers(1, 50, (10, 10))
    weights = confusion.sum(axis=1)
    assert accuracy(confusion) == pytest.approx(np.average(accuracy_by_digit(confusion), weights=weights))


def test_of_no_examples_none_are_right():
    none = np.zeros((10, 10), int)
    assert accuracy(none) == 0
    assert (accuracy_by_digit(none) == 0).all()
