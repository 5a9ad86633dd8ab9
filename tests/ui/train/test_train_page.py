"""The page Train without a browser: its settings, its links, its runs on other pages, and what is wrong with them."""

import io
import json

import pytest

from engine import MnistMissing, TrainingConfig, save_network
from engine.training.live import State
from tests.ui.app import address, number, opened, press, run_of, say, wait
from ui.screen import pages
from ui.session import resources, runs
from ui.session.resources import NamedNetwork
from ui.train import findings_view, history_view, panel_view

LONG = {"epochs": "1000"}

# --- settings and links ---


def test_the_settings_of_a_link_are_the_settings_of_the_run(visit):
    link = {"hidden": "20-10", "eta": "0.5", "epochs": "2", "activation": "tanh", "init": "scaled", "seed": "7"}
    at = visit(**link)
    assert not at.warning
    config = run_of(press(at, "order_start")).poll().config
    assert config.sizes == (784, 20, 10, 10)
    assert (config.eta, config.epochs, config.activation, config.init, config.seed) == (0.5, 2, "tanh", "scaled", 7)
    assert {name: address(at)[name] for name in link} == link


def test_nonsense_in_the_link_gives_the_book_s_values_and_a_sentence(visit):
    at = visit(hidden="999", eta="nan", epochs="-1", activation="swish", seed="x", mini_batch="5")
    assert not at.exception
    assert "Epochs" in at.warning[0].value
    assert number(at, "η").value == 3
    assert number(at, "Mini-batch").value == 5
    assert "eta" not in address(at)


def test_the_book_s_settings_are_one_click(visit):
    at = visit(eta="0.1", hidden="20-10", lmbda="5")
    press(at, "book_settings")
    assert (number(at, "η").value, number(at, "Neurons").value, number(at, "λ").value) == (3, 30, 0)
    assert not {"eta", "hidden", "lmbda"} & address(at).keys()


def test_before_a_start_it_is_said_which_eta_suits_and_a_click_takes_it(visit):
    at = visit(cost="cross_entropy")
    assert "advice_take" not in [button.key for button in at.button]
    next(box for box in at.selectbox if box.label.startswith("σ")).set_value("relu").run()
    assert any("At η = 3 about **10 %** are read right" in text.value for text in at.markdown)
    press(at, "advice_take")
    assert number(at, "η").value == 0.1
    assert "advice_take" not in [button.key for button in at.button]


def test_what_suits_the_twin_is_said_of_the_twin(visit):
    at = visit(b_activation="relu", b_init="scaled", b_cost="cross_entropy")
    at.session_state["side"] = "b"
    press(at.run(), "advice_take")
    assert (address(at)["b_eta"], "eta" in address(at)) == ("0.03", False)


def test_a_run_may_start_with_a_network_that_was_loaded_and_its_twin_too(visit):
    config = TrainingConfig(sizes=(784, 20, 10), activation="tanh", seed=7)
    at = visit(hidden="20", activation="tanh", b_eta="0.5", epochs="1")
    at.session_state["kept"] = NamedNetwork(config.network().copy(dtype=float), config.to_dict(), "mine.npz")
    at.session_state["from_file"] = True
    press(at.run(), "order_start")
    assert any(toggle.label == "Start with mine.npz" and toggle.value for toggle in at.toggle)
    for key in runs.RUNS.values():
        run = resources.runs().get(at.session_state[key.name])
        run.join(60)
        first = run.poll().history[0]
        assert first.epochs == 0
        assert (first.network.parameters == config.network().parameters).all()
        assert run.poll().changes == ((0.0, {"start": "mine.npz"}),)
    at.session_state["view"] = "take"
    assert "A script for this run is not to be had" in " ".join(text.value for text in at.run().caption)


def test_what_was_loaded_brings_its_layers_and_what_it_was_trained_with(visit):
    at = visit(seed="7")
    config = TrainingConfig(sizes=(784, 20, 15, 10), activation="tanh", cost="cross_entropy", eta=0.2)
    buffer = io.BytesIO()
    save_network(buffer, config.network(), config.to_dict())
    at.file_uploader(key="network_file_start").set_value(("mine.npz", buffer.getvalue(), "")).run()
    assert not at.exception
    press(at, "order_start")
    started = run_of(at).poll().config
    assert (started.sizes, started.activation, started.cost) == (config.sizes, "tanh", "cross_entropy")
    assert (started.seed, started.eta) == (7, 0.2)


