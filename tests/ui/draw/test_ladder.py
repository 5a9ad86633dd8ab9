"""The ladder of networks that read better and better."""

import numpy as np
import pytest

from engine import Network
from ui.draw import ladder
from ui.draw.drawings import LabelledDrawing
from ui.session.resources import NamedNetwork
from ui.text.words import LANGUAGES, load

X = np.zeros((784, 1))


def constant(digit, name, accuracy):
    """A network that reads everything as one digit; as none where it is None."""
    biases = np.full((10, 1), -3.0)
    if digit is not None:
        biases[digit] = 3
    return NamedNetwork(Network({2: np.zeros((10, 784))}, {2: biases}), {"test_accuracy": accuracy}, name)


RUNGS = [constant(None, "book", 0.9491), constant(4, "ladder2", 0.96), constant(7, "ladder3", 0.97)]
DRAWINGS = [LabelledDrawing.of(X, 7), LabelledDrawing.of(X, 7), LabelledDrawing.of(X, 4)]


def test_each_rung_reads_the_drawing_and_those_of_the_visit():
    found = ladder.readings(RUNGS, X, DRAWINGS)
    assert [reading.digit for reading in found] == [None, 4, 7]
    assert [reading.right for reading in found] == [0, 1, 2]


@pytest.mark.parametrize(("label", "name"), [(4, "ladder2"), (7, "ladder3"), (1, None)])
def test_the_first_that_reads_it_is_the_first_with_that_answer(label, name):
    assert ladder.first(ladder.readings(RUNGS, X, ()), label) == name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_a_row_a_rung_and_a_column_for_drawings_where_there_are_any(language):
    words = load(language, "draw")
    with_, without = (
        ladder.table(ladder.readings(RUNGS, X, drawings), 7, len(drawings), words) for drawings in (DRAWINGS, ())
    )
    assert len(with_.splitlines()) == len(without.splitlines()) == 2 + len(RUNGS)
    assert words["ladder.mine"] in with_
    assert words["ladder.mine"] not in without
    assert "94.91%" in without
    assert "7 (0.95) ✓" in without
    assert "4 (0.95) ✗" in without
