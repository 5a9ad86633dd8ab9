"""The pad alone: what it sends, what it remembers, and what it shows of an answer."""

import numpy as np
import pytest

from ui.canvas import sketch

TEXTS = dict.fromkeys(("undo", "clear_all", "hint", "seen", "a", "delta", "pad", "choose", "row"), "a text")
TEXTS |= {"one": "one", "several": "several"}
TEXTS |= {"said": "{digit}: activation {a}", "said_with_error": "{digit}: activation {a}, error {delta}"}
EMPTY = {"digit": None, "sentence": "nothing", "meaning": "", "seenAlt": ""}
BLANK = {"texts": TEXTS, "empty": EMPTY}
DENY = """() => {
  window.storage = Object.getOwnPropertyDescriptor(window, "sessionStorage");
  Object.defineProperty(window, "sessionStorage", {configurable: true, get: () => { throw new Error("denied"); }});
}"""


SENT = "(strokes) => JSON.stringify(sent.at(-1)?.[1].strokes) === JSON.stringify(strokes)"
SAID = """(parts) => {
  const [, drawing] = sent.findLast(([name]) => name === "drawing") ?? [null, {}];
  return Object.keys(parts).every((name) => JSON.stringify(drawing[name]) === JSON.stringify(parts[name]));
}"""


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

    def says(self, **parts):
        """These are parts of the drawing, once the pad has sent what it shows now."""
        self.page.wait_for_function(SAID, arg=parts)
        assert sketch.read(self.page.evaluate("() => sent.findLast(([name]) => name === 'drawing')[1]"))


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


def test_the_ten_rows_are_one_stop_of_the_tab_key_and_are_named_with_their_numbers(pad):
    pad.mount()
    pad.draw((0.5, 0.2), (0.5, 0.8))
    pad.sends([[140, 56], [140, 224]])
    reply = {"sequence": 1, "digit": 9, "label": None, "sentence": "", "meaning": "", "seenAlt": "", "seen": ""}
    reply |= {"a": [0.25] * 10, "delta": None, "scale": 0.15}
    pad.scripts.update(BLANK | {"reply": reply})
    rows = pad.page.locator(".neurons button")
    assert [row.get_attribute("tabindex") for row in rows.all()] == ["-1"] * 9 + ["0"]
    assert rows.nth(2).get_attribute("aria-label") == "2: activation 0.25"
    rows.nth(9).press("ArrowDown")
    pad.says(label=0)
    pad.scripts.update(BLANK | {"reply": reply | {"sequence": 2, "label": 0, "delta": [-0.11] * 10}})
    assert rows.nth(0).get_attribute("aria-label") == "0: activation 0.25, error −0.1100"
    assert [row.get_attribute("tabindex") for row in rows.all()] == ["0"] + ["-1"] * 9
    assert pad.page.evaluate("() => document.querySelector('div').shadowRoot.activeElement.dataset.digit") == "0"


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


def test_on_a_cleared_pad_one_draws_again(pad):
    pad.mount(**with_tools())
    eraser = pad.page.get_by_role("button", name="eraser")
    pad.draw((0.5, 0.5), (0.6, 0.5))
    eraser.click()
    pad.page.locator("[data-act=clear]").click()
    assert eraser.get_attribute("aria-pressed") == "false"


def in_a_row(*digits, chosen=0):
    """An answer to a drawing of these digits, the first 28 units from the left and the others as far apart."""
    row = [
        {"seen": sketch.code(np.ones(784)), "digit": digit, "text": f"a {digit}", "at": [28 * (i + 1), 140]}
        for i, digit in enumerate(digits)
    ]
    return {"digits": row, "chosen": chosen}


def answered(**more):
    reply = {"digit": 1, "label": None, "sentence": "", "seen": sketch.code(np.ones(784)), "seenAlt": ""}
    return BLANK | {"reply": reply | {"sequence": 1, "a": [0] * 10, "delta": None, "scale": 1, "meaning": ""} | more}


def test_of_several_digits_one_is_chosen_by_a_click_or_an_arrow(pad):
    pad.mount()
    pad.draw((0.5, 0.2), (0.5, 0.8))
    pad.sends([[140, 56], [140, 224]])
    assert not pad.page.get_by_role("button", name="one").is_visible()
    pad.scripts.update(answered(**in_a_row(3, 7, 1, chosen=2)))
    row = pad.page.locator(".digits [role=radio]")
    assert [each.get_attribute("aria-label") for each in row.all()] == ["a 3", "a 7", "a 1"]
    assert [each.get_attribute("aria-checked") for each in row.all()] == ["false", "false", "true"]
    row.nth(1).click()
    pad.says(chosen=[56, 140])
    pad.scripts.update(answered(**in_a_row(3, 7, 1, chosen=1)))
    row.nth(1).press("ArrowLeft")
    pad.says(chosen=[28, 140])
    row.nth(0).press("ArrowLeft")
    pad.says(chosen=[84, 140])
    pad.scripts.update(answered(**in_a_row(3, 7, chosen=1)))
    assert row.count() == 2