def test_what_one_looks_at_is_in_the_address(visit):
    at = visit(view="epochs", watch="digits", hidden="20")
    assert (at.session_state["view"], address(at)["view"], address(at)["watch"]) == ("epochs", "epochs", "digits")
    next(group for group in at.button_group if "Shelf" in group.options).set_value("shelf").run()
    assert address(at)["view"] == "shelf"
    assert not {"view", "watch"} & set(address(visit(view="nonsense", watch="nonsense")))


def test_layers_and_neurons_are_added_and_taken_away_on_the_drawing(visit):
    at = visit(hidden="30")
    for message, hidden in (
        ({"layers": 1}, (30, 30)),
        ({"l": 3, "neurons": -1}, (30, 25)),
        ({"l": 2, "neurons": 1}, (40, 25)),
        ({"layers": -1}, (40,)),
        ({"layers": 7}, (40,)),
    ):
        say(at, "train_network", {"edited": message})
        assert not at.exception
        assert tuple(number(at, f"Neurons, l = {l}").value for l in range(2, 2 + len(hidden))) == hidden
        assert number(at, "Hidden layers").value == len(hidden)
    press(at, "order_start")
    assert run_of(at).poll().config.sizes == (784, 40, 10)


def test_the_drawing_shows_the_network_that_start_begins_with_once_it_has_other_layers(visit):
    at = press(visit(**LONG), "order_start")
    assert "the run has other layers" not in " ".join(caption.value for caption in at.caption)
    say(at, "train_network", {"edited": {"layers": 1}})
    assert "the run has other layers" in " ".join(caption.value for caption in at.caption)


def test_a_moment_with_other_layers_is_drawn_as_it_was(visit):
    at = press(visit(hidden="5", epochs="1"), "order_start")
    wait(at, lambda status: status.state.over)
    number(at, "Neurons").set_value(8).run()
    press(at, "travel_continue")
    wait(at, lambda status: status.state.over)
    at.session_state["moment"] = 0.0
    assert not at.run().exception
    assert drawn(at)["layers"][0]["head"] == "5"


def test_the_pictures_show_the_network_of_a_file_if_a_run_starts_with_it(visit):
    config = TrainingConfig(sizes=(784, 20, 10), seed=7)
    at = visit(hidden="20")
    before = next(each.proto.bytes for each in components(at, "network"))
    at.session_state["kept"] = NamedNetwork(config.network().copy(dtype=float), config.to_dict(), "mine.npz")
    at.session_state["from_file"] = True
    assert not at.run().exception
    assert next(each.proto.bytes for each in components(at, "network")) != before
    assert drawn(at)["page"] == ""


def components(at, name):
    return [each for each in at.get("bidi_component") if each.proto.component_name == name]


def drawn(at):
    """What the drawn network says of itself."""
    data = components(at, "network")[0].proto.bytes
    return json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])


def test_slider_and_number_of_eta_follow_each_other_and_a_run_takes_it_up(visit):
    at = press(visit(**LONG), "order_start")
    at.select_slider[0].set_value(0.5).run()
    assert number(at, "η").value == run_of(at).poll().eta == 0.5
    number(at, "η").set_value(0.21).run()
    assert at.select_slider[0].value == 0.2
    assert run_of(at).poll().eta == 0.21


def test_settings_that_differ_from_those_of_the_run_are_said_to_wait_for_a_start_but_not_eta(visit):
    at = press(visit(**LONG), "order_start")
    number(at, "η").set_value(0.5).run()
    assert not any("Start anew takes them" in each.value for each in at.caption)
    number(at, "Seed").set_value(1).run()
    assert any("Start anew takes them" in each.value for each in at.caption)


