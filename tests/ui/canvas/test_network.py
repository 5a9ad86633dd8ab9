import re
from xml.etree import ElementTree

import pytest

from ui.canvas.network import Edge, NetworkDrawing, NeuronColumn, read_pick

COLUMNS = (
    NeuronColumn(1, (0, 5), "x"),
    NeuronColumn(2, (1, 2, 7), "a", fills={1: -0.5, 2: 1.0}, kind="signed", chosen=7),
)
EDGES = (Edge(2, 7, 5, 0.5, chosen=True), Edge(2, 1, 0, -1.0), Edge(2, 2, 0))


def drawing(picks):
    names = {"neuron": "neuron {j} of layer {l}", "edge": "from {k} to {j} of layer {l}"}
    return NetworkDrawing(COLUMNS, EDGES, "a <network>", picks, names=names)


def test_a_click_chooses_what_is_drawn_and_nothing_else():
    neurons, edges, nothing = (drawing(picks) for picks in ("neuron", "edge", "none"))
    assert (read_pick("2-7", neurons), read_pick("2-7-5", edges)) == ((2, 7), (2, 7, 5))
    assert [read_pick(message, neurons) for message in (None, 27, "2-3", "2-7-5", "-1", "2-²", "2" * 31)] == [None] * 7
    assert read_pick("2-7", nothing) is None


@pytest.mark.parametrize(("picks", "labels"), [("neuron", 5), ("edge", 3), ("none", 0)])
def test_all_that_can_be_chosen_can_be_reached_by_keyboard_and_has_a_name(picks, labels):
    svg = ElementTree.fromstring(drawing(picks).svg())
    parts = [part for part in svg.iter() if part.get("data-pick")]
    assert {tuple(map(int, part.get("data-pick").split("-"))) for part in parts} == drawing(picks).choices
    assert len(parts) == labels
    assert all(part.get("tabindex") == "-1" and re.search(r"\d", part.get("aria-label")) for part in parts)
    assert svg.get("aria-label") == "a <network>"


def test_neurons_stand_in_the_middle_of_their_column_one_below_the_other():
    (x1, y1), (x2, y2), (x3, y3) = (drawing("none").place(2, j) for j in (1, 2, 7))
    assert x1 == x2 == x3 == 315
    assert y2 - y1 == y3 - y2 > 0
    assert drawing("none").place(1, 0)[0] == 105


def test_the_strongest_connection_is_drawn_thickest_and_the_chosen_one_last():
    widths = re.findall(r"class=.edge (\w+)( chosen)?.*?stroke-width=.([\d.]+)", drawing("none").svg())
    assert widths == [("faint", "", "0.80"), ("negative", "", "5.00"), ("positive", " chosen", "2.90")]


def test_a_number_on_a_dark_disc_has_the_colour_of_the_paper():
    column = NeuronColumn(1, [0, 1, 2, 3], "x", fills={0: 0.1, 1: 0.9, 2: -0.95})
    svg = ElementTree.fromstring(NetworkDrawing([column], [], "").svg())
    texts = {text.text: text.get("class") for text in svg.iter() if (text.get("class") or "").startswith("id")}
    assert texts == {"0": "id", "1": "id upon", "2": "id upon", "3": "id"}
