import copy
import itertools
import math

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from ui.charts import echarts
from ui.charts.echarts import Diagram

LINE = echarts.line([[0, 1], [1, None]], "C")


LOW, SIZE = st.floats(-1e6, 1e6), st.floats(1e-6, 1e6)


def slack(low, high, every):
    """What the rounding of numbers of this size and of their quotients by `every` may amount to."""
    return 1e-9 * every + 4 * math.ulp(max(abs(low), abs(high)))


@settings(max_examples=200)
@given(low=LOW, size=SIZE, count=st.integers(2, 8))
@example(low=100000.88, size=1e-6, count=5)
@example(low=460557.1527064496, size=1e-6, count=3)
def test_ticks_cover_what_is_shown_and_reach_no_further_than_the_next_one(low, size, count):
    high = low + size
    first, last, every = echarts.ticks(low, high, count)
    margin = slack(low, high, every)
    assert low - every - margin < first <= low + margin
    assert high - margin <= last < high + every + margin


@given(low=LOW, size=SIZE)
@example(low=100000.88, size=1e-6)
def test_ticks_stand_at_multiples_of_one_two_or_five_times_a_power_of_ten(low, size):
    first, last, every = echarts.ticks(low, low + size)
    assert f"{every:.3e}"[:5] in ("1.000", "2.000", "5.000")
    for end in (first, last):
        assert abs(end - round(end / every) * every) <= slack(low, low + size, every)


@given(low=LOW, size=st.floats(0, 1e-6))
@example(low=100000.88, size=0)
@example(low=1e14, size=0)
def test_no_two_ticks_fall_on_one_number_however_close_the_ends_are(low, size):
    assume(abs(low) > 1e-3)
    first, last, every = echarts.ticks(low, low + size)
    places = [first + i * every for i in range(round((last - first) / every) + 1)]
    assert len(places) > 1
    assert sorted(set(places)) == places


@pytest.mark.parametrize(
    ("low", "high", "ticks"), [(0, 1, (0, 1, 0.2)), (-0.3, 0.9, (-0.5, 1, 0.5)), (0, 100, (0, 100, 20))]
)
def test_ticks_are_those_that_a_hand_would_draw(low, high, ticks):
    assert echarts.ticks(low, high) == pytest.approx(ticks)


def test_an_axis_leaves_to_echarts_what_it_does_not_say():
    assert echarts.value() == {"type": "value"}
    assert echarts.value(0, 3) == {"type": "value", "min": 0, "max": 3}
    assert echarts.value(0, 3, 1)["interval"] == 1


def test_an_axis_of_logarithms_is_labelled_by_powers_of_ten():
    labels = echarts.powers(-12, 0, hideOverlap=True)["axisLabel"]
    assert labels["formatter"] == "10{up|{value}}"
    assert "up" in labels["rich"]
    assert labels["hideOverlap"]


def test_a_category_has_a_place_for_each_name():
    assert echarts.category("abc")["data"] == ["a", "b", "c"]


def test_a_series_keeps_its_data_and_what_is_its_own():
    assert LINE["data"] == [[0, 1], [1, None]]
    assert (LINE["type"], LINE["name"], LINE["showSymbol"]) == ("line", "C", False)
    bars = echarts.series("bar", range(3), barCategoryGap="5%")
    assert (bars["type"], bars["data"], bars["barCategoryGap"]) == ("bar", [0, 1, 2], "5%")


def test_a_series_without_a_name_stands_in_no_legend():
    assert "name" not in echarts.line([[0, 1]])


def test_what_is_said_of_one_series_wins_over_what_all_have():
    assert echarts.line([], showSymbol=True)["showSymbol"] is True


def test_a_line_and_its_symbols_have_one_colour():
    stroke = echarts.stroke("#123456", 3, "dashed")
    assert stroke["lineStyle"] == {"color": "#123456", "width": 3, "type": "dashed"}
    assert stroke["itemStyle"]["color"] == "#123456"


def test_marks_are_lines_across_a_grid_that_cannot_be_hovered():
    marks = echarts.marks([{"xAxis": 2}], {"type": "dotted"})["markLine"]
    assert marks["data"] == [{"xAxis": 2}]
    assert marks["silent"]


def test_each_series_of_a_chart_lies_in_the_grid_of_its_diagram():
    diagrams = [
        Diagram(echarts.grid(40, 10, top=top, height=90), echarts.value(0, top), echarts.value(), [LINE] * count)
        for top, count in ((10, 1), (120, 2))
    ]
    option = echarts.chart(*diagrams, legend=echarts.legend())
    assert [grid["top"] for grid in option["grid"]] == [10, 120]
    assert [axis["gridIndex"] for axis in option["xAxis"]] == [axis["gridIndex"] for axis in option["yAxis"]] == [0, 1]
    assert [axis["max"] for axis in option["xAxis"]] == [10, 120]
    assert [(line["xAxisIndex"], line["yAxisIndex"]) for line in option["series"]] == [(0, 0), (1, 1), (1, 1)]
    assert option["animation"] is False


def test_making_a_chart_changes_none_of_its_parts():
    parts = (LINE, echarts.POWERS, echarts.EDGE, echarts.BOTH_ENDS)
    before = copy.deepcopy(parts)
    x = echarts.powers(-3, 0, **echarts.BOTH_ENDS) | echarts.EDGE | echarts.below("ε")
    option = echarts.chart(Diagram(echarts.grid(40, 10, top=10), x, echarts.value(), [LINE]))
    option["series"][0]["name"] = "another"
    assert parts == before


@given(count=st.integers(0, 500), most=st.integers(2, 300))
def test_a_long_curve_is_drawn_with_few_points_in_order_that_keep_its_ends(count, most):
    points = echarts.evenly(range(count), most)
    assert len(points) <= most
    assert points == sorted(set(points))
    assert points[:1] + points[-1:] == ([0, count - 1] if count else [])
    if 0 < count <= most:
        assert points == list(range(count))
    else:
        gaps = [b - a for a, b in itertools.pairwise(points[:-1])]
        assert set(gaps) <= {math.ceil((count - 1) / (most - 1))}
