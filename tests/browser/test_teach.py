"""The page Draw in a browser: tools of the pad, pictures, lessons, teaching."""

import io
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.visitor import ONE, ZERO
from tests.ui.draw.pictures import file, four, header


@pytest.fixture
def drawer(visitor):
    visitor.open("/draw")
    return visitor


def lesson(visitor, name):
    visitor.page.get_by_role("radio", name=name, exact=True).click()


def text(visitor, words):
    return visitor.page.get_by_text(words)


def verdict(visitor):
    return visitor.page.get_by_test_id("stMarkdown").filter(has_text="second guess")


def ink(visitor):
    """What is on the pad, as the pad would send it: how much ink in each quarter."""
    return visitor.pad.evaluate(
        """canvas => {
          const {width, height} = canvas;
          const data = canvas.getContext("2d").getImageData(0, 0, width, height).data;
          const sums = [0, 0, 0, 0];
          for (let y = 0; y < height; y += 2) for (let x = 0; x < width; x += 2)
            sums[2 * (y >= height / 2) + (x >= width / 2)] += data[4 * (y * width + x)] < 128;
          return sums;
        }"""
    )


def test_undo_and_redo_go_back_and_forth_over_strokes_turns_and_clear(drawer):
    drawer.draw(*ONE)
    one = ink(drawer)
    drawer.button("Turn right by 10°").click()
    turned = ink(drawer)
    assert turned != one
    drawer.button("Clear").click()
    drawer.expect_answer("")
    drawer.button("Undo").click()
    assert ink(drawer) == turned
    drawer.button("Undo").click()
    assert ink(drawer) == one
    drawer.button("Redo").click()
    assert ink(drawer) == turned
    drawer.button("Undo").click()
    drawer.expect_answer(1)


def test_the_whole_drawing_is_shifted_and_thickened_and_the_eraser_rubs_out(drawer):
    drawer.draw(*ZERO)
    zero = ink(drawer)
    drawer.button("Shift left").click()
    assert ink(drawer)[0] > zero[0] or ink(drawer)[1] < zero[1]
    drawer.button("Thicker lines").click()
    assert sum(ink(drawer)) > sum(zero)
    drawer.button("Eraser").click()
    drawer.draw((0.1, 0.3), (0.9, 0.3))
    assert sum(ink(drawer)[:2]) < sum(zero[:2])
    expect(drawer.page.locator("output.digit")).not_to_be_empty()


def test_a_replay_ends_with_the_whole_drawing(drawer):
    drawer.draw(*ZERO)
    drawer.expect_answer(0)
    whole = ink(drawer)
    drawer.button("Replay").click()
    assert sum(ink(drawer)) < sum(whole)
    drawer.watch(lambda: ink(drawer) == whole)
    drawer.expect_answer(0)


def test_when_the_pen_rests_the_steps_and_the_margin_are_those_of_the_drawing(drawer):
    drawer.draw(*ZERO)
    expect(text(drawer, re.compile("2 · cropped"))).to_be_visible()
    lesson(drawer, "Why it says so")
    expect(verdict(drawer)).to_contain_text("It reads 0")
    drawer.button("Clear").click()
    expect(text(drawer, re.compile("looked at here"))).to_be_visible()
    drawer.draw(*ONE)
    expect(verdict(drawer)).to_contain_text("It reads 1")
    lesson(drawer, "How sure?")
    expect(drawer.page.get_by_role("application", name=re.compile("of 63 are still 1"))).to_be_visible()


def test_a_step_of_descent_changes_the_answer_and_undo_takes_it_back(drawer):
    drawer.draw(*ONE)
    drawer.expect_answer(1)
    lesson(drawer, "Teach it")
    drawer.row(7).click()
    expect(text(drawer, re.compile("A step promises"))).to_be_visible()
    before = drawer.errors()
    drawer.page.get_by_role("spinbutton", name="η").fill("30")
    drawer.page.get_by_role("spinbutton", name="η").press("Enter")
    drawer.button("Ten steps").click()
    expect(text(drawer, re.compile("Ten steps towards 7 with η = 30"))).to_be_visible()
    expect(text(drawer, re.compile("What it cost"))).to_be_visible()
    expect(text(drawer, re.compile("Your taught network")).first).to_be_visible()
    drawer.watch(lambda: drawer.errors() != before)
    drawer.button("Take it back").click()
    expect(text(drawer, re.compile("The good reader, 784")).first).to_be_visible()
    drawer.watch(lambda: drawer.errors() == before)


