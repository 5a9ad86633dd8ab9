"""Home: the network on a drawing, forwards and backwards, and the ways from there."""

import re

from playwright.sync_api import expect

from tests.browser.visitor import ONE


def test_a_newcomer_sees_ink_go_forwards_and_errors_come_back(visitor):
    visitor.open()
    expect(visitor.page.locator(".passes.back[data-back='1']")).to_be_visible()
    expect(visitor.page.locator(".passes canvas")).to_have_attribute("aria-label", re.compile("For the label 2"))


def test_a_neuron_leads_to_its_weights_in_this_network_for_this_drawing(visitor):
    visitor.open()
    expect(visitor.page.locator(".passes.back[data-back='1']")).to_be_visible()
    link = visitor.page.locator(".spots a[data-page=weights]").nth(3)
    l, j = link.get_attribute("data-neuron").split("-")
    link.click()
    expect(visitor.page).to_have_url(re.compile(rf"/weights\?.*neuron={l}-{j}"))
    expect(visitor.page).to_have_url(re.compile("network=reader"))
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
    expect(visitor.page.get_by_role("radio", name="The good reader")).to_be_checked()
    visitor.page.go_back()
    expect(visitor.page.locator("canvas.ink")).to_be_visible()


def test_errors_of_a_drawing_are_seen_on_errors_with_its_label(visitor):
    visitor.open()
    visitor.page.locator("[data-act=clear]").click()
    visitor.draw(*ONE)
    visitor.expect_answer(1)
    visitor.row(7).click()
    expect(visitor.page.locator(".passes.back")).to_be_visible()
    visitor.page.get_by_role("link", name="Every δ").click()
    expect(visitor.page).to_have_url(re.compile(r"/errors\?"))
    expect(visitor.page.get_by_text("Your drawing").first).to_be_visible()


def test_why_a_drawn_seven_is_a_seven_is_three_actions_away(visitor):
    visitor.open("/")
    visitor.button("Clear").click()
    visitor.draw((0.3, 0.2), (0.72, 0.2), (0.45, 0.85))
    visitor.expect_answer(7)
    visitor.page.get_by_role("link", name="Why 7?").click()
    reason = visitor.page.locator("p", has_text="For 7:")
    expect(reason).to_be_in_viewport()
    expect(reason).to_contain_text(re.compile(r"neuron \d+ \(\+[\d.]+\)"))
