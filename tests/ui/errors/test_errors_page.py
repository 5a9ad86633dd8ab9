"""The page Errors without a browser."""

import re

import pytest

from engine import backprop, load_mnist
from tests.ui.app import address, number, opened, press, run_of, unpack, wait
from ui.errors import keys, stories
from ui.errors.keys import SETS, VIEWS
from ui.errors.scales import SCALES
from ui.screen import pages
from ui.session import resources, runs
from ui.text.numbers import number as written


def maps_of(at):
    """The headers of the maps on the page, and their values, by the maps' titles."""
    found = {}
    for element in at.get("bidi_component"):
        if element.proto.component_name == "maps":
            header, values = unpack(element.proto.bytes)
            found[header["title"]] = header, values
    return found


def text_of(at):
    return " ".join([*(part.value for part in at.markdown), *(part.proto.body for part in at.get("html"))])


def pick(at, name, option, variant=""):
    """Choose an option of a widget; its key is another one whenever something else has set it."""
    group = next(group for group in at.button_group if group.key.startswith(f"{name}:{variant}:"))
    return group.set_value(option).run()


def test_z_a_sigma_prime_and_delta_of_the_selected_neuron_are_the_engine_s():
    at = opened("errors", digit="7", label="3", neuron="2-17")
    net, test = resources.bundled("book").network, load_mnist().test
    y = load_mnist().test.targets[:, test.labels == 3][:, [0]].astype(float)
    trace = backprop(net, test.images[:, [7]].astype(float), y)
    parts = ((trace.z, True), (trace.a, False), (trace.sigma_prime, False), (trace.delta, True))
    facts = [written(float(part[2][17, 0]), sign=sign) for part, sign in parts]
    assert "".join(f"<td>{value}</td>" for value in facts) in text_of(at)
    header, values = next(maps for title, maps in maps_of(at).items() if title.startswith("Test image 7"))
    assert header["blocks"][2]["selected"] == 17
    assert values[:10] == pytest.approx(trace.delta[3][:, 0], rel=1e-6)


def test_another_label_flips_the_error_of_the_output():
    at = opened("errors", digit="0", neuron="3-3")
    before = next(values for title, (_, values) in maps_of(at).items() if title.startswith("Test image 0"))[:10]
    pick(at, "label", 3, "page")
    after = next(values for title, (_, values) in maps_of(at).items() if title.startswith("Test image 0"))[:10]
    assert before[3] > 0 > after[3]
    assert address(at)["label"] in ("3", ["3"])
    assert [box.label for box in at.sidebar.selectbox] == ["Step through"]  # the label is chosen in one place


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scale", SCALES)
def test_every_view_on_every_scale_says_its_scale(view, scale):
    at = opened("errors", neuron="2-0")
    pick(at, keys.ERRORS.name, view)
    pick(at, keys.SCALE.name, scale)
    assert not at.exception
    said = [header["note"] for header, _ in maps_of(at).values()] + [caption.value for caption in at.caption]
    beginning = {"common": "One linear scale", "layer": "Each layer", "log": "One logarithmic scale"}[scale]
    assert any(beginning in text for text in said)


def test_another_mini_batch_has_other_examples_and_the_same_number_the_same():
    at = opened("errors")
    pick(at, keys.ERRORS.name, "batch")
    first = text_of(at)
    number(at, "Mini-batch").set_value(2).run()
    assert text_of(at) != first
    number(at, "Mini-batch").set_value(1).run()
    assert text_of(at) == first


def test_both_sets_are_measured():
    at = opened("errors")
    pick(at, keys.ERRORS.name, "set")
    for which, said in zip(SETS, ("10,000 test images", "1,000 training images"), strict=True):
        pick(at, keys.SET.name, which)
        assert said in text_of(at)


@pytest.mark.parametrize("link", [{"neuron": "9-99"}, {"neuron": "x"}, {"label": "77"}, {"digit": "-3"}])
def test_nonsense_in_the_link_shows_the_output_neuron_of_the_label(link):
    at = opened("errors", **link)
    assert not at.exception
    assert "Output neuron 7 of layer 3" in [header.value for header in at.header]


@pytest.mark.parametrize(
    "link",
    [
        {"hidden": "", "cost": "quadratic"},
        {"hidden": "12-8", "activation": "relu", "cost": "cross_entropy"},
        {"hidden": "12", "activation": "tanh", "mini_batch": "100"},
    ],
)
def test_a_run_has_a_strip_over_time_in_every_architecture(link):
    at = opened("train", **link, eta="0.01", epochs="1")
    press(at, "order_start")
    wait(at, lambda status: status.state.over)
    at.switch_page(pages.PAGES["errors"]).run()
    assert not at.exception
    title, (header, _) = next((title, maps) for title, maps in maps_of(at).items() if "first mini-batch" in title)
    assert "Test image 0" in title
    assert header["blocks"][0]["names"][0] == "0"
    assert header["blocks"][0]["names"][-1] == "1.0"
    for view in VIEWS:
        pick(at, keys.ERRORS.name, view)
        assert not at.exception


def test_the_moment_that_is_looked_at_on_train_is_the_one_whose_errors_are_shown():
    at = opened("train", hidden="12", epochs="1")
    press(at, "order_start")
    config = wait(at, lambda status: status.state.over).config
    at.session_state[runs.MOMENT.name] = 0.0
    at.switch_page(pages.PAGES["errors"]).run()
    test = load_mnist().test
    trace = backprop(config.network().copy(dtype=float), test.images[:, [0]].astype(float), test.targets[:, [0]])
    found = maps_of(at)
    values = next(values for title, (_, values) in found.items() if "the network reads" in title)
    assert values[:10] == pytest.approx(trace.delta[3][:, 0], rel=1e-6)
    header = next(header for title, (header, _) in found.items() if "first mini-batch" in title)
    assert header["blocks"][0]["selected"] == 7 * header["blocks"][0]["cols"]


@pytest.mark.parametrize("name", stories.STORIES)
def test_a_story_is_one_click_and_can_be_trained(name):
    at = opened("errors")
    assert re.search("784-100-10|worst", text_of(at)) is None
    pick(at, keys.STORY.name, name)
    assert not at.exception
    assert [part.proto.component_name for part in at.get("bidi_component")].count("plot") == 2
    press(at, "story_see_gaussian")
    assert not at.exception
    shape = "-".join(map(str, stories.setting_of(name).sizes))
    assert shape in at.sidebar.caption[0].value
    press(at, "story_train")
    assert not at.exception
    assert at.title[0].value.startswith("Watch")
    assert number(at, "η").value == stories.setting_of(name).eta
    hidden = tuple(found.value for found in at.number_input if found.label.startswith("Neurons"))
    assert hidden == stories.setting_of(name).sizes[1:-1]


def test_a_run_is_looked_at_while_it_goes_on():
    at = opened("train", epochs="1000")
    press(at, "order_start")
    at.switch_page(pages.PAGES["errors"]).run()
    run_of(at).stop()
    assert not at.exception
    assert "Your run" in at.sidebar.caption[0].value
