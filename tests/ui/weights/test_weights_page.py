"""The page Weights without a browser: what is chosen, changed, undone and remembered."""

import json
import re

import pytest

from engine import backprop, load_mnist
from tests.ui.app import opened, press, say, unpack, wait
from ui.canvas.blocks import round_scale
from ui.screen import pages
from ui.session import current
from ui.session.taught import Version, VersionHistory
from ui.text.numbers import number
from ui.weights.edits import NewValue, Paint, Silence

READS = current.bundled("book").network.feedforward(load_mnist().test[[8]].images).argmax()


@pytest.fixture
def page():
    return opened("weights", neuron="2-4-300", digit="8")


def answer(at):
    """The table of the answer, as the browser gets it."""
    return next(
        json.loads(element.proto.json) for element in at.get("bidi_component") if element.proto.component_name == "bars"
    )


def titles(at):
    maps = [element.proto for element in at.get("bidi_component") if element.proto.component_name == "maps"]
    return [unpack(proto.bytes)[0]["title"] for proto in maps]


def edits(at):
    return at.session_state["weight_edits"][1] if "weight_edits" in at.session_state else ()


def field(at, letter):
    """The number of the chosen weight, "w", or of the bias, "b"."""
    return next(number for number in at.number_input if number.label.startswith(f"${letter}^"))


def test_the_neuron_of_the_link_is_shown_with_its_numbers(page):
    assert "Neuron 4 of layer 2" in titles(page)
    net = current.bundled("book").network
    assert field(page, "w").value == net.w[2][4, 300]
    assert field(page, "b").value == net.b[2][4, 0]


def test_a_weight_is_set_and_undone_and_the_answer_follows(page):
    before = answer(page)
    assert before["title"] == f"It reads {READS}"
    field(page, "w").set_value(5.0).run()
    assert edits(page) == (NewValue(2, 4, 300, 5.0),)
    net = current.bundled("book").network.copy()
    net.w[2][4, 300] = 5
    digit = current.load_mnist().test
    trace = backprop(net, digit.images[:, [8]].astype(float), digit.targets[:, [8]].astype(float))
    texts = [[cell["text"] for cell in row["cells"]] for row in answer(page)["rows"]]
    expected = [[number(a), number(d, sign=True)] for a, d in zip(trace.a[3][:, 0], trace.delta[3][:, 0], strict=True)]
    assert texts == expected
    page.button(key="undo").click().run()
    assert edits(page) == ()
    assert answer(page) == before


def test_a_bias_is_set_a_neuron_is_silenced_and_both_are_reset(page):
    field(page, "b").set_value(-9.0).run()
    page.button(key="tool_silence").click().run()
    assert edits(page) == (NewValue(2, 4, None, -9.0), Silence(2, 4))
    page.button(key="tool_silence").click().run()
    assert edits(page) == (NewValue(2, 4, None, -9.0),)
    page.button(key="reset").click().run()
    assert edits(page) == ()
    assert not page.exception


@pytest.mark.parametrize(("tool", "part"), [("plus", 0.5), ("minus", -0.5), ("erase", None)])
def test_a_stroke_is_an_edit_of_the_chosen_brush(page, tool, part):
    say(page, "maps_large", {"painted": {"block": 0, "i": 0, "cells": [9]}})
    assert edits(page) == ()  # the pointer chooses
    pick = next(group for group in page.button_group if group.label == "Choose a weight, or paint")
    pick.set_value(tool).run()
    say(page, "maps_large", {"painted": {"block": 0, "i": 0, "cells": [6, 5]}})
    amount = None if part is None else part * round_scale(current.bundled("book").network.w[2])
    assert edits(page) == (Paint(2, 4, (5, 6), amount),)
    assert not page.exception


def test_changes_stay_with_their_network_and_with_this_page(page):
    field(page, "w").set_value(5.0).run()
    page.switch_page(pages.PAGES["draw"]).run()
    assert current.bundled("book").network.w[2][4, 300] != 5
    page.switch_page(pages.PAGES["weights"]).run()
    assert edits(page) == (NewValue(2, 4, 300, 5.0),)
    page.session_state["weight_edits"] = ("another network", (NewValue(9, 9, 9, 9.0), Paint(2, 900, (1,), 1.0)))
    assert not page.run().exception
    assert answer(page)["title"] == f"It reads {READS}"


def test_changes_of_one_network_are_not_made_to_the_one_that_is_taught(page):
    def shows_changes():
        return any(cell["was"] is not None for row in answer(page)["rows"] for cell in row["cells"])

    def teach(*networks):
        config = current.bundled("book").config
        page.session_state["taught"] = VersionHistory(
            tuple(Version(net, config, "book", "step", 9000) for net in networks)
        )
        page.session_state["network"] = "taught"
        page.run()

    net = current.bundled("book").network
    field(page, "w").set_value(5.0).run()
    assert shows_changes()
    teach(net)
    assert not shows_changes()
    field(page, "w").set_value(4.0).run()
    teach(net, net.copy())  # one more step of the same teaching
    assert shows_changes()
    assert not page.exception


def test_the_layer_and_the_order_are_chosen(page):
    layer, order = (next(g for g in page.button_group if g.label == label) for label in ("Layer", "Sorted by"))
    order.set_value("contribution").run()
    assert not page.exception
    layer.set_value(3).run()
    assert "Output neuron 0 of layer 3" in titles(page)
    assert page.button(key="tool_silence").disabled
    assert not page.exception


@pytest.mark.parametrize(
    ("neuron", "shown"),
    [*((none, (0, 2)) for none in ("9-9", "2-30", "2-4-784", "x")), ("2-4", (4, 2)), ("3-0-0", (0, 3))],
)
def test_a_link_to_a_neuron_that_does_not_exist_shows_the_first_one(neuron, shown):
    at = opened("weights", neuron=neuron)
    assert not at.exception
    kind = "Neuron" if shown[1] == 2 else "Output neuron"
    assert [title for title in titles(at) if title.startswith(("Neuron", "Output"))] == [
        "{} {} of layer {}".format(kind, *shown)
    ]


def test_a_run_is_compared_with_its_start_and_with_its_past():
    at = opened("train", hidden="10", epochs="1")
    press(at, "order_start")
    status = wait(at, lambda status: status.state.over)
    at.switch_page(pages.PAGES["weights"]).run()
    past = [snapshot for snapshot in status.history if snapshot.epochs > 0]
    slider = at.select_slider[0]
    assert len(slider.options) == 1 + len(past)
    assert norms(at)["change"] != "0"
    slider.set_value(past[-1].epochs).run()
    assert not at.exception
    assert norms(at)["change"] == "0"  # the newest moment is what is shown


def norms(at):
    """The root mean squares that the note of the comparison names."""
    notes = [unpack(element.proto.bytes)[0]["note"] for element in at.get("bidi_component") if element.proto.bytes]
    note = next(note for note in notes if "Root mean square" in note)
    found = re.search(r"w ([^ ,]+), change ([^ ,]+), gradient ([^ ,]+)\.", note)
    return dict(zip(("w", "change", "nabla"), found.groups(), strict=True))
