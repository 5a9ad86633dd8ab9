import numpy as np
import pytest

from engine import backprop
from tests.ui.weights.examples import X, inspection
from ui.weights.edits import NewValue


def test_before_and_after_are_passes_of_the_engine():
    seen = inspection(edits=(NewValue(3, 1, 2, 4.0),))
    y = np.eye(10)[:, [3]]
    changed = seen.network.copy()
    changed.w[3][1, 2] = 4
    assert (seen.before.gradient == backprop(seen.network, X, y).gradient).all()
    assert (seen.trace.gradient == backprop(changed, X, y).gradient).all()
    a = seen.trace.a[4]
    assert seen.cost_of(seen.trace) == pytest.approx(0.5 * ((a - y) ** 2).sum())
