"""What a newcomer does, by keyboard alone: no pointer is used here."""

import re

import pytest
from playwright.sync_api import expect

from engine import backprop, load_mnist
from tests.browser.visitor import Visitor
from ui.session import resources
from ui.text.numbers import number


@pytest.fixture
def typist(visitor):
    """A visitor with a keyboard, who begins on Home."""
    visitor.open("/")
    return visitor


def press(visitor: Visitor, *keys: str) -> None:
    for key in keys:
        visitor.page.keyboard.press(key)


def open_page(visitor: Visitor, name: str) -> None:
    """By the menu, from the top of the page."""
    visitor.page.evaluate("() => document.activeElement.blur()")
    visitor.reach(visitor.page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True))
    press(visitor, "Enter")
    expect(visitor.page).to_have_title(re.compile(name))


def test_a_seven_is_drawn_and_each_output_says_what_its_error_would_be(typist):
    typist.reach(typist.pad)
    press(typist, *["ArrowUp"] * 9, *["ArrowLeft"] * 5, " ", *["ArrowRight"] * 10)
    press(typist, *["ArrowDown", "ArrowDown", "ArrowLeft"] * 6, " ")
    typist.expect_answer(7)
    typist.reach(typist.row(7))
    press(typist, "ArrowDown")
    expect(typist.row(8)).to_be_checked()
    expect(typist.row(8)).to_have_attribute("aria-label", re.compile(r"^8: activation 0\.\d\d, error −"))


def test_the_error_of_hidden_neuron_12_at_a_wrong_label_is_found(typist):
    open_page(typist, "Errors")
    index = typist.page.get_by_role("spinbutton", name="Index of the test image").first
    typist.reach(index)
    press(typist, "ControlOrMeta+a", "1", "8", "Enter")
    expect(typist.page).to_have_url(re.compile("digit=18"))
    labels = typist.page.get_by_role("radiogroup", name="y, the label")
    typist.reach(labels.get_by_role("radio").first)
    press(typist, *["ArrowRight"] * 5, " ")
    expect(typist.page).to_have_url(re.compile("label=5"))
    cells = typist.page.get_by_role("application", name="δ of layer 2").first
    typist.reach(cells)
    press(typist, *["ArrowRight"] * 12)
    test = load_mnist().test
    x, y = test.images[:, [18]].astype(float), test.targets[:, test.labels == 5][:, [0]].astype(float)
    delta = number(float(backprop(resources.bundled("book").network, x, y).delta[2][12, 0]), sign=True)
    expect(typist.page.locator("output:visible")).to_have_text(f"δ²[12] = {delta}")
    press(typist, "Enter")
    expect(typist.page.get_by_role("heading", name="Neuron 12 of layer 2")).to_be_visible()
    expect(typist.page.locator("table.facts td").last).to_have_text(delta)


def test_a_hidden_bug_is_dealt_and_named(typist):
    open_page(typist, "Gradient check")
    typist.reach(typist.button("Deal me a hidden bug"))
    press(typist, "Enter")
    table = typist.page.get_by_role("table", name=re.compile("Relative error of each part"))
    expect(table).to_be_visible()
    rows = [row.locator("td").all_inner_texts()[1:] for row in table.locator("tbody tr").all()]
    wrong = [[cell.startswith("✗") for cell in row] for row in rows]
    w, b = any(row[0] for row in wrong), any(row[1] for row in wrong)
    equation = ("BP1" if wrong[-1][0] else "BP2") if w and b else "BP4" if w else "BP3"
    typist.reach(typist.page.locator(f".st-key-bug_{equation} button"))
    press(typist, "Enter")
    expect(typist.page.get_by_text(f"It was {equation}.")).to_be_visible()
