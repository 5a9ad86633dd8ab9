import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import backprop, multiplications, path_factors
from tests.engine.problems import problem, problems
from ui.paths import charts, paths
from ui.text.words import load

WORDS = load("en", "paths")


@settings(max_examples=40)
@given(drawn=problems(most_examples=1), data=st.data())
def test_the_waterfall_lands_on_backpropagation(drawn, data):
    net, x, y, cost = drawn
    l = data.draw(st.integers(2, net.L))
    trace = backprop(net, x, y, cost)
    sum = paths.summed(path_factors(trace, net, l, 0, 0))
    bars = charts.waterfall(sum, 0, WORDS).data[0]
    assert math.fsum(bars.y) == pytest.approx(trace.nabla_w[l][0, 0], rel=1e-9, abs=1e-12 * sum.factors.absolute)
    assert bars.measure[-1] == "total"
    assert len(bars.y) == len(sum.strongest) + (1 if sum.others else 0) + 1


def test_the_chosen_path_is_named_in_bold():
    net, x, y = problem((4, 3, 2))
    sum = paths.summed(path_factors(backprop(net, x, y), net, 2, 0, 0))
    names = charts.waterfall(sum, 1, WORDS).layout.xaxis.ticktext
    assert [name.startswith("<b>") for name in names] == [False, True, False]


def test_the_marked_network_lies_on_both_lines():
    figure = charts.growth(3, 30, WORDS)
    lines = {line.name: line for line in figure.data}
    marks = figure.data[-1]
    assert list(marks.x) == [3, 3]
    assert list(marks.y) == [float(count) for count in multiplications(paths.imagined(3, 30), 2)] == [36000.0, 1231.0]
    for name, y in zip(("growth.enumeration", "growth.recursion"), marks.y, strict=True):
        assert lines[WORDS(name, breadth=30)].y[2] == y


def test_lines_of_different_breadths_are_told_apart_without_colour():
    lines = charts.growth(3, 30, WORDS).data[:3]
    assert len({line.line.dash for line in lines}) == 3
    assert [line.text[-1] for line in lines] == [str(breadth) for breadth in paths.BREADTHS]


def test_the_chosen_breadth_is_drawn_thick():
    widths = [line.line.width for line in charts.growth(3, 30, WORDS).data[:3]]
    assert [width == max(widths) for width in widths] == [breadth == 30 for breadth in paths.BREADTHS]
