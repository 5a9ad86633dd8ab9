"""Weights: read, choose, paint, undo, and watch while a network trains."""

import re

import pytest
from playwright.sync_api import expect

from engine import load_mnist
from engine.labs import damage
from ui.session import current
from ui.text.numbers import number

READS = current.bundled("book").network.feedforward(load_mnist().test[[8]].images).argmax()


class Desk:
    """What somebody sees and does on the page Weights."""

    def __init__(self, visitor):
        self.page = visitor.page
        self.visitor = visitor
        self.all = self.picture("pictures, sorted by")
        self.large = self.picture("The 784 weights into neuron")
        self.answer = self.page.locator("figure.bars")

    def picture(self, words):
        return self.page.locator(f"canvas[aria-label*='{words}']")

    @property
    def rows(self):
        return self.answer.locator("tbody tr")

    def value(self, canvas, column, row, columns, rows):
        """What is written at the pointer over a cell."""
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        x, y = (column + 0.5) / columns * box["width"], (row + 0.5) / rows * box["height"]
        canvas.hover(position={"x": x, "y": y})
        return canvas.locator("xpath=ancestor::figure").locator("output.tip").inner_text()

    def stroke(self, *cells):
        """A stroke of the brush through cells (row, column) of the large picture."""
        self.large.scroll_into_view_if_needed()
        box, mouse = self.large.bounding_box(), self.page.mouse
        for i, (r, c) in enumerate(cells):
            mouse.move(box["x"] + (c + 0.5) * box["width"] / 28, box["y"] + (r + 0.5) * box["height"] / 28, steps=4)
            if i == 0:
                mouse.down()
        mouse.up()


@pytest.fixture
def desk(visitor):
    visitor.open("/weights?neuron=2-4&digit=8")
    desk = Desk(visitor)
    expect(desk.all).to_have_attribute("data-version", re.compile(r"\d"))
    expect(desk.rows).to_have_count(10)
    return desk


def test_the_value_under_the_pointer_is_the_engine_s(desk):
    w = current.bundled("book").network.w
    assert desk.value(desk.large, 10, 12, 28, 28) == f"w²[4, {12 * 28 + 10}] = {number(w[2][4, 346], sign=True)}"
    desk.page.get_by_role("radio", name="w³, 10×30").click()
    matrix = desk.picture("matrix of the weights into layer 3")
    box = matrix.bounding_box()
    matrix.hover(position={"x": box["width"] - 4, "y": box["height"] - 4})
    tip = matrix.locator("xpath=ancestor::figure").locator("output.tip")
    expect(tip).to_have_text(f"w³[9, 29] = {number(w[3][9, 29], sign=True)}")


def test_a_click_opens_a_neuron_and_the_address_keeps_it(desk):
    box = desk.all.bounding_box()
    desk.all.click(position={"x": box["width"] - 20, "y": 20})  # the last of the first row
    title = desk.page.locator(".maps .title", has_text=re.compile(r"^Neuron \d+ of layer 2$"))
    expect(title).not_to_have_text("Neuron 4 of layer 2")
    j = re.search(r"Neuron (\d+)", title.inner_text())[1]
    expect(desk.page).to_have_url(re.compile(f"neuron=2-{j}"))
    bias = number(current.bundled("book").network.b[2][int(j), 0], sign=True)
    expect(desk.page.locator(".maps .note", has_text=f"b\xa0=\xa0{bias}")).to_be_visible()
    expect(desk.page.get_by_role("heading", name=f"Where neuron {j} of layer 2 is heard")).to_be_visible()


def test_painting_changes_the_answer_at_once_and_undo_takes_it_back(desk):
    before = desk.rows.all_inner_texts()
    expect(desk.page.get_by_text("Unchanged network")).to_be_visible()
    desk.page.get_by_role("radio", name="−", exact=True).click()
    expect(desk.page.get_by_role("combobox", name=re.compile("Adds"))).to_be_visible()
    desk.stroke((5, 14), (22, 14))
    expect(desk.page.get_by_text("Edited copy, changes: 1")).to_be_visible()
    expect(desk.answer.locator(".note")).to_contain_text(f"Unedited it reads {READS}")
    expect(desk.rows).not_to_have_text(before, use_inner_text=True)
    scale, w = 2.5, current.bundled("book").network.w[2][4]
    expected = f"w²[4, {12 * 28 + 14}] = {number(w[12 * 28 + 14] - scale, sign=True)}"
    assert desk.value(desk.large, 14, 12, 28, 28) == expected
    for c in (3, 6, 9):  # as fast as a hand may be
        desk.stroke((5, c), (8, c))
    expect(desk.page.get_by_text("Edited copy, changes: 4")).to_be_visible()
    for left in (3, 2, 1):
        desk.visitor.button("Undo").click()
        expect(desk.page.get_by_text(f"Edited copy, changes: {left}")).to_be_visible()
    desk.visitor.button("Undo").click()
    expect(desk.page.get_by_text("Unchanged network")).to_be_visible()
    expect(desk.rows).to_have_text(before, use_inner_text=True)
    assert desk.value(desk.large, 14, 12, 28, 28) == f"w²[4, 350] = {number(w[350], sign=True)}"


