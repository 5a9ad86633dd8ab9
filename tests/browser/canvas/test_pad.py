"""The pad alone: what it sends, what it remembers, and what it shows of an answer."""

import numpy as np
import pytest

from ui.canvas import sketch

TEXTS = dict.fromkeys(("undo", "clear_all", "hint", "seen", "a", "delta", "pad", "choose"), "a text")
EMPTY = {"digit": None, "sentence": "nothing", "meaning": "", "seenAlt": ""}
BLANK = {"texts": TEXTS, "empty": EMPTY}
DENY = """() => {
  window.storage = Object.getOwnPropertyDescriptor(window, "sessionStorage");
  Object.defineProperty(window, "sessionStorage", {configurable: true, get: () => { throw new Error("denied"); }});
}"""


SENT = "(strokes) => JSON.stringify(sent.at(-1)?.[1].strokes) === JSON.stringify(strokes)"


class Pad:
    """A mounted pad and a pen upon it; points are parts of the pad, from (0, 0) to (1, 1)."""

    def __init__(self, scripts):
        self.scripts, self.page = scripts, scripts.page
        self.ink = self.page.locator("canvas.ink")

    def mount(self, **data):
        self.scripts.mount("pad")
        self.scripts.update(BLANK | data)

    def draw(self, *points):
        box, mouse = self.ink.bounding_box(), self.page.mouse
        for i, (x, y) in enumerate(points):
            mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            if i == 0:
                mouse.down()
        mouse.up()

    def sends(self, *strokes):
        """The drawing of these strokes, as the server reads it, once the pad has sent it."""
        self.page.wait_for_function(SENT, arg=strokes)
        name, message = self.scripts.sent()[-1]
        assert name == "drawing"
        read = sketch.read(message)
        assert read
        return read


@pytest.fixture
def pad(scripts):
    return Pad(scripts)


def test_a_stroke_arrives_in_units_of_the_pad_and_as_ink(pad):
    pad.mount()
    pad.draw((0.25, 0.5), (0.5, 0.5), (0.75, 0.5))
    message = pad.sends([[70, 140], [140, 140], [210, 140]])
    assert message.pens == [20]
    assert (message.ink[56, 28:84] > 200).all()
    assert not message.demo


def test_keys_draw_and_take_back(pad):
    pad.mount()
    pad.ink.focus()
    for key in ("Space", "ArrowDown", "ArrowRight", "Space", "ArrowDown", "Space"):
        pad.ink.press(key)
    assert pad.sends([[140, 70], [140, 78], [148, 78]], [[148, 86]])
    pad.ink.press("Control+z")
    assert pad.sends([[140, 70], [140, 78], [148, 78]])


def test_a_drawing_of_another_page_is_taken_back_stroke_by_stroke(pad):
    strokes = [[[10, 10], [200, 200]], [[50, 200]], [[70, 20], [70, 90]]]
    pad.mount(drawing={"strokes": strokes, "pens": [12, -30, 20], "label": 3})
    message = pad.sends(*strokes)
    assert (message.pens, message.label) == ([12, -30, 20], 3)
    pad.page.locator("[data-act=undo]").click()
    message = pad.sends(*strokes[:2])
    assert (message.pens, message.label) == ([12, -30], 3)


def test_a_tab_without_storage_has_a_pad_all_the_same(pad):
    pad.scripts.mount("pad")
    pad.page.evaluate(DENY)
    try:
        pad.scripts.update(BLANK | {"demo": {"strokes": [[[10, 10], [20, 20]]], "label": 2}})
        pad.draw((0.5, 0.5), (0.5, 0.8))
        assert pad.sends([[140, 140], [140, 224]])
    finally:
        pad.page.evaluate("() => { Object.defineProperty(window, 'sessionStorage', storage); }")


def test_an_answer_is_shown_as_it_came(pad):
    pad.mount()
    pad.draw((0.5, 0.2), (0.5, 0.8))
    pad.sends([[140, 56], [140, 224]])
    a = np.linspace(0, 1, 10)
    reply = {"sequence": 1, "digit": 9, "label": 9, "sentence": "It is a 9.", "seen": sketch.code(np.ones(784))}
    reply |= {"seenAlt": "all ink", "a": a.tolist(), "delta": (0.1 * (a - 0.5)).tolist(), "scale": 0.15, "meaning": ""}
    pad.scripts.update(BLANK | {"reply": reply})
    rows = pad.page.locator(".neurons button")
    assert rows.locator(".a > span").all_inner_texts() == [f"{value:.2f}" for value in a]
    assert rows.locator(".d > span").all_inner_texts()[::9] == ["−0.0500", "+0.0500"]
    assert [row.get_attribute("aria-checked") for row in rows.all()] == ["false"] * 9 + ["true"]
    assert pad.page.locator(".seen canvas").get_attribute("aria-label") == "all ink"


def with_tools():
    names = ("pen", "eraser", "change", "redo", "replay", "left", "right", "up", "down", "turn_left", "turn_right")
    texts = TEXTS | {name: name for name in (*names, "thicker", "thinner", "heavy")}
    return {"tools": True, "texts": texts, "trace": None, "offer": None}


def test_a_slip_that_is_rubbed_out_leaves_no_ink(pad):
    three = [(0.2, 0.55), (0.4, 0.55), (0.3, 0.7), (0.4, 0.8), (0.2, 0.9)]
    pad.mount(**with_tools())
    pad.draw(*three)
    alone = pad.sends([[56, 154], [112, 154], [84, 196], [112, 224], [56, 252]])
    pad.draw((0.8, 0.1), (0.9, 0.1))
    assert (pad.sends(*alone.strokes, [[224, 28], [252, 28]]).ink != alone.ink).any()
    pad.page.get_by_role("button", name="eraser").click()
    pad.draw((0.8, 0.1), (0.9, 0.1))
    message = pad.sends(*alone.strokes, [[224, 28], [252, 28]], [[224, 28], [252, 28]])
    assert message.pens == [20, 20, -28]
    assert (message.ink == alone.ink).all()


def test_the_eraser_stays_when_the_pen_becomes_wider(pad):
    pad.mount(**with_tools())
    eraser = pad.page.get_by_role("button", name="eraser")
    eraser.click()
    pad.page.get_by_role("slider").fill("32")
    assert eraser.get_attribute("aria-pressed") == "true"
    pad.draw((0.5, 0.5), (0.6, 0.5))
    assert pad.sends([[140, 140], [168, 140]]).pens == [-40]
    eraser.click()
    pad.draw((0.5, 0.6), (0.6, 0.6))
    assert pad.sends([[140, 140], [168, 140]], [[140, 168], [168, 168]]).pens == [-40, 32]


def test_the_tools_are_there_only_where_the_page_asks_for_them(pad):
    pad.mount()
    assert pad.page.locator(".tools button").count() == 2
    pad.mount(**with_tools())
    assert pad.page.locator(".tools button").count() == 13
    pad.draw((0.5, 0.25), (0.5, 0.75))
    pad.page.get_by_role("button", name="right", exact=True).click()
    assert pad.sends([[154, 70], [154, 210]])
