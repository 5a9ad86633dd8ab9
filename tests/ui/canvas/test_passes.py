"""The two passes of a drawing, as the pad shows them beside it."""

import json

import numpy as np
import pytest

from engine import Network, backprop, load_mnist, one_hot
from ui.canvas import passes
from ui.canvas.passes import Way, data, read_way, sheet
from ui.text.words import load

WORDS = load("en", "home")


@pytest.fixture(scope="module", params=[(784, 30, 10), (784, 200, 100, 10), (784, 40, 20, 15, 10), (784, 10)])
def seen(request):
    """A network and a whole pass of a 4 that is meant to be a 9, and the same as the pad gets it."""
    net = Network.random(request.param, seed=1, init="scaled", activation="tanh", output_activation="sigmoid")
    net = net.copy(dtype=float)
    trace = backprop(net, load_mnist().test[[115]].images.astype(float), one_hot([9], 10))
    return net, trace, data(net, trace, 9, 0.15, WORDS)


def test_all_of_a_small_layer_are_shown_and_so_many_of_a_large_one(seen):
    net, _, shown = seen
    most = {2: 0, 3: 30, 4: 24, 5: 12}[net.L]
    counts = [min(most, n) for n in net.sizes[1:-1]] + [10]
    assert [len(layer["ids"]) for layer in shown["layers"]] == counts
    assert [layer["l"] for layer in shown["layers"]] == list(range(2, net.L + 1))


def test_those_that_are_shown_change_the_answer_most_when_they_are_silenced(seen):
    """To first order, which is exact for the layer before the outputs: there z^L falls by w·a."""
    net, trace, shown = seen
    if net.L == 2:
        return
    answer = trace.a[net.L].argmax()
    falls = np.abs(net.w[net.L][answer] * trace.a[net.L - 1][:, 0])
    ids = shown["layers"][-2]["ids"]
    assert falls[ids].min() >= np.delete(falls, ids).max(initial=0)


def test_activations_and_errors_are_those_of_the_pass(seen):
    _, trace, shown = seen
    for layer in shown["layers"]:
        l, ids = layer["l"], layer["ids"]
        for name, values in (("a", trace.a[l]), ("z", trace.z[l]), ("delta", trace.delta[l])):
            assert layer[name] == pytest.approx(values[ids, 0], rel=1e-3)


def test_connections_carry_w_times_a_and_have_the_slope_of_bp4(seen):
    net, trace, shown = seen
    for l, j, k, w, carried, slope in shown["edges"]:
        assert w == pytest.approx(net.w[l][j, k], rel=1e-3)
        assert slope == pytest.approx(trace.nabla_w[l][j, k], rel=1e-3)
        whole = net.w[2][j] @ trace.a[1][:, 0] if l == 2 else net.w[l][j, k] * trace.a[l - 1][k, 0]
        assert carried == pytest.approx(whole, rel=1e-3)


def test_the_strongest_connections_of_each_way_are_among_them(seen):
    net, trace, shown = seen
    for layer in shown["layers"][1:]:
        l, before = layer["l"], shown["layers"][layer["l"] - 3]["ids"]
        found = [(j, k) for of, j, k, *_ in shown["edges"] if of == l]
        for values in (net.w[l] * trace.a[l - 1][:, 0], trace.nabla_w[l]):
            part = np.abs(values)[np.ix_(layer["ids"], before)]
            j, k = np.unravel_index(part.argmax(), part.shape)
            assert (layer["ids"][j], before[k]) in found


def test_without_a_label_nothing_comes_back(seen):
    net, trace, _ = seen
    shown = data(net, trace, None, 0.15, WORDS)
    assert shown["label"] is None
    assert not any("delta" in layer for layer in shown["layers"])


def test_at_rest_there_are_neurons_and_no_numbers(seen):
    net = seen[0]
    shown = data(net, None, None, 1.0, WORDS)
    assert shown["edges"] == []
    assert all(set(layer) == {"l", "ids", "head"} for layer in shown["layers"])


def test_a_message_stays_small(seen):
    assert len(json.dumps(seen[2])) < 12_000


def test_whether_next_to_nothing_comes_back_is_said(seen):
    net, trace, shown = seen
    assert shown["quiet"] == (np.abs(trace.delta[net.L]).max() < passes.SMALL)


def test_the_sheet_has_each_weight_into_layer_2_as_a_byte(seen):
    net = seen[0]
    values = np.frombuffer(sheet(net), np.int8).reshape(net.w[2].shape)
    inner = np.abs(values) < 127
    slope = net.w[2][inner] @ values[inner] / (values[inner].astype(float) @ values[inner])
    assert inner.mean() == pytest.approx(0.98, abs=0.01)
    assert net.w[2][inner] == pytest.approx(slope * values[inner], abs=1.1 * slope)


@pytest.mark.parametrize(
    ("message", "way"),
    [
        ({"page": "weights", "neuron": "2-14"}, Way("weights", (2, 14))),
        ({"page": "paths", "neuron": "3-9-29"}, Way("paths", (3, 9, 29))),
        ({"page": "backprop", "neuron": None}, Way("backprop", None)),
        ({"page": "why", "neuron": None}, Way("why", None)),
        ({"page": "train", "neuron": None}, None),
        ({"page": "weights", "neuron": "2-30"}, None),
        ({"page": "paths", "neuron": "3-9-30"}, None),
        ({"page": "weights", "neuron": "1-0"}, None),
        ({"page": "weights", "neuron": "２-1"}, None),
        ({"page": "weights", "neuron": 3}, None),
        ({"page": ["weights"]}, None),
        ("weights", None),
        (None, None),
    ],
)
def test_a_click_leads_to_a_page_and_a_neuron_that_there_is(message, way):
    assert read_way(message, Network.random((784, 30, 10), seed=0)) == way
