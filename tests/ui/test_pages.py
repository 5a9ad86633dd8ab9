"""Every page opens in every language, and does what it should without a browser."""

import base64
import time

import pytest

from engine import MnistMissing, TrainingConfig, load_mnist
from engine.training.live import State
from tests.ui.app import address, number, opened, pad, press, run_of, say, wait
from tests.ui.messages import ONE, drawn
from ui.screen import pages
from ui.session import resources
from ui.text.words import LANGUAGES, load


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", pages.PAGES)
def test_every_page_opens_in_every_language(name, language):
    at = opened(name, lang=language)
    assert not at.exception
    assert at.title[0].value == load(language, name)["title"]
    links = [element.proto.label for element in at.sidebar.get("page_link")]
    assert links == [load(language, page)["menu"] for page in pages.PAGES]


@pytest.mark.parametrize("name", ["home", "draw"])
def test_a_drawing_is_answered_with_the_digit_and_its_errors(name):
    at = opened(name)
    reply = pad(say(at, f"{name}_pad", drawn(ONE, label=1)))["reply"]
    assert reply["digit"] == 1
    assert len(reply["a"]) == len(reply["delta"]) == 10
    assert len(base64.b64decode(reply["seen"])) == 784


def test_a_drawing_goes_along_to_other_pages():
    at = opened("home")
    say(at, "home_pad", drawn(ONE, label=7))
    at.switch_page(pages.PAGES["draw"]).run()
    assert pad(at)["drawing"]["label"] == 7


@pytest.mark.parametrize(
    "message",
    [
        {"drawing": None},
        {"drawing": "x"},
        {"drawing": {"sequence": 1}},
        {"drawing": drawn(ONE)["drawing"] | {"ink": "?"}},
        {"drawing": drawn(ONE)["drawing"] | {"ink": "A" * 10**6}},
        {"drawing": drawn(ONE)["drawing"] | {"label": 10}},
        {"drawing": drawn(ONE)["drawing"] | {"label": True}},
        {"drawing": drawn(ONE)["drawing"] | {"strokes": [[[0, 1e9]]]}},
        {"drawing": drawn(ONE)["drawing"] | {"strokes": {"a": 1}}},
        {"drawing": drawn(ONE)["drawing"] | {"sequence": float("inf")}},
    ],
)
def test_a_message_that_is_no_drawing_is_passed_over(message):
    at = opened("home")
    say(at, "home_pad", message)
    assert not at.exception
    assert "reply" not in pad(at)


@pytest.fixture
def train():
    at = opened("train")
    yield at
    if "run" in at.session_state and (run := run_of(at)):
        run.stop()


def test_training_starts_pauses_steps_and_stops(train):
    number(train, "Epochs").set_value(1000).run()
    press(train, "order_start")
    assert run_of(train).poll().state == State.RUNNING
    wait(train, lambda status: status.snapshot.epochs > 0.5)
    press(train, "order_pause")
    assert run_of(train).poll().state == State.PAUSED
    time.sleep(0.3)
    before = run_of(train).poll().snapshot
    press(train, "order_step")
    after = wait(
        train, lambda status: status.snapshot.epochs != before.epochs and status.state == State.PAUSED
    ).snapshot
    assert after.epochs - before.epochs == pytest.approx(1 / 5000)
    time.sleep(0.5)  # not a double click
    train.run()
    press(train, "order_resume")
    wait(train, lambda status: status.snapshot.epochs > after.epochs + 0.1)
    press(train, "order_stop")
    assert run_of(train).poll().state == State.STOPPED


@pytest.mark.parametrize(("side", "eta"), [("a", 3.0), ("b", 0.5)])
def test_who_goes_on_from_a_moment_goes_on_with_what_is_shown_and_without_a_twin(side, eta):
    at = opened("train", hidden="5", epochs="1", b_eta="0.5")
    at.session_state["side"] = side
    press(at.run(), "order_start")
    wait(at, lambda status: status.state.over)
    press(at.run(), "travel_continue")
    run_of(at).stop()
    assert not at.exception
    assert not next(toggle for toggle in at.toggle if toggle.label == "Two runs at once").value
    assert (number(at, "η").value, run_of(at).poll().eta) == (eta, eta)


def test_the_bias_that_can_be_set_is_that_of_the_run_now(train):
    press(train, "order_start")
    wait(train, lambda status: status.snapshot.epochs > 0.1)
    train.switch_page(pages.PAGES["weights"]).run()
    assert number(train, "$b^2").disabled
    run_of(train).pause()
    for _ in range(2):
        time.sleep(0.3)
        bias = run_of(train).poll().snapshot.network.b[2][0, 0]
        assert number(train.run(), "$b^2").value == pytest.approx(bias, rel=1e-6)
        run_of(train).step("mini_batch")


