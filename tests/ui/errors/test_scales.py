import numpy as np
import pytest

from ui.errors.scales import SCALES, Scales
from ui.text.words import load

WORDS = load("en", "errors")
DELTAS = {3: np.array([[0.4]]), 2: np.array([[-0.003]])}


def test_a_scale_is_common_or_of_each_layer_or_logarithmic():
    assert Scales.of(DELTAS, "common").by_layer == {3: (0.5, 0), 2: (0.5, 0)}
    assert Scales.of(DELTAS, "layer").by_layer == {3: (0.5, 0), 2: (0.005, 0)}
    assert Scales.of(DELTAS, "log").by_layer == {3: (0.5, 6), 2: (0.5, 6)}


@pytest.mark.parametrize("choice", SCALES)
def test_a_common_scale_is_drawn_once_below_the_lowest_layer(choice):
    drawn = [l for l in DELTAS if Scales.of(DELTAS, choice).options(l, WORDS)["show_scale"]]
    assert drawn == ([3, 2] if choice == "layer" else [2])


@pytest.mark.parametrize(("choice", "said"), [("common", "±0.5"), ("layer", "cannot"), ("log", "5·10⁻⁷")])
def test_the_figure_says_its_scale(choice, said):
    assert said in Scales.of({2: np.array([[0.5]])}, choice).sentence(WORDS)