def test_a_weight_and_a_bias_take_numbers_and_a_neuron_falls_silent(desk):
    before = desk.rows.all_inner_texts()
    box = desk.large.bounding_box()
    desk.large.click(position={"x": box["width"] / 2 + 3, "y": box["height"] / 2 + 3})
    expect(desk.page).to_have_url(re.compile("neuron=2-4-406"))
    fields = desk.page.get_by_test_id("stNumberInputField")
    fields.nth(2).fill("6")
    fields.nth(2).press("Enter")
    expect(desk.page.get_by_text("Edited copy, changes: 1")).to_be_visible()
    with desk.visitor.keeps_its_height(".st-key-tool_silence"):
        fields.nth(3).fill("-8")
        fields.nth(3).press("Enter")
        expect(desk.page.get_by_text("Edited copy, changes: 2")).to_be_visible()
        bias = number(current.bundled("book").network.b[2][4, 0], sign=True)
        expect(desk.page.locator(".maps .note", has_text=f"b\xa0=\xa0−8.000 (was {bias})")).to_be_visible()
    desk.visitor.button("Silence this neuron").click()
    expect(desk.page.get_by_text("Edited copy, changes: 3")).to_be_visible()
    expect(desk.visitor.button("Let it speak again")).to_be_visible()
    desk.visitor.button("Reset").click()
    expect(desk.page.get_by_text("Unchanged network")).to_be_visible()
    expect(desk.rows).to_have_text(before, use_inner_text=True)
    expect(fields.nth(2)).not_to_have_value(re.compile("^6"))
    assert float(fields.nth(2).input_value()) == pytest.approx(current.bundled("book").network.w[2][4, 406], abs=1e-4)


def test_an_image_that_excites_it_becomes_the_digit(desk):
    desk.picture("images that excite neuron 4 of layer 2 most").click(position={"x": 10, "y": 10})
    expect(desk.page).not_to_have_url(re.compile("digit=8(&|$)"))
    expect(desk.page).to_have_url(re.compile(r"digit=\d+"))


def test_it_moves_while_a_run_goes_on_and_edits_hold(visitor):
    visitor.open("/train?epochs=1000")
    visitor.page.get_by_role("button", name=re.compile("^Start")).first.click()
    expect(visitor.page.get_by_role("button", name=re.compile("^Pause"))).to_be_enabled()
    try:
        visitor.go("Weights")
        desk = Desk(visitor)
        expect(desk.all).to_have_attribute("data-version", re.compile(r"\d"))
        visitor.button("Silence this neuron").click()
        expect(visitor.page.get_by_text("Edited copy, changes: 1")).to_be_visible()
        for canvas in (desk.all, desk.large, desk.picture("minus those of the time compared with")):
            expect(canvas).not_to_have_attribute("data-version", canvas.get_attribute("data-version"))
        expect(visitor.page.get_by_text("Edited copy, changes: 1")).to_be_visible()
    finally:
        visitor.go("Train")
        visitor.button("Stop").click()


@pytest.mark.parametrize("neuron", ["2-4", "3-2"])
def test_it_fits_a_phone(visitor, neuron):
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open(f"/weights?neuron={neuron}")
    visitor.expect_no_scroll_sideways()


def test_damage_is_guessed_measured_and_taken_back(desk):
    desk.page.get_by_role("button", name="40% to 60%").click()
    expect(desk.page.get_by_text("Right. It falls to 90% where 45% of its weights are zero.")).to_be_visible()
    damaged = desk.page.locator("dd").first
    expect(damaged).to_have_text("94.9%")
    share = desk.page.get_by_role("slider", name="Smallest weights set to zero")
    share.focus()
    for _ in range(16):
        share.press("ArrowRight")
    net, test = current.bundled("book").network, load_mnist().test
    expect(damaged).to_have_text(f"{damage.damaged(net.copy(dtype='float32'), 0.8).evaluate(test) / len(test):.1%}")
    expect(desk.page.get_by_text("Unchanged network")).to_be_visible()
    desk.page.get_by_role("button", name="Undo: whole again").click()
    expect(damaged).to_have_text("94.9%")
