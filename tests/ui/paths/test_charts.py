import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import backprop, multiplications, path_factors
from tests.engine.problems import problem, problems
from ui.paths import charts, paths
from ui.text.words import load

WORDS = load("en", "paths")
COLOURS = {"blue": "#00f", "orange": "#f80", "text": "#222"}


def bars(chart):
    return chart["series"][0]["data"]


@settings(max_examples=40)
@given(drawn=problems(most_examples=1), data=st.data())
def test_the_waterfall_lands_on_backpropagation(drawn, data):
    net, x, y, cost = drawn
    l = data.draw(st.integers(2, net.L))
    trace = backprop(net, x, y, cost)
    sum = paths.summed(path_factors(trace, net, l, 0, 0))
    *steps, total = (bar["value"] for bar in bars(charts.waterfall(sum, 0, WORDS, COLOURS)))
    whole = pytest.approx(trace.nabla_w[l][0, 0], rel=1e-9, abs=1e-12 * sum.factors.absolute)
    assert (steps[-1][1], total[1]) == (whole, whole)
    assert [step[0] for step in steps] == [0.0, *(step[1] for step in steps[:-1])]
    assert len(steps) == len(sum.strongest) + (1 if sum.others else 0)


def test_the_chosen_path_is_named_in_bold():
    net, x, y = problem((4, 3, 2))
    sum = paths.summed(path_factors(backprop(net, x, y), net, 2, 0, 0))
    names = charts.waterfall(sum, 1, WORDS, COLOURS)["xAxis"][0]["data"]
    assert ["textStyle" in name for name in names] == [False, True, False]


def test_the_growth_is_that_of_the_multiplications_as_powers_of_ten():
    plot = charts.growth(3, 30, WORDS)
    (panel,) = plot.panels
    lines = {line.name: line for line in panel.lines}
    assert [*lines] == plot.names
    for name, count in zip(
        ("growth.enumeration", "growth.recursion"), multiplications(paths.imagined(3, 30), 2), strict=True
    ):
        assert 10 ** lines[WORDS(name, breadth=30)].y[2] == pytest.approx(count)
    assert [mark.x for mark in panel.marks] == [3]
    assert plot.encode()


def test_the_chosen_breadth_has_points_and_lines_are_told_apart_by_their_names():
    lines = charts.growth(3, 30, WORDS).panels[0].lines
    assert [line.points for line in lines[:3]] == [breadth == 30 for breadth in paths.BREADTHS]
    assert len({line.name for line in lines}) == len(lines)
