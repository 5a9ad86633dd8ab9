import pytest

from ui.backprop.number_parser import close, read_number, read_vector


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.5", 0.5),
        ("−0,034", -0.034),
        ("3.4e-5", 3.4e-5),
        ("3.4·10^-5", 3.4e-5),
        ("-2.5 * 10^(-3)", -0.0025),
        ("x", None),
        ("nan", None),
        ("1e999", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_type_them(text, number):
    assert read_number(text) == number


def test_a_result_is_right_to_one_per_cent_with_its_sign():
    assert close(-0.0249, -0.025)
    assert not close(0.025, -0.025)
    assert not close(0.026, 0.025)
    assert not close(1e-9, 2e-9)
    assert close(0, 0)


@pytest.mark.parametrize(
    ("text", "vector"),
    [
        ("1, 2", [1, 2]),
        ("1 -2.5; 3", [1, -2.5, 3]),
        ("−1", [-1]),
        ("", None),
        ("1, a", None),
        ("1e99", None),
        ("1 2 3 4 5 6 7 8 9", None),
    ],
)
def test_vectors_are_read_or_refused(text, vector):
    assert read_vector(text) == vector
