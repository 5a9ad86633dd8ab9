"""The current digit: the drawing or a test image, with its label and the network's answer."""

import numpy as np
import pytest

from tests.ui.messages import ONE, drawn
from ui.canvas.sketch import read
from ui.session import current, pad, store
from ui.session.selection import INDEX, LABEL, SOURCE, show_image
from ui.session.taught import Version


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """A session of its own for each test."""
    monkeypatch.setattr(store.st, "session_state", {})


def digit():
    return current.digit(current.book())


def test_a_test_image_has_the_label_that_it_really_has(mnist):
    INDEX.put(18)
    found = digit()
    assert (found.label, found.true, found.index) == (3, 3, 18)
    assert (found.x == mnist.test.images[:, [18]]).all()
    assert found.answer == 8  # an error of the bundled network
    assert found.y.tolist() == np.eye(10)[:, [3]].tolist()


def test_a_drawing_without_a_label_has_the_answer_as_its_label():
    pad.hear(read(drawn(ONE)["drawing"]))
    found = digit()
    assert (found.label, found.true, found.index, found.answer) == (1, None, None, 1)


@pytest.mark.parametrize(("own", "chosen", "label"), [(7, None, 7), (7, 2, 2), (None, 0, 0), (0, None, 0)])
def test_the_label_that_the_visitor_chose_comes_first_then_the_digit_s_own(own, chosen, label):
    pad.hear(read(drawn(ONE, label=own)["drawing"]))
    LABEL.put(chosen)
    assert (digit().label, digit().true) == (label, own)


def test_a_test_image_may_be_looked_at_while_there_is_a_drawing():
    pad.hear(read(drawn(ONE)["drawing"]))
    LABEL.put(4)
    show_image(0)
    assert (SOURCE.get(), digit().index, digit().label) == ("test", 0, 7)


def test_versions_of_a_taught_network_are_one_network_and_not_the_one_that_teaching_began_with():
    book = current.book()
    start, later = (
        current.Current(book.network, book.config, taught=Version(book.network, book.config, "book", how, 0))
        for how in ("start", "step")
    )
    assert current.identity(start) == current.identity(later)
    assert current.identity(start) != current.identity(book)
