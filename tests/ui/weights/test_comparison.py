import numpy as np
import pytest

from engine import Network
from tests.ui.weights.examples import inspection
from ui.text.numbers import number
from ui.text.words import load
from ui.weights import comparison

WORDS = load("en", "weights")


@pytest.mark.parametrize("l", [2, 3])
@pytest.mark.parametrize("log", [True, False])
def test_weights_and_their_change_share_a_scale_and_the_gradient_is_seen(l, log):
    seen = inspection(l=l, j=1)
    start = Network.random(seen.network.sizes, seed=9, init="scaled", dtype=np.float64)
    blocks = comparison.against(seen, start, "start", log, WORDS)
    w, change, nabla = (block.values for block in blocks)
    rows = slice(1, 2) if l == 2 else slice(None)
    assert (w.ravel() == seen.network.w[l][rows].ravel()).all()
    assert change.ravel() == pytest.approx((seen.network.w[l] - start.w[l])[rows].ravel())
    assert (nabla.ravel() == seen.before.nabla_w[l][rows].ravel()).all()
    assert len({(block.scale, block.decades) for block in blocks}) == (1 if log else 2)
    assert blocks[0].scale == blocks[1].scale
    assert log or np.abs(nabla).max() > 0.2 * blocks[2].scale
    assert bool(blocks[0].decades) == log


def test_without_any_gradient_there_is_still_a_scale():
    seen = inspection()
    seen.network.parameters[:] = 0
    seen.network.b[4][:] = -2000  # σ' is 0
    assert comparison.against(seen, seen.network, "start", True, WORDS)[0].scale == 1


def test_the_sizes_are_root_mean_squares_of_the_whole_layer():
    seen, other = inspection(l=3), Network.random((784, 6, 5, 10), seed=9, dtype=np.float64)
    change = seen.network.w[3] - other.w[3]
    assert comparison.norms(seen, other)["change"] == number(np.sqrt((change**2).mean()))
