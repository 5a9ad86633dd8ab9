"""Test digits and what a network says of them while it learns."""

import numpy as np

from engine import load_mnist
from ui.session import resources
from ui.text.words import load
from ui.train import digits

WORDS, TEST = load("en", "train"), load_mnist().test


def test_the_same_thirty_are_three_of_each_digit_side_by_side():
    assert (TEST.labels[digits.same(TEST)] == np.tile(np.arange(10), 3)).all()


def test_each_has_the_answer_its_activation_and_whether_it_is_right():
    net = resources.bundled("book").network
    indices = np.r_[digits.same(TEST)[:5], 115]
    block = digits.block(net, TEST, indices, WORDS)
    outputs = net.feedforward(TEST[indices].images)
    assert list(block.right) == list(outputs.argmax(axis=0) == TEST.labels[indices])
    assert not block.right[-1]
    assert block.names[-1] == f"9 ✗ {outputs[9, -1]:.2f}".replace(" 0.", " .").replace("1.00", "1.0")
    assert "Test image 115: 4, read as 9" in block.notes[-1]


def test_those_that_it_gets_wrong_are_wrong_and_the_first_ones():
    net = resources.bundled("book").network
    found = digits.wrong(net, TEST)
    assert len(found) == 30
    answers = net.feedforward(TEST[: found[-1] + 1].images).argmax(axis=0)
    assert (np.flatnonzero(answers != TEST.labels[: found[-1] + 1]) == found).all()
