"""What stands in the address of a page, and what is taken from it."""

from tests.ui.app import address, opened, press, told
from ui.session.selection import INDEX, LABEL


def test_of_parameters_that_are_not_the_page_s_the_browser_is_told_nothing():
    """What it is not told about, it leaves in the address."""
    at = press(opened("demon", digit="18", course="b7", neuron="2-24"), "digit_next")
    assert "course" not in told(at)
    assert at.query_params["course"] == "b7"
    assert address(at)["neuron"] == "2-24"


def test_a_value_in_the_address_counts_when_a_visit_begins_and_nonsense_counts_as_none():
    at = opened("demon", digit="18", label="x")
    assert at.session_state[INDEX.name] == 18
    assert LABEL.name not in at.session_state
    at.query_params[INDEX.name] = "20"
    assert at.run().session_state[INDEX.name] == 18


def test_what_is_chosen_replaces_what_the_address_said():
    at = press(opened("demon", digit="18"), "digit_next")
    assert address(at)["digit"] == str(at.session_state[INDEX.name]) != "18"
