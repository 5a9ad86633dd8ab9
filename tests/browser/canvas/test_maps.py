"""Maps in a browser: the colours of values, the brush, the tip, what is picked and painted."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from ui.canvas.blocks import Block, Brush, encode, read_click, read_stroke
from ui.text.numbers import number

PAPER, BLUE, ORANGE, TEXT = [255, 255, 255], [0, 0, 255], [255, 136, 0], [0, 0, 0]


# --- colours ---


def test_a_value_has_its_part_of_the_scale_and_nothing_beyond_its_ends(scripts):
    values = [0, 0.5, -0.5, 2, -2, 7, math.inf, math.nan, 1e-300]
    part = "({part}, values, scale, decades) => values.map((value) => part(value, {scale, decades}))"
    assert scripts.call("maps/painting.js", part, values, 2, 0) == [0, 0.25, 0.25, 1, 1, 1, 1, 0, 5e-301]
    decades = scripts.call("maps/painting.js", part, [1, -0.1, 0.01, 0.001, 1e-6, 0, 10], 1, 3)
    assert decades == pytest.approx([1, 2 / 3, 1 / 3, 0, 0, 0, 1])


def test_a_colour_lies_between_paper_and_ink(scripts):
    mixed = """({mixed}, paper, ink, shares) => shares.map((share) =>
      [...new Uint8Array(new Uint32Array([mixed(paper, ink, share)]).buffer)])"""
    assert scripts.call("maps/painting.js", mixed, [253, 252, 249], [31, 111, 181], [0, 0.5, 1]) == [
        [253, 252, 249, 255],
        [142, 182, 215, 255],
        [31, 111, 181, 255],
    ]


def colours(scripts, values, **options):
    """The colour in the middle of each cell of a row."""
    options = {"alt": "", "least": 200, "most": 400, "scale": 2.0, **options}
    scripts.mount("maps")
    scripts.update(encode([Block(np.array([[values]]), **options)]))
    return scripts.page.locator("canvas").evaluate(
        """(canvas, count) => Array.from({length: count}, (_, c) => {
          const [x, y] = [(c + 0.5) * canvas.width / count, canvas.height / 2];
          return [...canvas.getContext("2d").getImageData(x, y, 1, 1).data.slice(0, 3)];
        })""",
        len(values),
    )


def test_positive_is_blue_negative_is_orange_and_zero_is_the_paper(scripts):
    found = colours(scripts, [2, -2, 0, 1, math.nan])
    assert found == [BLUE, ORANGE, PAPER, [128, 128, 255], PAPER]


def test_ink_goes_from_the_paper_to_the_colour_of_texts(scripts):
    assert colours(scripts, [0, 2, 9], kind="ink") == [PAPER, TEXT, TEXT]


# --- the brush ---


@pytest.mark.parametrize(("width", "cells"), [(1, 1), (3, 9), (5, 21), (7, 37)])
def test_the_brush_is_round_and_cut_off_at_the_edge(scripts, width, cells):
    dab = "({dab}, r, c, width) => dab(r, c, width, 28, 28)"
    middle = scripts.call("maps/brush.js", dab, 14, 14, width)
    assert len(set(middle)) == len(middle) == cells
    places = {(q // 28 - 14, q % 28 - 14) for q in middle}
    assert places == {(c, r) for r, c in places} == {(-r, c) for r, c in places}
    corner = scripts.call("maps/brush.js", dab, 0, 27, width)
    assert {(q // 28, 27 - q % 28) for q in corner} == {(r, c) for r, c in places if r >= 0 and c >= 0}


def test_a_stroke_has_no_gap_touches_a_cell_once_and_stays_in_its_picture(scripts):
    script = """({Stroke}, cells, brush) => {
      const spec = {rows: 28, cols: 28, brush};
      const stroke = new Stroke(cells[0], spec);
      return {fresh: cells.map((cell) => stroke.to(cell, spec)), all: [...stroke.cells], picture: stroke.picture};
    }"""
    second = 28 * 28
    way = [second + 28 * 2 + 3, second + 28 * 9 + 20, 5, second + 28 * 2 + 3]
    found = scripts.call("maps/brush.js", script, way, {"size": 1})
    assert found["picture"] == 1
    assert found["fresh"][2] == []  # the first picture
    assert found["fresh"][3] == []  # the way back is the same
    assert [cell for fresh in found["fresh"] for cell in fresh] == found["all"]
    assert len(set(found["all"])) == len(found["all"]) == 18
    places = [divmod(cell - second, 28) for cell in found["all"]]
    steps = [max(abs(r - s), abs(c - d)) for (r, c), (s, d) in pairwise(places)]
    assert steps == [1] * 17


# --- pointing ---


@pytest.fixture
def cells(scripts):
    """Three pictures of four rows and six columns, with numbers and notes of their own."""
    values = np.random.default_rng(0).normal(size=(3, 4, 6)).astype(np.float32)
    tip = "{i} {r} {c} {p} {n} {v}"
    options = {"ids": [7, 2, 5], "notes": ["seven", "two", "five"], "origin": (10, 20), "tip": tip, "scale": 1.0}
    return Block(values, alt="cells", picks="cell", least=120, most=120, **options)


def show(scripts, *blocks):
    scripts.mount("maps")
    scripts.update(encode(blocks))
    return scripts.page.locator("canvas")


def middle(canvas, picture, r, c):
    """Where a cell of three pictures of 120 pixels is, from the corner of their canvas."""
    assert canvas.evaluate("(canvas) => [canvas.width, canvas.height]") == [3 * 120 + 2 * 2, 80]
    return {"x": picture * 122 + 20 * c + 10, "y": 20 * r + 10}


def test_the_tip_says_which_cell_it_is_and_its_exact_value(scripts, cells):
    canvas = show(scripts, cells)
    for i, r, c in ((0, 0, 0), (1, 3, 5), (2, 1, 4)):
        canvas.hover(position=middle(canvas, i, r, c))
        name = ["seven", "two", "five"][i]
        written = number(float(cells.values[i, r, c]), sign=True)
        expected = f"{cells.ids[i]} {10 + r} {20 + c} {6 * r + c} {name} {written}"
        assert scripts.page.locator(".tip").inner_text() == expected
    scripts.page.mouse.move(800, 600)
    assert scripts.page.locator(".tip").is_hidden()


def test_a_tip_where_the_pointer_rests_follows_its_value(scripts, cells):
    canvas = show(scripts, cells)
    canvas.hover(position=middle(canvas, 1, 3, 5))
    for value in (0.25, -3.5):
        scripts.update(encode([replace(cells, values=np.full_like(cells.values, value))]))
        assert scripts.page.locator(".tip").inner_text().endswith(number(value, sign=True))
    scripts.update(encode([replace(cells, values=cells.values[:1], ids=[7], notes=["seven"])]))
    assert scripts.page.locator(".tip").is_hidden()  # the picture is gone


def test_a_cell_may_have_a_tip_of_its_own(scripts, cells):
    canvas = show(scripts, replace(cells, tips=[f"cell {n}" for n in range(3 * 4 * 6)]))
    canvas.hover(position=middle(canvas, 1, 3, 5))
    assert scripts.page.locator(".tip").inner_text() == "cell 47"


def test_a_tip_that_speaks_of_a_picture_stands_above_it_and_covers_nothing_of_it(scripts, cells):
    for tip, covers in (("{n}", False), ("{v}", True)):
        canvas = show(scripts, replace(cells, tip=tip))
        canvas.hover(position=middle(canvas, 1, 3, 5))
        box = scripts.page.locator(".tip").bounding_box()
        assert (box["y"] + box["height"] > canvas.bounding_box()["y"]) is covers


def test_cells_that_stand_apart_are_not_on_the_scale(scripts):
    on, apart = colours(scripts, [2, 2], kind="ink", apart=[1])
    assert on == TEXT
    assert apart not in (TEXT, PAPER)


def test_a_click_is_one_that_the_server_accepts(scripts, cells):
    canvas = show(scripts, cells)
    canvas.click(position=middle(canvas, 2, 3, 1))
    [(name, message)] = scripts.sent()
    assert name == "picked"
    assert read_click(message, [cells]) == (0, 5, 3, 1)


def test_arrows_and_enter_pick_and_the_cursor_stays_in_the_block(scripts, cells):
    canvas = show(scripts, cells)
    canvas.focus()
    for key in ("ArrowLeft", "ArrowUp", "Enter", "ArrowDown", "ArrowRight", "Enter", *["ArrowDown"] * 20, "Enter"):
        canvas.press(key)
    clicks = [read_click(message, [cells])[1:] for _, message in scripts.sent()]
    assert clicks == [(7, 0, 0), (7, 1, 1), (5, 3, 5)]


def test_a_stroke_is_seen_at_once_and_sent_at_its_end(scripts, cells):
    brush = Block(cells.values, alt="cells", ids=cells.ids, tip="{v}", least=120, most=120, brush=Brush(-2.0, 1))
    canvas = show(scripts, brush)
    box, mouse = canvas.bounding_box(), scripts.page.mouse
    for c in (1, 4):
        place = middle(canvas, 1, 2, c)
        mouse.move(box["x"] + place["x"], box["y"] + place["y"])
        if c == 1:
            mouse.down()
    assert scripts.sent() == []
    assert scripts.page.locator(".tip").inner_text() == number(cells.values[1, 2, 4] - 2, sign=True)
    scripts.update(encode([brush]))  # the server does not know of the stroke yet
    mouse.move(box["x"] + place["x"] + 1, box["y"] + place["y"])
    assert scripts.page.locator(".tip").inner_text() == number(cells.values[1, 2, 4] - 2, sign=True)
    mouse.up()
    [(name, message)] = scripts.sent()
    assert name == "painted"
    assert read_stroke(message, [brush]) == (0, 2, (13, 14, 15, 16))


def test_what_the_server_calls_a_thing_never_hides_what_the_script_does(scripts, cells):
    class Named(Block):
        def header(self):
            return super().header() | dict.fromkeys(
                ("paint", "touch", "layout", "canvas", "show", "at", "pick"), "taken"
            )

    named = Named(**vars(cells))
    canvas = show(scripts, named)
    canvas.click(position=middle(canvas, 0, 1, 2))
    assert [read_click(message, [named]) for _, message in scripts.sent()] == [(0, 7, 1, 2)]


def test_what_can_be_picked_is_a_stop_of_the_tab_key_that_says_where_the_cursor_is(scripts, cells):
    still = Block(cells.values, alt="still", tip="{v}", least=120, most=120)
    scripts.mount("maps")
    scripts.update(encode([still, cells], texts={"pick": "arrows"}))
    first, second = scripts.page.locator("canvas").all()
    assert [canvas.get_attribute("role") for canvas in (first, second)] == ["img", "application"]
    assert second.get_attribute("aria-description") == "arrows"
    scripts.page.keyboard.press("Tab")
    assert second.evaluate("(canvas) => canvas.matches(':focus')")
    said = scripts.page.locator("output[aria-live=polite]")
    assert said.inner_text().startswith("7 10 20 0 seven")
    scripts.page.keyboard.press("ArrowRight")
    assert said.inner_text().startswith("7 10 21 1 seven")


def test_the_edge_of_what_can_be_picked_is_seen_at_three_to_one(scripts):
    """The colours of the test are black and white; half-way between them is 3.9:1."""
    for picks, edge in (("picture", 128), ("none", 204)):
        canvas = show(scripts, Block(np.zeros((2, 1, 1)), alt="", picks=picks, least=30, most=30))
        pixel = canvas.evaluate("(canvas) => [...canvas.getContext('2d').getImageData(0, 8, 1, 1).data]")
        assert pixel[:3] == pytest.approx([edge] * 3, abs=1)


# --- what stands beside cells ---


def test_cells_have_their_numbers_and_the_scale_says_what_its_ends_mean(scripts):
    block = Block(np.zeros((3, 1, 1)), alt="", most=30, ids=[7, 12, 103], numbered=True, ends=("lowers C", "raises C"))
    written = """() => {
      const {fillText} = CanvasRenderingContext2D.prototype;
      window.written = [];
      CanvasRenderingContext2D.prototype.fillText = function (text, ...where) {
        window.written.push(String(text));
        fillText.call(this, text, ...where);
      };
    }"""
    scripts.mount("maps")
    scripts.page.evaluate(written)
    scripts.update(encode([block]))
    assert scripts.page.evaluate("window.written.slice(0, 3)") == ["7", "12", "103"]
    assert scripts.page.locator(".scale .left, .scale .right").all_inner_texts() == ["lowers C", "raises C"]


def test_the_words_of_a_scale_stay_on_one_line_where_there_is_little_room(scripts):
    scripts.mount("maps")
    scripts.page.evaluate("() => { document.body.firstElementChild.style.width = '114px'; }")
    scripts.update(encode([Block(np.zeros((1, 28, 28)), alt="", ends=("lowers C", "raises C"), scale=5e-7)]))
    heights = scripts.page.locator(".scale .left, .scale .right").evaluate_all("all => all.map(e => e.clientHeight)")
    assert max(heights) < 25
    assert scripts.page.locator(".maps").evaluate("figure => figure.scrollWidth") <= 116


@pytest.mark.parametrize("paper", [PAPER, [20, 23, 28]])
def test_a_text_on_a_cell_is_seen_whatever_the_colour_of_the_cell(scripts, paper):
    inks = {"background": paper, "text": [255 - channel for channel in paper], "blue": [74, 154, 230]}
    inks["orange"] = [240, 140, 60]
    upon = """({Painter}, colours, values) => {
      const painter = new Painter(document.createElement("canvas"));
      Object.assign(painter, {colours, spec: {kind: "signed", scale: 1, decades: 0}});
      return values.map((value) => painter.upon(value) === painter.css("text"));
    }"""
    values = [value / 20 for value in range(-20, 21)]

    def light(colour):
        return sum(
            part * (channel / 255) ** 2.2 for part, channel in zip((0.2126, 0.7152, 0.0722), colour, strict=True)
        )

    for value, is_text in zip(values, scripts.call("maps/painting.js", upon, inks, values), strict=True):
        ink = inks["blue" if value >= 0 else "orange"]
        cell = [p + abs(value) * (i - p) for p, i in zip(paper, ink, strict=True)]
        bright, dark = sorted((light(cell), light(inks["text" if is_text else "background"])), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4  # about what the worse of two colours allows
