import pytest

from ui.numbers import number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1, "1.000"),
        (-1.27984, "−1.280"),
        (9999.4, "9999"),
        (99999, "1.000·10⁵"),
        (0.00123456, "0.001235"),
        (0.00099996, "0.001000"),
        (-2.2781e-18, "−2.278·10⁻¹⁸"),
        (float("nan"), "nan"),
    ],
)
def test_a_number_has_four_digits_and_a_real_minus(value, text):
    assert number(value) == text


def test_the_sign_is_written_where_it_matters():
    assert [number(value, sign=True) for value in (2, -2, 0)] == ["+2.000", "−2.000", "0"]