def test_missing_data_are_one_clear_error_on_the_page(visit, monkeypatch, tmp_path):
    def missing():
        raise MnistMissing(tmp_path / "train-images-idx3-ubyte.gz", "is missing")

    monkeypatch.setattr(resources, "load_mnist", missing)
    at = visit()
    assert not at.exception
    assert "git checkout -- assets/mnist" in at.error[0].value


# --- the run on other pages, and after a reload ---


def test_the_run_is_the_network_of_all_pages(visit):
    at = press(visit(**LONG), "order_start")
    press(at, "order_pause")
    at.switch_page(pages.PAGES["draw"]).run()
    assert at.session_state["network"] == "run"
    assert "Your run, 784-30-10" in at.sidebar.caption[0].value


def test_the_bias_that_can_be_set_is_that_of_the_run_now(visit):
    at = press(visit(**LONG), "order_start")
    wait(at, lambda status: status.snapshot.epochs > 0.1)
    at.switch_page(pages.PAGES["weights"]).run()
    assert number(at, "$b^2").disabled
    for _ in range(2):
        run_of(at).step("mini_batch")
        bias = wait(at, lambda status: status.state == State.PAUSED).snapshot.network.b[2][0, 0]
        assert number(at.run(), "$b^2").value == pytest.approx(bias, rel=1e-6)


def test_a_reload_with_the_id_of_the_run_takes_it_up_again(visit):
    at = press(visit(**LONG), "order_start")
    again = visit(run=at.session_state["run"])
    assert run_of(again) is run_of(at)


def test_a_reload_on_another_page_keeps_the_settings_of_the_run(visit):
    at = press(visit(hidden="20", eta="0.7", **LONG), "order_start")
    again = opened("draw", run=at.session_state["run"])
    again.switch_page(pages.PAGES["train"]).run()
    assert number(again, "η").value == 0.7
    assert number(again, "Neurons").value == 20


def test_a_shared_link_does_not_hand_over_the_run_in_it(visit):
    at = press(visit(**LONG), "order_start")
    run_of(at).owner = "another browser"
    stranger = opened("train", run=at.session_state["run"])
    assert "run" not in stranger.session_state
    assert "run" not in address(stranger)


# --- what is wrong with a run ---


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ({"activation": "linear", "eta": "100", "epochs": "3"}, "too large"),
        ({"hidden": "100", "eta": "3", "epochs": "1", "seed": "1"}, "Saturated output neurons"),
    ],
)
def test_divergence_and_saturation_are_named(visit, link, word):
    at = press(visit(**link), "order_start")
    wait(at, lambda status: run_of(at).ended)
    assert any(word in text.value for text in at.run().markdown)


def test_a_remedy_is_a_new_run_with_the_settings_of_the_old_one_but_for_those_that_help(visit):
    at = press(visit(activation="linear", eta="100", hidden="5", seed="4", b_eta="1"), "order_start")
    wait(at, lambda status: run_of(at).ended)
    press(at.run(), "remedy_diverged")
    config = run_of(at).poll().config
    assert (config.eta, config.init, config.activation, config.sizes, config.seed) == (
        0.01,
        "scaled",
        "linear",
        (784, 5, 10),
        4,
    )
    assert number(at, "η").value == 0.01


def test_what_stands_above_is_drawn_first_so_that_nothing_to_click_is_pushed_down(monkeypatch):
    at = opened("train", hidden="5", epochs="1")
    press(at, "order_start")
    wait(at, lambda status: status.state.over)
    drawn = []
    for part in (history_view, findings_view, panel_view):
        monkeypatch.setattr(part, "view", lambda *_, name=part.__name__: drawn.append(name))
    assert not at.run().exception
    assert drawn == [part.__name__ for part in (history_view, findings_view, panel_view)]


def test_a_page_whose_views_the_server_has_forgotten_is_drawn_as_a_whole(visit, monkeypatch):
    at = press(visit(**LONG), "order_start")
    drawn = []
    monkeypatch.setattr(history_view, "view", lambda *_: drawn.append("whole"))
    for message, times in (("stale", 1), ("gone", 2)):
        drawn.clear()
        say(at, "watch", {message: True})
        assert not at.exception
        assert len(drawn) == times
