import numpy as np
import pytest

from engine import epsilon_curve, gradient_check
from tests.engine.problems import problem
from ui.check import charts, check
from ui.text.words import load

WORDS = load("en", "check")
COLOURS = {"blue": "#0000ff", "orange": "#ff8800", "text": "#000000"}


def test_folded_axes_count_decades_with_sign():
    values = np.array([0.0, 1e-40, 1e-15, -1e-15, 1.0, -0.1])
    assert charts.folded(values) == pytest.approx([0, 0, 1, -1, 16, -15])


def test_the_picture_counts_every_weight_once():
    net, x, y = problem((6, 5, 3))
    result = gradient_check(net, x, y)
    edges, counts = charts.density(result)
    assert counts.sum() == net.parameters.size
    assert counts.shape == (len(edges) - 1, len(edges) - 1)
    figure = charts.scatter(result, result.worst(3), 1, WORDS)
    assert figure.data[1].customdata.sum() == net.parameters.size
    assert list(figure.data[2].marker.size) == [9, 15, 9]


def test_the_errors_over_epsilon_are_those_of_the_engine():
    curve = epsilon_curve(*problem((6, 5, 4, 3)))
    options = charts.epsilon(curve, 3, WORDS, COLOURS)
    central = dict(map(tuple, options["series"][0]["data"]))
    assert central[-5] == pytest.approx(
        np.log10(curve.errors["central", "float64"][check.nearest(curve, 1e-5)]), abs=1e-3
    )


def test_a_method_has_a_colour_and_a_precision_a_stroke():
    series = charts.epsilon(epsilon_curve(*problem((6, 5, 4, 3))), 3, WORDS, COLOURS)["series"]
    strokes = {kind: line["lineStyle"] for kind, line in zip(check.KINDS, series, strict=True)}
    assert strokes["central", "float32"]["color"] == strokes["central", "float64"]["color"] == COLOURS["blue"]
    assert strokes["forward", "float32"]["color"] == strokes["forward", "float64"]["color"] == COLOURS["orange"]
    assert {kind[1]: stroke["type"] for kind, stroke in strokes.items()} == {"float64": "solid", "float32": "dashed"}


def test_the_chosen_epsilon_is_marked():
    curve = epsilon_curve(*problem((6, 5, 4, 3)))
    mark = charts.epsilon(curve, 3, WORDS, COLOURS)["series"][0]["markLine"]["data"]
    assert mark == [{"xAxis": pytest.approx(np.log10(curve.epsilons[3]), abs=1e-3)}]


def test_both_methods_are_told_apart_without_colour():
    series = charts.epsilon(epsilon_curve(*problem((6, 5, 4, 3))), 3, WORDS, COLOURS)["series"]
    assert len({(line["symbol"], line["lineStyle"]["type"]) for line in series}) == len(check.KINDS)
