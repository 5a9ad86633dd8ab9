"""The network beside the pad: what of it can be pointed at, and where it leads."""

import numpy as np
import pytest

from engine import Network, backprop, load_mnist, one_hot
from tests.browser.canvas.test_pad import BLANK, EMPTY
from ui.canvas import passes, sketch
from ui.text.words import load

WORDS = load("en", "home")
NET = Network.random((784, 30, 10), seed=1, init="scaled").copy(dtype=float)
TRACE = backprop(NET, load_mnist().test[[115]].images.astype(float), one_hot([9], 10))


def reply(label):
    shown = passes.data(NET, TRACE, label, 0.15, WORDS)
    a, delta = TRACE.a[3][:, 0].tolist(), TRACE.delta[3][:, 0].tolist()
    answer = {"sequence": 1, "digit": 4, "label": label, "sentence": "", "meaning": "", "seenAlt": ""}
    answer |= {"seen": sketch.code(np.ones(784)), "a": a, "delta": None if label is None else delta, "scale": 0.15}
    return answer | {"passes": shown}


@pytest.fixture
def seen(scripts):
    """The pad with the network, after one stroke and its answer; `show(label)` shows another answer."""
    view = {"passes": {"texts": WORDS.part("passes"), "sheet": "nowhere", "query": "network=book"}}

    def show(label):
        scripts.update(BLANK | view | {"reply": reply(label)})

    scripts.mount("pad")
    scripts.update(BLANK | view | {"empty": EMPTY | {"passes": passes.data(NET, None, None, 1.0, WORDS)}})
    box = scripts.page.locator("canvas.ink").bounding_box()
    scripts.page.mouse.move(box["x"] + 60, box["y"] + 60)
    scripts.page.mouse.down()
    scripts.page.mouse.up()
    scripts.page.wait_for_function("() => sent.some(([name]) => name === 'drawing')")
    show(None)
    scripts.sent()
    return scripts, show


def opened(scripts):
    return [value for name, value in scripts.sent() if name == "opened"]


def test_each_neuron_is_a_link_that_takes_the_network_along(seen):
    scripts, _ = seen
    links = scripts.page.locator(".spots a")
    assert links.count() == 40
    hrefs = [link.get_attribute("href") for link in links.all()]
    assert hrefs[7] == "weights?network=book&neuron=2-7"
    assert hrefs[-1] is None  # an output is chosen
    assert min(min(link.bounding_box()[side] for side in ("width", "height")) for link in links.all()) >= 24
    links.nth(7).click()
    assert opened(scripts) == [{"page": "weights", "neuron": "2-7"}]


def test_a_tip_tells_the_numbers_of_a_neuron_and_follows_them(seen):
    scripts, show = seen
    link, tip = scripts.page.locator(".spots a").nth(39), scripts.page.locator(".picture .tip")
    link.hover()
    assert f"a = {TRACE.a[3][9, 0]:.4g}" in tip.inner_text()
    assert "δ" not in tip.inner_text()
    show(9)
    assert "δ = −" in tip.inner_text()
    assert "it should rise" in tip.inner_text()
    assert link.get_attribute("aria-label") == tip.inner_text()


def test_one_stop_for_the_keyboard_and_arrows_from_there(seen):
    scripts, _ = seen
    assert scripts.page.locator(".spots a[tabindex='0']").count() == 1
    scripts.page.locator(".spots a").first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft", "ArrowRight", "Enter"):
        scripts.page.keyboard.press(key)
    scripts.page.wait_for_function("() => sent.some(([name, drawing]) => name === 'drawing' && drawing.label !== null)")


def test_a_connection_leads_to_the_paths_through_it(seen):
    scripts, _ = seen
    box = scripts.page.locator(".picture").bounding_box()
    first, last = (scripts.page.locator(".spots a").nth(i).bounding_box() for i in (29, 30))
    x = (first["x"] + first["width"] + last["x"]) / 2
    tip, found = scripts.page.locator(".picture .tip"), []
    for y in range(int(box["y"]), int(box["y"] + box["height"]), 3):
        scripts.page.mouse.move(x, y)
        if tip.is_visible():
            scripts.page.mouse.click(x, y)
            found.append(tip.inner_text())
    ways = opened(scripts)
    assert ways
    assert len(ways) == len(found)
    for way, text in zip(ways, found, strict=True):
        l, j, k = map(int, way["neuron"].split("-"))
        assert way["page"] == "paths"
        assert f"From neuron {k} of layer 2 to neuron {j}" in text
        assert l == 3


def test_what_comes_back_runs_once_for_a_label_and_again_when_asked(seen):
    scripts, show = seen
    page = scripts.page
    show(9)
    page.wait_for_selector(".passes.back[data-back='1']")
    page.evaluate("() => { document.querySelector('div').shadowRoot.querySelector('.passes').dataset.back = ''; }")
    show(9)
    page.wait_for_timeout(300)
    assert page.locator(".passes").get_attribute("data-back") == ""
    page.get_by_role("button", name="Once more").click()
    page.wait_for_selector(".passes.back[data-back='1']")
    show(None)
    assert page.get_by_role("button", name="Once more").count() == 0


def test_where_motion_is_not_wanted_what_comes_back_stands_at_once(seen):
    scripts, show = seen
    scripts.page.emulate_media(reduced_motion="reduce")
    try:
        show(9)
        assert scripts.page.locator(".passes").get_attribute("data-back") == "1"
    finally:
        scripts.page.emulate_media(reduced_motion="no-preference")


def test_links_take_the_language_and_the_network_of_the_moment(seen):
    scripts, _ = seen
    texts = WORDS.part("passes")
    other = {"passes": {"texts": texts, "sheet": "elsewhere", "query": "network=reader&lang=de"}}
    scripts.update(BLANK | other | {"reply": reply(None)})
    links = scripts.page.locator(".picture a[href], .links a")
    assert links.count() > 30
    assert all("network=reader&lang=de" in link.get_attribute("href") for link in links.all())
