"""Plots on their way to the browser."""

import math

import numpy as np

from tests.ui.app import unpack
from ui.canvas.plot import Axis, Line, Mark, Panel, Plot, Progress

AXIS = Axis(0, 2, [(0, "0"), (2, "2")], "epochs")
COST = Axis(0.1, 10, [(1, "1")], "C", log=True)
LINES = [Line("training", [0, 1, 2], [5, math.nan, 7]), Line("test", [1], [6], points=True)]


def test_the_values_of_all_lines_follow_each_other_x_before_y():
    panels = [Panel("a", 150, AXIS, LINES, [Mark(1, "η = 2")], " %"), Panel("cost C", 96, COST, LINES[:1])]
    plot = Plot("alt", "title", AXIS, panels, ["training", "test"], Progress(0.5, "Running", "epoch 2"))
    header, values = unpack(plot.encode("live/x"))
    first, second = header["panels"]
    assert [line["count"] for line in first["lines"]] == [3, 1]
    assert [line["points"] for line in first["lines"]] == [False, True]
    np.testing.assert_array_equal(values, [0, 1, 2, 5, math.nan, 7, 1, 6, 0, 1, 2, 5, math.nan, 7])
    assert first["marks"] == [{"x": 1, "text": "η = 2", "strong": False}]
    assert (first["unit"], second["unit"]) == (" %", "")
    assert (first["y"]["log"], second["y"]["log"]) == (False, True)
    assert (header["live"], header["names"], header["progress"]["state"]) == ("live/x", ["training", "test"], "Running")


def test_without_lines_and_progress_there_are_only_axes():
    header, values = unpack(Plot("alt", "", AXIS, [Panel("cost C", 96, COST, [])], []).encode())
    assert (header["live"], header["progress"], len(values)) == ("", None, 0)
