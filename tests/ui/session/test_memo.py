"""What is computed once."""

import numpy as np
import pytest

from ui.session import memo, store

X = np.arange(4.0)


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """A session of its own for each test."""
    monkeypatch.setattr(store.st, "session_state", {})


def test_a_result_is_computed_once_for_what_it_is_about():
    made = [memo.once("sum", (X.copy(), "a", 1), lambda: [X.sum()]) for _ in range(3)]
    assert made[0] == [6.0]
    assert made[1] is made[2] is made[0]


@pytest.mark.parametrize("other", [(X + 1, "a", 1), (X, "b", 1), (X, "a", 2), (X, "a"), ()])
def test_a_result_that_is_about_something_else_is_computed_anew_and_replaces_the_one_before(other):
    first, second = (memo.once("sum", about, object) for about in ((X, "a", 1), other))
    assert first is not second
    assert memo.once("sum", other, object) is second
    assert memo.once("sum", (X, "a", 1), object) is not first


def test_numbers_that_read_alike_one_behind_the_other_are_not_the_same():
    assert memo.once("pair", (1, 23), object) is not memo.once("pair", (12, 3), object)


def test_results_of_different_names_do_not_replace_each_other():
    first, second = (memo.once(name, (X,), object) for name in ("one", "two"))
    assert first is not second
    assert memo.once("one", (X,), object) is first
    assert memo.once("two", (X,), object) is second


def test_what_is_kept_under_a_name_is_the_last_of_it_and_at_first_nothing():
    assert memo.last("told") is None
    for value in ("before", "now"):
        memo.keep("told", value)
    assert memo.last("told") == "now"
