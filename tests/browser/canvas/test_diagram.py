"""Drawn networks: one stop of the Tab key, within which arrows go from one to the next."""

import pytest

from ui.canvas.network import Edge, NetworkDrawing, NeuronColumn

COLUMNS = [
    NeuronColumn(1, [4, 7, 8], "x"),
    NeuronColumn(2, [0, 1, 5], "a²", chosen=1),
    NeuronColumn(3, [0, 1, 9], "a³"),
]
FOCUSED = "() => document.querySelector('div').shadowRoot.activeElement?.dataset.pick ?? null"
EDGES = [Edge(2, j, k, 0.5) for j in (0, 1, 5) for k in (4, 7)]


@pytest.fixture
def show(scripts):
    def show(picks):
        scripts.mount("diagram")
        scripts.update({"svg": NetworkDrawing(COLUMNS, EDGES, "a network", picks).svg(), "note": ""})
        return scripts.page

    return show


def walk(page, *keys):
    """Where the focus is after each of these keys."""
    found = []
    for key in keys:
        page.keyboard.press(key)
        found.append(page.evaluate(FOCUSED))
    return found


def test_the_stop_is_the_chosen_neuron_and_the_next_one_leaves_the_drawing(show):
    assert walk(show("neuron"), "Tab", "Tab") == ["2-1", None]


def test_arrows_go_to_the_nearest_neuron_of_a_layer_or_of_the_next_layer_and_stay_inside(show):
    page = show("neuron")
    assert walk(page, "Tab", "ArrowUp", "ArrowUp", "ArrowRight", "ArrowDown") == ["2-1", "2-0", "2-0", "3-0", "3-1"]
    assert walk(page, "ArrowRight", "ArrowLeft", "ArrowLeft", "Shift+Tab", "Tab") == ["3-1", "2-1", "1-7", None, "1-7"]


def test_arrows_reach_every_connection_although_they_cross(show):
    found = walk(show("edge"), "Tab", *["ArrowUp"] * 6, *["ArrowDown"] * 5)
    assert set(found) == {f"{edge.l}-{edge.j}-{edge.k}" for edge in EDGES}


def test_enter_and_space_choose_and_the_focus_stays_where_it_is_when_the_drawing_changes(show, scripts):
    page = show("neuron")
    walk(page, "Tab", "ArrowDown", "Enter", " ")
    assert scripts.sent() == [("picked", "2-5")] * 2
    scripts.update({"svg": NetworkDrawing(COLUMNS, [], "a network").svg(), "note": ""})
    assert walk(page, "ArrowUp") == ["2-1"]
