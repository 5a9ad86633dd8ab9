"""The backward pass, step by step, with clicks and keys."""

import re

from playwright.sync_api import expect

from tests.browser.visitor import ZERO
from ui.backprop import algorithm

TITLES = [
    "1 · Input",
    "2 · Feedforward, l = 2",
    "2 · Feedforward, l = 3",
    "3 · Output error",
    "4 · Backpropagate",
    "5 · The gradient, l = 2",
    "5 · The gradient, l = 3",
]


def title(visitor):
    return visitor.page.get_by_role("heading", level=2).first


def pick(visitor, name):
    visitor.page.get_by_role("radio", name=name, exact=True).click()


def keyed(visitor, key):
    """A button by its key: the name of one with a shortcut ends with that."""
    return visitor.page.locator(f".st-key-{key} button")


def diagram(visitor):
    return visitor.page.locator(".drawing svg").first


def test_a_drawing_with_a_wrong_label_is_walked_forth_and_back(visitor):
    visitor.open("/draw?network=book")
    visitor.draw(*ZERO)
    visitor.expect_answer(0)
    visitor.row(6).click()
    expect(visitor.row(6).locator(".d > span")).not_to_be_empty()
    error = visitor.errors()[6]
    visitor.go("Backprop")
    assert len(TITLES) == len(algorithm.steps(3))
    for i, text in enumerate(TITLES):
        expect(title(visitor)).to_contain_text(text)
        if i == 3:
            filled = visitor.page.locator(".katex annotation", has_text=re.compile(r"delta\^\{3\}_\{6\}")).first
            digit = int(re.search(r"[1-9]", error)[0])  # the first one, on the page Draw, which rounds more
            expect(filled).to_contain_text(re.compile(rf"&= -[{digit - 1 or 9}{digit}]"))
        if i < len(TITLES) - 1:
            keyed(visitor, "bp_next").click() if i % 2 == 0 else visitor.page.keyboard.press("n")
    for text in reversed(TITLES[:-1]):
        visitor.page.keyboard.press("b")
        expect(title(visitor)).to_contain_text(text)
    expect(visitor.page.get_by_test_id("stException")).to_have_count(0)


def test_a_click_on_a_neuron_selects_it_in_the_equation_and_in_the_link(visitor):
    visitor.open("/backprop?digit=8&label=3&neuron=2-10-163")
    pick(visitor, "4 · δ²")
    expect(title(visitor)).to_contain_text("4 · Backpropagate")
    neuron = diagram(visitor).locator("[data-pick^='2-']").first
    chosen = neuron.get_attribute("data-pick")
    neuron.click()
    j = chosen.split("-")[1]
    expect(visitor.page.get_by_role("spinbutton", name="Neuron j of layer 2")).to_have_value(j)
    expect(visitor.page.locator(".katex annotation", has_text=rf"\delta^{{2}}_{{{j}}}").first).to_be_attached()
    expect(visitor.page).to_have_url(re.compile(rf"neuron=2-{j}-"))


def test_a_cell_of_a_map_can_be_clicked_and_the_same_code_takes_a_mini_batch(visitor):
    visitor.open("/backprop?digit=8")
    pick(visitor, "3 · δ³")
    maps = visitor.page.locator(".maps canvas[aria-label^='δ³']")
    maps.click(position={"x": 20, "y": 20})
    expect(visitor.page.get_by_role("spinbutton", name="Neuron j of layer 3")).to_have_value("0")
    code = visitor.page.locator("pre code").first
    before = code.inner_text()
    pick(visitor, "mini-batch, m = 10")
    expect(visitor.page.get_by_role("spinbutton", name="Example (column)")).to_have_value("0")
    assert code.inner_text() == before


def test_the_drill_takes_a_click_on_a_connection(visitor):
    visitor.open("/backprop")
    pick(visitor, "Notation")
    asked = visitor.page.locator(".katex annotation", has_text=re.compile(r"^w\^\{\d\}_\{\d")).first.text_content()
    l, j, k = map(int, re.findall(r"\d", asked))
    diagram(visitor).locator(f"[data-pick='{l}-{j}-{k}']").press("Enter")
    expect(visitor.page.get_by_text("1 of 1 right at first go")).to_be_visible()
    keyed(visitor, "bp_drill_next").click()
    expect(visitor.page.get_by_role("spinbutton", name="l", exact=True)).to_be_visible()


def test_a_prediction_is_revealed(visitor):
    visitor.open("/backprop?digit=8")
    pick(visitor, "Predict first")
    visitor.page.get_by_role("button", name="it grows").or_(visitor.page.get_by_role("radio", name="it grows")).click()
    expect(visitor.page.get_by_text("This visit: 0 of 1 predictions right")).to_be_visible()
    expect(visitor.page.get_by_text("You said: it grows")).to_be_visible()


def test_a_guided_proof_is_finished_by_clicks(visitor):
    visitor.open("/backprop?digit=8")
    pick(visitor, "Proofs")
    pick(visitor, "BP3, yours")
    for name in ("chain", "only", "definition", "insert", "result"):
        visitor.page.locator(f"[class*='st-key-proof_bp3_{name}'] button").click()
        expect(visitor.page.locator(f"[class*='st-key-proof_bp3_{name}'] button")).to_have_count(0)
    expect(visitor.page.get_by_text("BP3 is proved")).to_be_visible()


def test_every_part_fits_a_phone(visitor):
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open("/backprop?digit=8")
    for part in ("The algorithm in steps", "Notation", "Predict first", "Proofs"):
        pick(visitor, part)
        visitor.expect_no_scroll_sideways()


def test_it_can_be_walked_through_while_the_network_trains(visitor):
    visitor.open("/train?epochs=1000")
    visitor.button("Start").click()
    expect(visitor.status()).to_contain_text("Running")
    visitor.go("Backprop")
    for name in TITLES[1:]:
        keyed(visitor, "bp_next").click()
        expect(title(visitor)).to_have_text(re.compile(name))
    visitor.go("Train")
    expect(visitor.status()).to_contain_text("Running")
    visitor.button("Stop").click()
