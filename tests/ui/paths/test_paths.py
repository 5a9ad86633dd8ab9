import math
import xml.etree.ElementTree as ElementTree

import pytest

from engine import backprop, path_count, path_factors
from tests.engine.problems import problem
from ui.paths import paths, route
from ui.text.numbers import percent
from ui.text.words import load

WORDS = load("en", "paths")


def summed(sizes, l=2, j=0, k=0, seed=0):
    net, x, y = problem(sizes, seed=seed)
    trace = backprop(net, x, y)
    return paths.summed(path_factors(trace, net, l, j, k)), trace


def test_the_strongest_are_drawn_and_the_rest_is_one_bar():
    sum, _ = summed((4, 3, 6, 5))
    assert len(sum.strongest) == paths.SHOWN
    assert sum.others == 30 - paths.SHOWN
    everything = sum.factors.strongest(30)
    assert sum.rest == pytest.approx(math.fsum(path.product for path in everything[paths.SHOWN :]))
    assert sum.cancelling == pytest.approx(sum.factors.absolute / abs(sum.factors.total))


def test_the_drawing_is_xml_with_a_line_for_each_path():
    sum, _ = summed((4, 3, 6, 5), k=2)
    svg = ElementTree.fromstring(route.drawing(sum, 3, WORDS))
    space = "{http://www.w3.org/2000/svg}"
    lines = svg.findall(f"{space}polyline")
    assert len(lines) == len(sum.strongest)
    assert [line for line in lines if "chosen" in line.get("class")] == lines[-1:]
    texts = [text.text for text in svg.findall(f"{space}text")]
    assert "C" in texts
    assert texts.count("2") >= 1
    lit = [circle for circle in svg.findall(f"{space}circle") if "chosen" in circle.get("class")]
    assert len(lit) == len(sum.strongest[3].neurons) + 1


def test_a_weight_of_the_last_layer_has_one_path():
    sum, trace = summed((4, 3, 2), l=3, j=1, k=2)
    assert [path.neurons for path in sum.strongest] == [(1,)]
    assert sum.rest == pytest.approx(0)
    assert sum.strongest[0].product == pytest.approx(trace.nabla_w[3][1, 2])
    ElementTree.fromstring(route.drawing(sum, 0, WORDS))


def test_a_path_is_written_from_the_cost_back_to_the_weight():
    sum, _ = summed((4, 3, 6, 5), k=2)
    path = sum.strongest[0]
    _, q, m = path.neurons
    text = paths.latex(path, 2, 0, 2)
    assert (
        text.index(rf"\partial a^{{4}}_{{{m}}}") < text.index(rf"\partial a^{{3}}_{{{q}}}") < text.index("w^{2}_{0,2}")
    )
    assert text.count(r"\cdot") >= len(path.factors) - 1


def test_among_the_guesses_is_the_right_count():
    for sizes, l in [((784, 30, 10), 2), ((784, 30, 10), 3), ((784, 30, 20, 10), 2)]:
        guesses = paths.counts(sizes, l)
        assert path_count(sizes, l) in guesses
        assert 3 <= len(guesses) <= 7


def test_the_paths_of_an_imagined_network_are_counted_however_many():
    sizes = paths.imagined(3, 30)
    assert sizes == (784, 30, 30, 30, 10)
    assert "10^" in paths.power(path_count(paths.imagined(20, 30), 2), WORDS)
    assert paths.power(9000, WORDS) == r"\text{9,000}"


def test_times_are_written_for_people():
    assert paths.duration(10, WORDS) == WORDS["growth.moment"]
    assert paths.duration(10**10, WORDS) == "10.00 seconds"
    assert "years" in paths.duration(10**30, WORDS)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (0.0291, "2.9 %"),
        (0.214, "21 %"),
        (-0.5, "−50 %"),
        (1e-6, "<0.1 %"),
        (0, "0.0 %"),
        (math.nan, "–"),
        (0.0999, "10 %"),
    ],
)
def test_parts_are_written_in_per_cent(part, text):
    assert percent(part) == text
