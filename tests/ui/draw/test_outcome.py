"""What teaching promises and what came of it, without a page."""

import re

import numpy as np
import pytest

from engine import TrainingConfig, backprop, load_mnist, mean_cost, one_hot
from engine.training.teaching import descend
from ui.draw import keys, outcome
from ui.session.resources import bundled
from ui.session.taught import Version
from ui.text.numbers import number
from ui.text.words import load

WORDS = load("en", "draw")
CONFIG = TrainingConfig()


@pytest.fixture(scope="module")
def x():
    """Test image 18, a 3 that the bundled network reads as an 8."""
    return load_mnist().test.images[:, [18]].astype(float)


def taught(x, label, eta, steps, net=None):
    """The versions before and after some steps."""
    net = net or bundled("book").network
    descent = descend(net, x, one_hot([label], 10), "quadratic", eta, steps)
    start = Version(net, CONFIG, "book", "start", 9500)
    how = "step" if steps == 1 else "steps"
    return start, Version(descent.network, CONFIG, "book", how, 9490, descent, eta, label)


def test_what_a_step_promises_is_minus_eta_times_the_square_of_the_gradient(x):
    net, y = bundled("book").network, one_hot([3], 10)
    trace = backprop(net, x, y)
    cost, latex = outcome.promise(net, x, 3, "quadratic", 0.3)
    assert cost == mean_cost(trace, y)
    digits, power = re.search(r"&= -([\d.]+)(?:\\cdot 10\^\{(-?\d+)\})? ", latex).groups()
    assert float(f"-{digits}e{power or 0}") == pytest.approx(-0.3 * np.square(trace.gradient).sum(), rel=1e-3)


def test_a_small_step_keeps_its_promise_and_a_long_one_is_said_to_be_too_long(x):
    for eta, sentences in ((0.001, 1), (100.0, 2)):
        _, last = taught(x, 3, eta, 1)
        said = outcome.brought(last, WORDS)
        assert len(said) == sentences
        assert number(last.descent.actual) in said[0]
    assert said[1] == WORDS["teach.too_far"]


def test_where_hardly_anything_is_promised_it_is_said_why():
    learnt = load_mnist().test.images[:, [0]].astype(float)
    assert bundled("book").network.feedforward(learnt)[7] > 0.99
    assert outcome.brought(taught(learnt, 7, 0.3, 1)[1], WORDS)[1:] == [WORDS["teach.done"]]
    saturated = bundled("book").network.copy()
    saturated.b[3][2] = -30  # the output neuron of the 2 is silent, whatever it sees
    assert outcome.brought(taught(learnt, 2, 0.3, 1, saturated)[1], WORDS)[1:] == [WORDS["teach.flat"]]


def test_without_steps_nothing_was_promised(x):
    assert outcome.brought(taught(x, 3, 0.3, 1)[0], WORDS) == []


def test_the_test_set_says_how_many_more_or_fewer_are_right(x):
    start, last = taught(x, 3, 0.3, 1)
    assert "(−10)" in outcome.on_test_set(start, last, WORDS)
    assert "(+10)" in outcome.on_test_set(last, start, WORDS)
    assert "(±0)" in outcome.on_test_set(start, start, WORDS)


def cells(table):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def test_the_newest_version_is_the_first_row_with_what_it_answers(x):
    versions = taught(x, 3, 0.3, 10)
    heads, _, newest, oldest = cells(outcome.versions_table(versions, x, 3, WORDS))
    assert heads[3] == "$a_3$"
    for place, row, version in ((1, newest, versions[1]), (0, oldest, versions[0])):
        a = version.network.feedforward(x)[:, 0]
        assert [row[0], *row[2:]] == [str(place), str(a.argmax()), f"{a[3]:.4f}", WORDS.whole(version.correct)]


def test_without_a_label_the_activation_is_that_of_the_newest_answer(x):
    versions = taught(x, 3, 0.3, 10)
    answer = versions[1].network.feedforward(x).argmax()
    assert cells(outcome.versions_table(versions, x, None, WORDS))[0][3] == f"$a_{answer}$"


def test_each_step_has_a_row_and_their_changes_add_up(x):
    descent = taught(x, 3, 0.3, 10)[1].descent
    rows = cells(outcome.steps_table(descent, WORDS))[2:]
    assert [row[0] for row in rows] == [str(i) for i in range(1, 11)]
    assert [row[1] for row in rows] == [number(cost) for cost in descent.costs[1:]]
    assert [row[3] for row in rows] == [number(change) for change in np.diff(descent.costs)]


@pytest.mark.parametrize("eta", [float("nan"), float("inf"), 0, -1, 1e9, "3", None, True])
def test_a_learning_rate_that_no_step_can_have_is_refused(eta):
    assert not keys.TEACH_ETA.valid(eta)
    assert all(keys.TEACH_ETA.valid(end) for end in keys.ETA)
