import numpy as np

from ui.errors import charts, slowness
from ui.text.words import load

WORDS = load("en", "errors")


def test_all_lines_are_on_one_logarithmic_axis_and_zeros_are_left_out():
    layers = {2: slowness.DeltaStatistics(0.0, 0.0, 1.0), 3: slowness.DeltaStatistics(0.1, 0.01, 0.0)}
    figure = charts.layers({"gaussian": layers, "scaled": layers, "current": layers}, WORDS)
    assert figure.layout.yaxis.type == "log"
    assert [tuple(line.y) for line in figure.data] == [(None, 0.1), (None, 0.01)] * 2 + [(None, 0.1)]
    assert len({line.line.color for line in figure.data}) == 3


def test_lines_of_one_start_have_one_colour_and_its_median_is_dotted():
    layers = {2: slowness.DeltaStatistics(0.2, 0.1, 0.0), 3: slowness.DeltaStatistics(0.1, 0.01, 0.0)}
    mean, median, other, _ = charts.layers({"gaussian": layers, "scaled": layers}, WORDS).data
    assert (mean.line.dash, median.line.dash) == ("solid", "dot")
    assert mean.line.color == median.line.color != other.line.color


def test_lines_of_several_starts_and_of_both_costs_are_told_apart_without_colour():
    layers = {2: slowness.DeltaStatistics(0.2, 0.1, 0.0), 3: slowness.DeltaStatistics(0.1, 0.01, 0.0)}
    starts = charts.layers({"gaussian": layers, "scaled": layers, "current": layers}, WORDS).data
    assert len({(line.marker.symbol, line.line.dash) for line in starts}) == len(starts)
    descents = charts.descents({"quadratic": [0.1, 0.4], "cross_entropy": [0.1, 0.9]}, 3, 0.5, WORDS).data
    assert len({line.line.dash for line in descents}) == 2


def test_means_are_shown_by_their_size():
    figure = charts.saturated({"nabla": np.array([-0.5, 0.0]), "delta": np.array([0.25, 1.0])}, WORDS)
    assert [tuple(points.y) for points in figure.data] == [(0.5, None), (0.25, 1.0)]


def test_a_descent_is_shown_from_its_start_to_its_end():
    (line,) = charts.descents({"quadratic": [0.1, 0.4, 0.9]}, 3, 0.5, WORDS).data
    assert (tuple(line.x), tuple(line.y)) == ((0, 1, 2), (0.1, 0.4, 0.9))
