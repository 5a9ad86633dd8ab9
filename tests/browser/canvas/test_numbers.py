"""Python and JavaScript write the same numbers and know the same sizes."""

import math
import sys

import numpy as np
import pytest

from ui.canvas import sketch
from ui.text.numbers import number

NUMBER = "({number}, values, sign) => values.map((value) => number(value, {sign}))"


def many():
    """Numbers of all sizes, double and single, and what is special: zeros, limits, round ones, neighbours of edges."""
    rng = np.random.default_rng(0)
    spread = rng.choice([-1, 1], 6000) * 10.0 ** rng.uniform(-30, 30, 6000)
    usual = rng.normal(size=4000) * 10.0 ** rng.uniform(-6, 6, 4000)
    single = rng.normal(size=4000).astype(np.float32).astype(float)
    edges = [edge for power in range(-8, 9) for edge in (10.0**power, math.nextafter(10.0**power, math.inf))]
    edges += [0.0, -0.0, 5e-324, -5e-324, sys.float_info.max, sys.float_info.min, 9999.0, -9999.0, 9999.4, 0.0009999]
    ties = (rng.integers(1000, 9999, 2000) + 0.5) * 2.0 ** rng.integers(-8, 2, 2000)
    edges += [2.0, 0.1, 1 / 3, 1234.5000001, 1234.4999999, 0.0012345, 1e21, 1e22, 123456789.0]
    return [*spread.tolist(), *usual.tolist(), *single.tolist(), *ties.tolist(), *edges]


@pytest.mark.parametrize("sign", [True, False])
def test_a_number_is_written_alike_on_both_sides(scripts, sign):
    values = many()
    found = scripts.call("shared/number.js", NUMBER, values, sign)
    expected = [number(value, sign=sign) for value in values]
    assert [pair for pair in zip(values, found, expected, strict=True) if pair[1] != pair[2]] == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (2.0625, "2.063"),
        (9999.7, "1.000·10⁴"),
        (0.00099996, "0.001000"),
        (math.nan, "–"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_a_number_is_written_alike_at_the_edges_of_the_rule(scripts, value, written):
    assert scripts.call("shared/number.js", NUMBER, [value], False) == [number(value)] == [written]


def test_a_cell_may_have_fewer_digits(scripts):
    write = "({number}, values, digits) => values.map((value) => number(value, {sign: true, digits}))"
    values = [0.5, -1.25, 12.3, 123.4, 0.00096, 0]
    assert scripts.call("shared/number.js", write, values, 2) == ["+0.50", "−1.3", "+12", "+1.2·10²", "+9.6·10⁻⁴", "0"]
    assert scripts.call("shared/number.js", write, values, 3)[2:4] == ["+12.3", "+123"]


def test_a_delta_has_four_decimals_or_a_power_of_ten_where_they_would_be_zero(scripts):
    values = [0.25, -0.25, 0.0005, 0.00049, -3e-7, 1.5, 0, -0.0, 1e-12, 0.99999]
    written = ["+0.2500", "−0.2500", "+0.0005", "+5·10⁻⁴", "−3·10⁻⁷", "+1.5000", "0", "0", "+1·10⁻¹²", "+1.0000"]
    assert scripts.call("shared/number.js", "({fourDecimals}, values) => values.map(fourDecimals)", values) == written


def test_no_tail_of_a_delta_is_written_as_zeros(scripts):
    values = [sign * 10.0**-power for power in range(1, 300, 7) for sign in (1, -1)]
    for text in scripts.call("shared/number.js", "({fourDecimals}, values) => values.map(fourDecimals)", values):
        assert any(digit in "123456789" for digit in text.split("·")[0])


def test_the_pad_has_the_same_size_on_both_sides(scripts):
    assert scripts.call("pad/drawing.js", "({SIDE}) => SIDE") == sketch.SIDE
    assert scripts.call("pad/ink.js", "({SENT}) => SENT") == sketch.SENT


def test_a_value_is_clamped_and_the_lower_end_wins_where_there_is_no_room(scripts):
    clamp = "({clamp}) => [clamp(5, 0, 3), clamp(-5, 0, 3), clamp(2, 0, 3), clamp(2, 0, -1)]"
    assert scripts.call("shared/number.js", clamp) == [3, 0, 2, 0]
