"""The exercises, the tour and links to a state, with a browser."""

import re

from playwright.sync_api import expect


def guess(visitor, *options):
    for option in options:
        visitor.page.get_by_test_id("stMain").get_by_role("button", name=option, exact=True).click()


def test_a_modified_neuron_is_chosen_by_a_click_and_its_gradient_checked(visitor):
    visitor.open("/exercises?digit=8")
    neurons = visitor.page.get_by_role("application", name="Errors of layer 3, one cell a neuron")
    neurons.click(position={"x": 10, "y": 10})
    expect(visitor.page.get_by_text("with f at neuron 0 of layer 3")).to_be_visible()
    expect(visitor.page).to_have_url(re.compile(r"neuron=3-0"))
    guess(visitor, "a = σ(z)", "BP1")
    visitor.button("Show the answer").click()
    expect(visitor.page.get_by_text("Right:")).to_be_visible()
    errors = visitor.page.get_by_text("relative error")
    expect(errors).to_have_count(2)
    expect(errors.first).to_contain_text("·10⁻")
    expect(errors.last).to_contain_text("forgets")
    expect(visitor.page.locator("code").filter(has_text="# ▼")).to_contain_text("bp1(cost.nabla_a")
    expect(visitor.page.get_by_text("1 of 5 done in this visit")).to_be_visible()


def test_an_own_activation_is_trained_beside_the_sigmoid(visitor):
    visitor.open("/exercises?exercise=design&formula=0.1*z%2Btanh(z)")
    expect(visitor.page.get_by_text("The criterion is met")).to_be_visible()
    guess(visitor, "linear")
    visitor.button("Show the answer").click()
    visitor.button("Train both, 2 epochs").click()
    expect(visitor.button("Stop")).to_be_visible()
    expect(visitor.page.get_by_text(re.compile(r"after (0\.[1-9]|[12])"))).to_be_visible()
    expect(visitor.page.get_by_text("no hidden neuron saturates")).to_be_visible()
    expect(visitor.page.get_by_text("1 of 5 done in this visit")).to_be_visible()


def test_a_proof_is_put_in_order(visitor):
    visitor.open("/exercises?exercise=proof")
    visitor.page.locator(".st-key-proof_bp3_insert button").click()
    expect(visitor.page.get_by_text("Begin with the chain rule")).to_be_visible()
    for line in ("chain", "only", "definition", "insert", "result"):
        button = visitor.page.locator(f".st-key-proof_bp3_{line} button")
        button.click()
        expect(button).to_have_count(0)  # it stands in the proof
    expect(visitor.page.get_by_text("BP3 is proved")).to_be_visible()


def test_the_tour_leads_from_page_to_page_and_the_map_opens_one(visitor):
    visitor.open()
    top = visitor.pad.bounding_box()["y"]
    visitor.button("Start the guided tour").click()
    bar = visitor.page.locator(".st-key-tour_bar")
    expect(bar).to_contain_text("Station 1 of")
    bar.get_by_role("link").click()
    expect(bar).to_contain_text("Station 2 of")
    visitor.go("Home")
    expect(bar).to_contain_text("Station 1 of")
    bar.get_by_role("link", name="Next: Draw").click()
    expect(bar).to_contain_text("Station 3 of")
    bar.get_by_role("button").last.click()
    expect(bar).to_have_count(0)
    visitor.go("Home")
    expect(visitor.button("Go on with the tour at station 4")).to_be_visible()
    assert visitor.pad.bounding_box()["y"] == top
    visitor.page.get_by_role("link", name="prove BP3 and BP4 by yourself").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("exercises")


def test_larger_type_and_a_link_to_the_state(visitor):
    visitor.open("/exercises?exercise=linear&digit=8&label=3")
    size = "getComputedStyle(document.documentElement).fontSize"
    assert visitor.page.evaluate(size) == "16px"
    visitor.page.get_by_text("Larger type").click()
    visitor.page.wait_for_function(f"{size} !== '16px'")
    visitor.button("Link to this page as it is").click()
    link = visitor.page.get_by_role("dialog").locator("code")
    expect(link).to_contain_text("/exercises?")
    for part in ("exercise=linear", "digit=8", "label=3", "big=1", "lang=en"):
        expect(link).to_contain_text(part)
    visitor.page.goto(link.inner_text())
    expect(visitor.page.get_by_role("heading", level=2)).to_contain_text("σ(z) = z in the whole network")
    expect(visitor.page.get_by_test_id("stSidebar").get_by_text("Test image 8")).to_be_visible()
    visitor.page.wait_for_function(f"{size} !== '16px'")
