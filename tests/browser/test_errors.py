"""Errors: the same number in all its places, the label flips δ, and the pictures move."""

import re

import pytest
from playwright.sync_api import expect

from engine import backprop, load_mnist
from ui.session import resources
from ui.text.numbers import number


def layer(visitor, l):
    """The picture of δ^l."""
    return visitor.page.get_by_role("application", name=f"δ of layer {l}").first


def click(visitor, l, j, count):
    """Click neuron j in a layer whose cells stand in one row."""
    picture = layer(visitor, l)
    picture.click(position={"x": picture.bounding_box()["width"] * (j + 0.5) / count, "y": 8})


def tip(visitor, l, j, count):
    """What stands at the pointer on neuron j."""
    picture = layer(visitor, l)
    picture.hover(position={"x": picture.bounding_box()["width"] * (j + 0.5) / count, "y": 8})
    return visitor.page.locator(".tip:visible")


def delta_of(visitor):
    return visitor.page.locator("table.facts td").last


@pytest.fixture
def errors(visitor):
    visitor.open("/errors?digit=0&neuron=2-2&label=3")
    expect(visitor.page.get_by_role("heading", name="Three stories")).to_be_visible()
    return visitor


def engine(l, j, label):
    test = load_mnist().test
    y = test.targets[:, test.labels == label][:, [0]].astype(float)
    trace = backprop(resources.bundled("book").network, test.images[:, [0]].astype(float), y)
    return float(trace.delta[l][j, 0])


def test_a_clicked_neuron_has_the_engine_s_number_in_all_its_places(errors):
    expect(delta_of(errors)).to_have_text(number(engine(2, 2, 3), sign=True))
    click(errors, 3, 7, 10)
    expect(errors.page.get_by_role("heading", name="Output neuron 7 of layer 3")).to_be_visible()
    value = number(engine(3, 7, 3), sign=True)
    expect(delta_of(errors)).to_have_text(value)
    expect(tip(errors, 3, 7, 10)).to_have_text(f"δ³[7] = {value}")
    expect(errors.page.get_by_text(f"∂C/∂b³[7] = δ³[7] = {value}")).to_be_visible()
    expect(layer(errors, 3)).to_have_attribute("data-selected", "7")
    expect(errors.page).to_have_url(re.compile("neuron=3-7"))
    errors.go("Draw")
    errors.go("Errors")
    expect(delta_of(errors)).to_have_text(value)


def test_a_click_on_the_largest_term_goes_to_the_neuron_that_it_came_from(errors):
    largest = errors.page.locator("table.terms tbody th[scope=row]").first.inner_text()
    errors.page.get_by_role("application", name="terms of the sum").click(position={"x": 8, "y": 8})
    expect(errors.page.get_by_role("heading", name=f"Output neuron {largest} of layer 3")).to_be_visible()


def test_the_label_flips_delta(errors):
    click(errors, 3, 3, 10)
    expect(delta_of(errors)).to_have_text(number(engine(3, 3, 3), sign=True))
    assert delta_of(errors).inner_text().startswith("−")
    errors.page.get_by_role("radio", name="7", exact=True).click()
    expect(delta_of(errors)).to_have_text(number(engine(3, 3, 7), sign=True))
    assert not delta_of(errors).inner_text().startswith("−")


def test_a_story_says_what_was_measured(errors):
    errors.page.get_by_role("radio", name="Saturated outputs").click()
    expect(errors.page.get_by_text(re.compile(r"say no to their own digit"))).to_be_visible()


def test_the_errors_move_while_a_run_goes_on(visitor):
    visitor.open("/train?epochs=1000")
    visitor.button("Start").click()
    visitor.page.wait_for_function("() => /epoch/.test(document.body.innerText)")
    visitor.go("Errors")
    expect(visitor.page.get_by_text("from the first mini-batch to now")).to_be_visible()
    for _ in range(3):
        picture = layer(visitor, 3)
        expect(picture).not_to_have_attribute("data-version", picture.get_attribute("data-version"))
    before = delta_of(visitor).inner_text()
    expect(delta_of(visitor)).not_to_have_text(before)
    click(visitor, 3, 4, 10)
    expect(visitor.page.get_by_role("heading", name="Output neuron 4 of layer 3")).to_be_visible()
    visitor.go("Train")
    visitor.button("Stop").click()


def test_errors_fit_a_phone(visitor):
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open("/errors?neuron=2-2&label=3")
    expect(layer(visitor, 3)).to_be_visible()
    visitor.expect_no_scroll_sideways()


def test_on_a_phone_the_digit_is_changed_on_the_page(visitor):
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open("/errors?digit=0")
    page = visitor.page.get_by_test_id("stMain")
    page.get_by_role("radio", name="4", exact=True).click()
    expect(page.get_by_text("with y = 4 the cost is")).to_be_visible()
    expect(page.get_by_role("button", name="Test image 0, y = 4")).to_be_visible()
    page.locator(".st-key-digit_nexthere button").filter(visible=True).click()
    expect(page.get_by_role("button", name="Test image 1, y = 2")).to_be_visible()
    expect(visitor.page).to_have_url(re.compile("digit=1"))


def test_neuron_12_of_layer_2_is_chosen_by_its_number_and_follows_a_click(errors):
    errors.pick("l = 3")
    expect(errors.page.get_by_role("heading", name="Output neuron 0 of layer 3")).to_be_visible()
    errors.pick("l = 2")
    field = errors.page.get_by_role("spinbutton", name="Neuron, 0 to 29")
    field.fill("12")
    field.press("Enter")
    expect(errors.page.get_by_role("heading", name="Neuron 12 of layer 2")).to_be_visible()
    expect(field).to_be_focused()  # the field goes on where it was typed
    click(errors, 2, 7, 15)  # of the first row of two
    expect(field).to_have_value("7")
