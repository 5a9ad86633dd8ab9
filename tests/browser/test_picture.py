"""The live picture on Train: the drawn network, its + and −, and digits that are learnt."""

import re

from playwright.sync_api import expect

from tests.browser.test_train import trainer as trainer


def test_all_that_matters_is_seen_without_scrolling_while_it_runs(trainer):
    trainer.page.set_viewport_size({"width": 1280, "height": 800})
    trainer.button("Start").click()
    trainer.watch(lambda: trainer.accuracy() > 80)
    for part in (".st-key-order_pause button", ".st-key-curves .text", ".st-key-curves canvas", ".network canvas"):
        box = trainer.page.locator(part).bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 800, part


def test_the_drawn_network_moves_and_tells_of_a_weight_while_it_learns(trainer):
    trainer.button("Start").click()
    trainer.watch(lambda: trainer.accuracy() > 80)
    picture, tip = trainer.page.locator(".network .picture"), trainer.page.locator(".network .tip")
    version = picture.locator("canvas").get_attribute("data-version")
    expect(picture.locator("canvas")).not_to_have_attribute("data-version", version)
    picture.scroll_into_view_if_needed()
    box, spot = picture.bounding_box(), picture.locator(".spots a").last.bounding_box()
    for y in range(int(box["y"]), int(box["y"] + box["height"]), 4):
        trainer.page.mouse.move(spot["x"] - 20, y)
        if tip.is_visible():
            break
    text = tip.inner_text()
    assert re.search(r"From neuron \d+ of layer 2 to neuron \d of layer 3", text)
    assert "∂C/∂w" in text
    assert "since the start" in text
    trainer.watch(lambda: tip.inner_text() != text)  # it follows the training


def test_layers_and_neurons_are_changed_on_the_drawing_and_a_neuron_is_a_link(visitor):
    visitor.open("/train?epochs=1")
    visitor.page.get_by_role("button", name="One hidden layer more").click()
    expect(visitor.page.get_by_role("spinbutton", name="Neurons, l = 3")).to_have_value("30")
    for n in ("25", "20"):
        visitor.page.get_by_role("button", name="Fewer neurons in layer 3").click()
        expect(visitor.page.get_by_role("spinbutton", name="Neurons, l = 3")).to_have_value(n)
    visitor.button("Start").click()
    visitor.expect_finished(1)
    visitor.page.locator(".network .spots a[data-neuron='3-7']").click()
    expect(visitor.page).to_have_url(re.compile(r"/weights\?.*neuron=3-7"))
    expect(visitor.page.get_by_role("radio", name="Your run")).to_be_checked()
    expect(visitor.page.get_by_role("heading", name=re.compile("neuron 7 of layer 3")).first).to_be_visible()


def test_thirty_digits_are_learnt_before_one_s_eyes(trainer):
    trainer.pick("Digits")
    digits = trainer.page.locator("canvas[aria-label^='Test digits']")
    right = lambda: int(re.search(r"(\d+) of 30 right", digits.get_attribute("aria-label"))[1])  # noqa: E731
    before = right()
    trainer.button("Start").click()
    trainer.watch(lambda: trainer.accuracy() > 85)
    trainer.watch(lambda: right() > max(before, 20))
    trainer.page.get_by_text("Those that it gets wrong now").click()
    expect(digits).to_have_attribute("aria-label", re.compile("0 of "))