def test_the_settings_of_a_link_are_the_settings_of_the_run():
    link = {"hidden": "20-10", "eta": "0.5", "epochs": "2", "activation": "tanh", "init": "scaled", "seed": "7"}
    at = opened("train", **link)
    assert not at.warning
    press(at, "order_start")
    config = run_of(at).poll().config
    run_of(at).stop()
    assert config.sizes == (784, 20, 10, 10)
    assert (config.eta, config.epochs, config.activation, config.init, config.seed) == (0.5, 2, "tanh", "scaled", 7)
    assert {name: address(at)[name] for name in link} == link


def test_nonsense_in_the_link_gives_the_book_s_values_and_a_sentence():
    at = opened("train", hidden="999", eta="nan", epochs="-1", activation="swish", seed="x", mini_batch="5")
    assert not at.exception
    assert "Epochs" in at.warning[0].value
    assert number(at, "η").value == 3
    assert number(at, "Mini-batch").value == 5
    assert "eta" not in address(at)


def test_the_language_may_change_before_a_start(train):
    next(box for box in train.selectbox if box.key.startswith("pace")).set_value(10).run()
    train.sidebar.button_group[0].set_value("de").run()
    press(train, "order_start")
    assert not train.exception
    assert run_of(train).pace == 10


def test_the_language_of_a_link_stays_on_other_pages():
    at = opened("home", lang="de")
    del at.query_params["lang"]
    at.switch_page(pages.PAGES["draw"]).run()
    assert at.title[0].value == load("de", "draw")["title"]


def test_a_shared_link_does_not_hand_over_the_run_in_it(train):
    press(train, "order_start")
    run_of(train).owner = "another browser"
    stranger = opened("train", run=train.session_state["run"])
    assert "run" not in stranger.session_state
    assert "run" not in address(stranger)


def test_a_reload_on_another_page_keeps_the_settings_of_the_run():
    train = opened("train", hidden="20", eta="0.7")
    press(train, "order_start")
    again = opened("draw", run=train.session_state["run"])
    again.switch_page(pages.PAGES["train"]).run()
    run_of(train).stop()
    assert number(again, "η").value == 0.7
    assert number(again, "Neurons").value == 20


def test_the_book_s_settings_are_one_click(train):
    number(train, "η").set_value(0.1).run()
    press(train, "book_settings")
    assert number(train, "η").value == 3


def test_slider_and_number_of_eta_follow_each_other_and_a_run_takes_it_up(train):
    press(train, "order_start")
    train.select_slider[0].set_value(0.5).run()
    assert number(train, "η").value == run_of(train).poll().eta == 0.5
    number(train, "η").set_value(0.21).run()
    assert train.select_slider[0].value == 0.2
    assert run_of(train).poll().eta == 0.21


def test_the_run_is_the_network_of_all_pages(train):
    press(train, "order_start")
    press(train, "order_pause")
    train.switch_page(pages.PAGES["draw"]).run()
    assert train.session_state["network"] == "run"
    assert "Your run, 784-30-10" in train.sidebar.caption[0].value


def test_a_reload_with_the_id_of_the_run_takes_it_up_again(train):
    press(train, "order_start")
    again = opened("train", run=train.session_state["run"])
    assert run_of(again) is run_of(train)


def test_a_server_that_is_full_says_so(train, monkeypatch):
    other = resources.runs().launch(TrainingConfig(epochs=1000), load_mnist())
    monkeypatch.setattr(resources.runs(), "most", len(resources.runs()))
    press(train, "order_start")
    other.stop()
    assert "all of them are being watched" in train.error[0].value


def test_missing_data_are_one_clear_error_on_the_page(monkeypatch, tmp_path):
    def missing():
        raise MnistMissing(tmp_path / "train-images-idx3-ubyte.gz", "is missing")

    monkeypatch.setattr(resources, "load_mnist", missing)
    at = opened("train")
    assert not at.exception
    assert "git checkout -- assets/mnist" in at.error[0].value


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ({"activation": "linear", "eta": "100", "epochs": "3"}, "too large"),
        ({"hidden": "100", "eta": "3", "epochs": "1", "seed": "1"}, "Saturated output neurons"),
    ],
)
def test_divergence_and_saturation_are_named_with_a_remedy(link, word):
    at = opened("train", **link)
    press(at, "order_start")
    wait(at, lambda status: status.state.over)
    assert any(word in text.value for text in at.run().markdown)