def test_pictures_from_files_are_put_on_the_pad_or_refused_with_a_sentence(drawer):
    drawer.button("A picture").click()
    upload = drawer.page.locator("input[type=file]")

    def choose(raw, name="four.png"):
        drawer.page.wait_for_timeout(500)  # nobody is faster
        upload.set_input_files({"name": name, "mimeType": "image/png", "buffer": raw})

    choose(file(four()))
    expect(text(drawer, re.compile("Dark ink became light"))).to_be_visible()
    drawer.expect_answer(4)
    for raw, sentence in (
        (header(20_000, 20_000), "more than 60 million pixels"),
        (file(four())[:-60], "damaged or cut off"),
        (file(four()[:1, :1]), "1 × 1 pixels"),
        (b"GIF89a", "neither a PNG nor a JPEG"),
    ):
        choose(raw)
        expect(text(drawer, re.compile(sentence))).to_be_visible()
        expect(drawer.page.get_by_test_id("stException")).to_have_count(0)
    drawer.expect_answer(4)


def test_a_picture_is_pasted_undone_and_goes_along_to_another_page(drawer):
    expect(drawer.pad).to_be_visible()
    stream = io.BytesIO()
    Image.fromarray(np.rot90(four(), 0)).save(stream, "PNG")
    drawer.page.evaluate(
        """bytes => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(bytes)], "four.png", {type: "image/png"}));
          document.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data}));
        }""",
        list(stream.getvalue()),
    )
    drawer.expect_answer(4)
    drawer.button("Undo").click()
    drawer.expect_answer("")
    drawer.button("Redo").click()
    drawer.expect_answer(4)
    drawer.go("Home")
    expect(drawer.page.get_by_role("heading", level=1)).to_contain_text("look inside")
    drawer.expect_answer(4)


@pytest.mark.parametrize(
    ("button", "name"), [("Download as JSON", "drawings.json"), ("Download as PNG", "drawings.zip")]
)
def test_drawings_of_this_visit_are_downloaded_and_uploaded_again(drawer, tmp_path, button, name):
    drawer.draw(*ONE)
    drawer.row(1).click()
    lesson(drawer, "My drawings")
    drawer.button("Keep this drawing").click()
    expect(drawer.page.get_by_role("application", name="Your drawings of a 1: 1")).to_be_visible()
    with drawer.page.expect_download() as download:
        drawer.button(button).click()
    drawer.button("Delete all").click()
    expect(text(drawer, re.compile("There are 0 now"))).to_be_visible()
    drawer.button("Upload").click()
    download.value.save_as(tmp_path / name)
    drawer.page.locator("input[type=file]").set_input_files(tmp_path / name)
    expect(text(drawer, re.compile("Drawings added: 1"))).to_be_visible()


def test_a_test_digit_lies_faintly_below_the_ink(drawer):
    blank = drawer.pad.screenshot()
    drawer.button("A test digit").click()
    drawer.button("Show it").click()
    expect(text(drawer, re.compile("faintly below your ink. Trace it"))).to_be_visible()
    drawer.page.keyboard.press("Escape")
    assert drawer.pad.screenshot() != blank
    drawer.expect_answer("")
    drawer.draw(*ONE)
    drawer.expect_answer(1)


def test_the_home_page_has_the_simple_pad(visitor):
    visitor.open()
    expect(visitor.button("Undo")).to_be_visible()
    expect(visitor.button("Replay")).to_have_count(0)
    expect(visitor.button("Eraser")).to_have_count(0)
