import numpy as np
import pytest

from tests.ui.app import unpack
from ui.canvas.blocks import Brush, encode, ends, images, matrix, neurons, read_click, read_stroke, round_scale
from ui.text.words import load


def test_every_value_arrives_as_it_is():
    w = np.random.default_rng(0).normal(size=(3, 784)).astype(np.float32)
    blocks = [images(w, alt="weights", scale=2.0), neurons(np.array([[-1.0], [0.5]]), alt="δ")]
    header, values = unpack(encode(blocks, "title"))
    assert [block["count"] for block in header["blocks"]] == [3, 2]
    assert (values[:-2].reshape(w.shape) == w).all()
    assert values[-2:].tolist() == [-1.0, 0.5]
    assert (header["blocks"][0]["low"], header["blocks"][0]["high"]) == ("−2", "+2")


def test_sorted_pictures_keep_their_numbers():
    header, _ = unpack(encode([neurons(np.zeros((3, 1)), alt="a", ids=[7, 2, 5], selected=2, marked=[5])]))
    assert (header["blocks"][0]["selected"], header["blocks"][0]["marked"]) == (1, [2])


def test_a_click_is_taken_and_nonsense_is_not():
    blocks = [neurons(np.zeros((3, 1)), alt="a", ids=[7, 2, 5]), matrix(np.zeros((4, 6)), alt="w")]
    assert read_click({"block": 0, "i": 7, "r": 0, "c": 0}, blocks) == (0, 7, 0, 0)
    assert read_click({"block": 1, "i": 0, "r": 3, "c": 5}, blocks) == (1, 0, 3, 5)
    wrong = [None, [], {}, {"block": 2, "i": 0, "r": 0, "c": 0}, {"block": 0, "i": 0, "r": 0, "c": 0}]
    wrong += [
        {"block": 1, "i": 0, "r": 4, "c": 0},
        {"block": 1, "i": 0, "r": "0", "c": 0},
        {"block": -1, "i": 7, "r": 0, "c": 0},
    ]
    assert all(read_click(message, blocks) is None for message in wrong)


@pytest.mark.parametrize(("most", "scale"), [(0.7, 1), (1.0, 1), (1.01, 2), (4.2, 5), (0.013, 0.02), (7, 10)])
def test_a_scale_ends_at_the_next_of_1_2_5(most, scale):
    assert round_scale(np.array([most, -most])) == scale


def test_a_scale_exists_for_nothing_and_for_zeros():
    assert round_scale(np.zeros(5)) == round_scale(np.zeros(0)) == 1


def test_a_stroke_is_taken_and_nonsense_is_not():
    painted = images(np.zeros((2, 784)), alt="w", ids=[7, 2], brush=Brush(0.5, 3))
    blocks = [painted, images(np.zeros((1, 784)), alt="w")]
    assert read_stroke({"block": 0, "i": 2, "cells": [9, 5, 9]}, blocks) == (0, 2, (5, 9))
    wrong = [None, {}, {"block": 0, "i": 2}, {"block": 0, "i": 2, "cells": []}, {"block": 0, "i": 2, "cells": "12"}]
    wrong += [{"block": 0, "i": 2, "cells": [784]}, {"block": 0, "i": 2, "cells": [-1]}]
    wrong += [{"block": 0, "i": 2, "cells": [True]}, {"block": 0, "i": 0, "cells": [1]}]
    wrong += [{"block": 1, "i": 0, "cells": [1]}]  # has no brush
    assert all(read_stroke(message, blocks) is None for message in wrong)


def test_cells_of_neurons_have_their_numbers_unless_they_have_names_or_texts():
    values = np.zeros((3, 1))
    plain, named, written = (
        neurons(values, alt=""),
        neurons(values, alt="", names="012"),
        neurons(values, alt="", texts="012"),
    )
    assert [block.header()["numbered"] for block in (plain, named, written)] == [True, False, False]


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_ends_of_a_scale_are_two_short_words(language):
    for name in ("cost", "for", "activation", "change"):
        low, high = ends(load(language, "errors"), name)
        assert low != high
        assert max(len(low), len(high)) <= 10  # so that they stand side by side below a narrow bar
