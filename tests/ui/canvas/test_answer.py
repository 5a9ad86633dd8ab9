"""What the pad shows for a drawing is what the engine computes."""

import numpy as np
import pytest

from engine import Network, backprop
from tests.ui.messages import ONE, drawn
from ui.canvas import answer, sketch
from ui.session import resources
from ui.text.words import load

WORDS = load("en", "home")


def reply(message, net=None, cost="quadratic"):
    known = resources.bundled.__wrapped__("book")
    return answer.reply(
        sketch.read(message["drawing"]), net or known.network, cost, resources.doubt.__wrapped__(), WORDS
    )


def test_the_numbers_are_those_of_the_engine_in_float64():
    net = resources.bundled.__wrapped__("book").network
    message = drawn(ONE, label=4)
    x = sketch.read(message["drawing"]).x
    trace = backprop(net, x, np.eye(10)[:, [4]])
    assert net.dtype == np.float64
    assert reply(message)["a"] == trace.a[3][:, 0].tolist()
    assert reply(message)["delta"] == trace.delta[3][:, 0].tolist()


def test_without_a_label_there_is_an_answer_and_no_error():
    shown = reply(drawn(ONE))
    assert shown["digit"] == 1
    assert shown["delta"] is None
    assert shown["meaning"] == WORDS["pad.choose"]


def test_without_ink_there_is_nothing_to_read():
    shown = reply(drawn())
    assert shown["digit"] is None
    assert shown["sentence"] == WORDS["pad.empty"]


def outputs(biases):
    """A network whose outputs do not depend on its input."""
    return Network({2: np.zeros((10, 784))}, {2: np.array([biases], float).T})


@pytest.mark.parametrize(
    ("biases", "label", "key"),
    [
        ([9, *[-9] * 9], 0, "pad.learnt"),
        ([9, *[-9] * 9], 1, "pad.saturated"),
        ([0, *[-9] * 9], 0, "pad.pull"),
        ([0, *[-9] * 9], 1, "pad.push"),
    ],
)
def test_the_sentence_fits_the_errors(biases, label, key):
    shown = reply(drawn(ONE, label=label), outputs(biases))
    assert shown["meaning"].startswith(WORDS[key].split("{")[0])


@pytest.mark.parametrize(
    ("biases", "key"),
    [
        ([3, -8, *[-9] * 8], "pad.clear"),
        ([1, -8, *[-9] * 8], "pad.likely"),
        ([3, 2.8, *[-9] * 8], "pad.likely"),
        ([-1, -8, *[-9] * 8], "pad.unsure"),
        ([3, 3, *[-9] * 8], "pad.silent"),
        ([-9] * 10, "pad.silent"),
    ],
)
def test_the_answer_says_how_sure_it_is(biases, key):
    shown = reply(drawn(ONE), outputs(biases))
    assert shown["sentence"] == WORDS(key, digit=0, second=1)


def test_the_bars_of_delta_have_a_scale_that_no_delta_exceeds():
    net = Network.random((784, 10), dtype=np.float64)
    for cost in ("quadratic", "cross_entropy"):
        for label in range(10):
            shown = reply(drawn(ONE, label=label), net, cost)
            assert np.abs(shown["delta"]).max() <= shown["scale"]
    linear = Network.random((784, 10), activation="linear", dtype=np.float64)
    shown = reply(drawn(ONE, label=0), linear)
    assert np.abs(shown["delta"]).max() <= shown["scale"]


@pytest.mark.parametrize(
    ("biases", "key"),
    [
        ([3, *[-9] * 9], "clear"),
        ([1, *[-9] * 9], "likely"),
        ([-1, -2, *[-9] * 8], "unsure"),
        ([2, 2, *[-9] * 8], "silent"),
    ],
)
def test_the_verdict_names_the_second_guess_and_the_margin(biases, key):
    words = load("en", "draw")
    a = outputs(biases).feedforward(np.zeros((784, 1)))[:, 0]
    second, first = a.argsort()[-2:]
    said = answer.verdict(a, words)
    assert said.startswith(f"**{answer.sentence(a, words)}**")
    assert f"{a[first]:.4f}" in said
    if key != "silent":
        assert f"{a[first] - a[second]:.4f}" in said
        assert f"{second}" in said


def test_a_dead_network_gives_no_answer_anywhere():
    dead = Network({2: np.zeros((10, 784))}, {2: np.zeros((10, 1))}, "relu")
    shown = reply(drawn(ONE), dead)
    assert shown["digit"] is None
    assert shown["sentence"] == WORDS["pad.silent"]
    assert shown["seenAlt"] == WORDS("pad.seen_alt", digit="–")


def test_what_is_no_digit_is_said_to_be_none_and_what_the_network_says_of_it_as_well():
    rng = np.random.default_rng(0)
    noise = sketch.code(rng.random((sketch.SENT, sketch.SENT)))
    message = {"drawing": drawn(ONE)["drawing"] | {"ink": noise, "picture": True}}
    known = resources.bundled.__wrapped__("reader").network
    shown = reply(message, known)
    assert shown["doubted"]
    assert shown["sentence"] == WORDS("pad.doubted", digit=shown["digit"])
    assert not reply(drawn(ONE), known)["doubted"]


def test_that_a_network_is_sure_of_nonsense_is_a_sentence_of_its_own():
    noise = sketch.code(np.random.default_rng(0).random((sketch.SENT, sketch.SENT)))
    message = {"drawing": drawn(ONE)["drawing"] | {"ink": noise, "picture": True}}
    sure = outputs([9, *[-9] * 9])
    assert reply(message, sure)["meaning"] == WORDS["pad.nonsense"]
    for biases in ([-3, *[-9] * 9], [0.4, -0.4, *[-9] * 8]):
        assert reply(message, outputs(biases))["meaning"] == WORDS["pad.choose"]
