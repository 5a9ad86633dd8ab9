"""One rule for the answer."""

import numpy as np
import pytest

from ui.canvas.outputs import largest, name


@pytest.mark.parametrize(
    ("a", "digit"),
    [
        ([0, 0, 0.7, 0.2], 2),
        ([0, 0, 0, 0], None),
        ([1, 1, 0, 0], None),
        ([-1, -2, -3, -4], 0),
        ([0, 0, 0, 1e-12], 3),
    ],
)
def test_the_answer_is_the_single_largest_output(a, digit):
    assert largest(np.array(a, float)) == digit
    assert name(digit) == ("–" if digit is None else str(digit))
