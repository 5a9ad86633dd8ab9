import math

import numpy as np

from ui.errors import charts, slowness
from ui.text.words import load

WORDS = load("en", "errors")


def lines(plot):
    return plot.panels[0].lines


def test_all_lines_are_on_one_logarithmic_axis_and_zeros_are_left_out():
    layers = {2: slowness.DeltaStatistics(0.0, 0.0, 1.0), 3: slowness.DeltaStatistics(0.1, 0.01, 0.0)}
    plot = charts.layers({"gaussian": layers, "scaled": layers, "current": layers}, WORDS, "alt")
    assert plot.panels[0].y.log
    assert all(math.isnan(line.y[0]) for line in lines(plot))
    assert [line.y[1] for line in lines(plot)] == [0.1, 0.1, 0.1, 0.01, 0.01]
    assert plot.panels[0].y.low <= 0.01


def test_each_line_has_a_name_and_medians_are_dotted():
    layers = {2: slowness.DeltaStatistics(0.2, 0.1, 0.0), 3: slowness.DeltaStatistics(0.1, 0.01, 0.0)}
    plot = charts.layers({"gaussian": layers, "scaled": layers}, WORDS, "alt")
    assert len(set(plot.names)) == 4
    assert {line.name: line.dotted for line in lines(plot)} == {name: "median" in name for name in plot.names}


def test_means_are_shown_by_their_size():
    plot = charts.saturated({"nabla": np.array([-0.5, 0.0]), "delta": np.array([0.25, 1.0])}, WORDS)
    nabla, delta = lines(plot)
    np.testing.assert_array_equal([nabla.y, delta.y], [(0.5, math.nan), (0.25, 1.0)])
    assert [label for _, label in plot.x.ticks] == ["0", "1"]


def test_a_descent_is_shown_from_its_start_to_its_end():
    plot = charts.descents({"quadratic": [0.1, 0.4, 0.9]}, 3, 0.5, WORDS)
    (line,) = lines(plot)
    assert ([*line.x], line.y) == ([0, 1, 2], [0.1, 0.4, 0.9])
    assert (plot.x.low, plot.x.high) == (0, 2)


def test_every_figure_can_be_sent():
    layers = {2: slowness.DeltaStatistics(0.0, 0.0, 1.0)}
    assert charts.layers({"gaussian": layers}, WORDS, "alt").encode()
