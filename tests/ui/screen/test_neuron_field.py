"""The field that shows the selected neuron by its number, and selects another."""

import pytest

from tests.ui.app import address, number, opened, say

MAPS = {"errors": "errors_one", "demon": "demon_seats", "paths": "paths_seats"}


@pytest.mark.parametrize("page", ["errors", "demon", "paths", "weights"])
def test_a_neuron_is_chosen_by_its_number(page):
    at = opened(page, digit="115", neuron="2-3")
    field = number(at, "Neuron, 0 to 29")
    assert field.value == 3
    at = field.set_value(12).run()
    assert address(at)["neuron"] == "2-12"
    assert number(at, "Neuron, 0 to 29").value == 12


@pytest.mark.parametrize("page", MAPS)
def test_the_field_follows_a_click_in_the_maps(page):
    at = opened(page, digit="115", neuron="2-3")
    at = number(at, "Neuron, 0 to 29").set_value(12).run()
    block = 2 if page == "errors" else 0
    at = say(at, MAPS[page], {"picked": {"block": block, "i": 7, "r": 0, "c": 0}})
    assert number(at, "Neuron, 0 to 29").value == 7
    assert address(at)["neuron"] == "2-7"


def test_each_layer_has_its_own_numbers():
    at = opened("errors", digit="115", neuron="3-4")
    assert number(at, "Neuron, 0 to").label == "Neuron, 0 to 9"
    layer = next(group for group in at.button_group if group.key.startswith("errors_layer"))
    at = layer.set_value(2).run()
    assert (number(at, "Neuron, 0 to 29").value, address(at)["neuron"]) == (0, "2-0")
