import math

import pytest

from ui.text.numbers import difference, number, ratio, short


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.02, "0.02000"),
        (0.00123456, "0.001235"),
        (0.00099996, "0.001000"),
        (-0.5, "−0.5000"),
        (1234.56, "1235"),
        (9999.7, "1.000·10⁴"),
        (0.000123456, "1.235·10⁻⁴"),
        (-3.2e-17, "−3.200·10⁻¹⁷"),
        (math.inf, "∞"),
        (math.nan, "–"),
    ],
)
def test_a_number_has_four_significant_digits_and_a_real_minus(value, text):
    assert number(value) == text


def test_a_plus_is_written_where_signs_are_compared():
    assert [number(value, sign=True) for value in (2, -2, 0)] == ["+2.000", "−2.000", "0"]


def test_the_ends_of_scales_and_ratios_are_short():
    assert [short(value) for value in (0.5, 5e-7, -2, 100)] == ["0.5", "5·10⁻⁷", "−2", "100"]
    assert [ratio(value) for value in (1.26, 9.96, 883, 2.5e9, math.inf)] == ["1.3", "10", "880", "2.5·10⁹", "∞"]


def test_a_difference_adds_up_as_it_is_written():
    assert (difference(0.99991229, 1), number(0.99991229 - 1)) == ("0.99991229", "−8.771·10⁻⁵")
    assert difference(0.2, 0) == "0.2000"
