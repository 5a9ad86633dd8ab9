import numpy as np
import pytest

from ui.weights import histogram


def test_the_histogram_counts_every_weight():
    w = np.array([[-1.0, 0.0, 0.0, 1.0]])
    now, then, middles = histogram.counted(w, 0.5 * w)
    assert sum(now) == pytest.approx(100, abs=0.01)
    assert sum(then) == pytest.approx(100, abs=0.01)
    assert {middle: share for middle, share in zip(middles, now, strict=True) if share} == {-1: 25, 0: 50, 1: 25}
    assert middles == [-middle for middle in reversed(middles)]


@pytest.mark.parametrize("most", [0.0, 1e-7, 0.99, 3.3, 1e5])
def test_the_bins_of_a_histogram_hold_every_weight_and_zero_has_a_mark(most):
    now, _, middles = histogram.counted(np.array([[-most, most / 3, most]]), np.zeros((1, 3)))
    assert sum(now) == pytest.approx(100, abs=0.01)
    assert len(middles) % 4 == 1
    assert middles[len(middles) // 2] == 0
