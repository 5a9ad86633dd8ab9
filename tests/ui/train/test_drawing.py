"""The network as it is drawn while it learns."""

import json

import numpy as np
import pytest

from engine import Network, backprop, load_mnist
from ui.text.words import load
from ui.train.drawing import LADDER, Moment, edited, encode

WORDS = load("en", "train")


def head(data):
    """The header, and its length in bytes."""
    length = int.from_bytes(data[:4], "little")
    return json.loads(data[4 : 4 + length]), length


def moment(sizes):
    start = Network.random(sizes, seed=1)
    net = Network.random(sizes, seed=2)
    first = load_mnist().train[:20]
    return Moment(net, start, net, first.images, first.targets, "quadratic")


@pytest.mark.parametrize("sizes", [(784, 30, 10), (784, 40, 20, 10), (784, 200, 100, 10), (784, 10)])
def test_each_connection_that_is_shown_has_its_weight_its_slope_and_how_far_it_has_come(sizes):
    now = moment(sizes)
    slopes = backprop(now.net, now.x, now.y).nabla_w
    data = encode(now, WORDS)
    header, length = head(data)
    values = np.frombuffer(data, "<f4", header["numbers"], 4 + length)
    at, before = 0, None
    for layer in header["layers"]:
        l, ids = layer["l"], layer["ids"]
        three = [now.net.w[l][ids], slopes[l][ids], now.net.w[l][ids] - now.start.w[l][ids]]
        for w in three:
            expected = np.linalg.norm(w, axis=1) if before is None else w[:, before].ravel()
            assert values[at : at + expected.size] == pytest.approx(expected, rel=1e-5, abs=1e-9)
            at += expected.size
        before = ids
    assert at == header["numbers"]
    pictures = np.frombuffer(data, np.int8, offset=4 + length + 4 * at)
    assert len(pictures) == (784 * len(header["layers"][0]["ids"]) if len(sizes) > 2 else 0)


def test_of_a_large_layer_those_are_shown_that_the_next_one_hears_most():
    now = moment((784, 200, 10))
    header, _ = head(encode(now, WORDS))
    norms, ids = np.linalg.norm(now.net.w[3], axis=0), header["layers"][0]["ids"]
    assert len(ids) == 30
    assert norms[ids].min() >= np.delete(norms, ids).max()
    assert header["layers"][0]["head"] == "30 of 200"


@pytest.mark.parametrize(
    ("hidden", "message", "then"),
    [
        ((30,), {"layers": 1}, (30, 30)),
        ((), {"layers": 1}, (30,)),
        ((30, 20), {"layers": -1}, (30,)),
        ((), {"layers": -1}, None),
        ((9, 9, 9, 9), {"layers": 1}, None),
        ((30, 20), {"l": 3, "neurons": 1}, (30, 25)),
        ((37,), {"l": 2, "neurons": -1}, (30,)),
        ((1,), {"l": 2, "neurons": -1}, None),
        ((300,), {"l": 2, "neurons": 1}, None),
        ((30,), {"l": 4, "neurons": 1}, None),
        ((30,), {"l": 2, "neurons": 50}, None),
        ((30,), {"l": "2", "neurons": 1}, None),
        ((30,), {"layers": 1, "l": 2, "neurons": 1}, None),
        ((30,), [1], None),
        ((30,), None, None),
    ],
)
def test_plus_and_minus_change_the_hidden_layers_within_their_bounds(hidden, message, then):
    assert edited(hidden, message) == then


def test_each_size_of_the_ladder_is_reached_from_below_and_from_above():
    up, down = [1], [LADDER[-1]]
    while then := edited((up[-1],), {"l": 2, "neurons": 1}):
        up.append(then[0])
    while then := edited((down[-1],), {"l": 2, "neurons": -1}):
        down.append(then[0])
    assert tuple(up) == tuple(reversed(down)) == LADDER