def test_of_more_digits_than_there_is_room_for_the_chosen_one_is_in_sight(pad):
    pad.mount()
    pad.page.evaluate("() => { document.body.firstElementChild.style.width = '360px'; }")
    pad.draw((0.5, 0.2), (0.5, 0.8))
    pad.sends([[140, 56], [140, 224]])
    for chosen in (9, 0):
        pad.scripts.update(answered(**in_a_row(*range(10), chosen=chosen)))
        group = pad.page.locator(".digits").bounding_box()
        button = pad.page.get_by_role("radio", name=f"a {chosen}").bounding_box()
        assert group["width"] < 250
        assert group["x"] - 1 <= button["x"]
        assert button["x"] + button["width"] <= group["x"] + group["width"] + 1


def test_several_digits_can_be_said_to_be_one_and_to_be_several_again(pad):
    pad.mount()
    pad.draw((0.5, 0.2), (0.5, 0.8))
    pad.sends([[140, 56], [140, 224]])
    pad.scripts.update(answered(**in_a_row(3, 7)))
    pad.page.get_by_role("button", name="one").click()
    pad.says(whole=True)
    pad.scripts.update(answered(joined=True))
    assert pad.page.locator(".digits [role=radio]").count() == 0
    pad.page.get_by_role("button", name="several").click()
    pad.says(whole=False)
    pad.scripts.update(answered())
    assert not pad.page.locator(".row").is_visible()


def test_another_digit_has_no_label_yet_and_the_same_one_keeps_it(pad):
    pad.mount()
    pad.draw((0.5, 0.2), (0.5, 0.8))
    pad.page.locator(".neurons button").nth(4).click()
    pad.says(label=4, chosen=[140, 224])  # a digit drawn now does not take the label over
    pad.scripts.update(answered(**in_a_row(3, 7)))
    pad.page.get_by_role("radio", name="a 3").click()
    pad.says(chosen=[28, 140], label=4)
    pad.page.get_by_role("radio", name="a 7").click()
    pad.says(chosen=[56, 140], label=None)


def test_a_picture_of_the_page_comes_with_its_label_and_as_one_digit(pad):
    ink = np.zeros((sketch.SENT, sketch.SENT), np.uint8)
    ink[20:90, [20, 60]] = 255
    pad.mount(**with_tools())
    for i, label in enumerate((4, None), start=1):
        offer = sketch.Offer(ink, label, labelled=True, id=i).data()
        pad.scripts.update(BLANK | with_tools() | {"offer": offer})
        pad.says(taken=i, label=label, whole=label is not None, chosen=None, picture=True)
    pad.scripts.update(with_tools() | answered(**in_a_row(1, 1)) | {"texts": with_tools()["texts"]})
    offer = sketch.Offer(label=7, labelled=True, id=3).data()
    pad.scripts.update(BLANK | with_tools() | {"offer": offer})
    pad.says(taken=3, label=7, whole=False, chosen=[28, 140])


def test_a_choice_outlives_undo_and_a_shift_and_ends_with_the_drawing(pad):
    pad.mount(**with_tools())
    pad.draw((0.5, 0.2), (0.5, 0.8))
    pad.draw((0.7, 0.2), (0.7, 0.8))
    pad.scripts.update(with_tools() | answered(**in_a_row(1, 1)) | {"texts": with_tools()["texts"]})
    pad.page.get_by_role("radio", name="a 1").first.click()
    pad.page.locator("[data-act=undo]").click()
    pad.says(chosen=[28, 140])
    pad.page.get_by_role("button", name="right", exact=True).click()
    pad.says(chosen=[42, 140])
    pad.page.locator("[data-act=clear]").click()
    pad.says(chosen=None)
    pad.page.locator("[data-act=undo]").click()
    pad.says(chosen=[42, 140])


def test_the_tools_are_there_only_where_the_page_asks_for_them(pad):
    pad.mount()
    assert pad.page.locator(".tools button").count() == 2
    pad.mount(**with_tools())
    assert pad.page.locator(".tools button").count() == 13
    pad.draw((0.5, 0.25), (0.5, 0.75))
    pad.page.get_by_role("button", name="right", exact=True).click()
    assert pad.sends([[154, 70], [154, 210]])
