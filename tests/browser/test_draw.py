"""Drawing, and the answer that follows the pen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import ONE, ZERO, Visitor


def test_a_one_and_a_zero_are_read_on_the_home_page(visitor):
    visitor.open()
    visitor.draw(*ONE)
    visitor.expect_answer(1)
    visitor.button("Clear").click()
    visitor.expect_answer("")
    expect(visitor.page.get_by_text("Nothing to read yet")).to_be_visible()
    visitor.draw(*ZERO)
    visitor.expect_answer(0)


def test_choosing_the_label_shows_the_error_of_each_output(visitor):
    visitor.open("/draw")
    visitor.draw(*ZERO)
    visitor.expect_answer(0)
    assert visitor.errors() == [""] * 10
    visitor.row(6).click()
    expect(visitor.row(6)).to_have_attribute("aria-checked", "true")
    expect(visitor.row(6).locator(".d > span")).not_to_be_empty()
    assert visitor.errors()[6].startswith("−")
    assert visitor.errors()[0].startswith("+")
    visitor.row(6).click()
    expect(visitor.row(6).locator(".d > span")).to_be_empty()


def test_undo_takes_back_a_stroke_and_keys_draw(visitor):
    visitor.open("/draw")
    visitor.draw(*ONE)
    visitor.expect_answer(1)
    visitor.draw((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9))
    visitor.button("Undo").click()
    visitor.expect_answer(1)
    visitor.pad.press("Delete")
    visitor.expect_answer("")
    visitor.pad.press("Space")
    for _ in range(20):
        visitor.pad.press("ArrowDown")
    visitor.pad.press("Space")
    visitor.expect_answer(1)


def test_on_a_first_visit_the_pad_draws_an_example_until_it_is_touched(visitor):
    visitor.open()
    visitor.expect_answer(2)
    expect(visitor.row(2)).to_have_attribute("aria-checked", "true")
    visitor.draw(*ONE)
    visitor.expect_answer(1)
    visitor.button("Clear").click()
    visitor.open()
    visitor.page.wait_for_timeout(1500)
    visitor.expect_answer("")


def test_the_example_keeps_still_where_motion_is_not_wanted(visitor):
    visitor.page.emulate_media(reduced_motion="reduce")
    visitor.open()
    visitor.expect_answer(2)
    first = visitor.pad.screenshot()
    visitor.page.wait_for_timeout(800)
    assert visitor.pad.screenshot() == first


def test_what_was_drawn_goes_along_to_another_page(visitor):
    visitor.open()
    visitor.draw(*ZERO)
    visitor.expect_answer(0)
    visitor.go("Draw")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("handwriting")
    visitor.expect_answer(0)


def test_two_windows_do_not_disturb_each_other(visitor, address):
    other = Visitor(visitor.page.context.new_page(), address)
    visitor.open("/draw")
    other.open("/draw")
    visitor.draw(*ONE)
    other.draw(*ZERO)
    other.expect_answer(0)
    visitor.expect_answer(1)
    other.page.close()


SEVEN_AND_ONE = ([(0.15, 0.2), (0.4, 0.2), (0.25, 0.8)], [(0.7, 0.2), (0.7, 0.8)])


@pytest.mark.parametrize("path", ["/", "/draw"])
def test_of_two_digits_the_last_is_read_until_another_is_chosen(visitor, path):
    visitor.open(path)
    visitor.draw(*SEVEN_AND_ONE[0])
    visitor.expect_answer(7)
    visitor.draw(*SEVEN_AND_ONE[1])
    visitor.expect_answer(1)
    expect(visitor.page.get_by_role("radio", name="Digit 2 of 2, read as 1")).to_be_checked()
    visitor.page.get_by_role("radio", name="Digit 1 of 2, read as 7").click()
    visitor.expect_answer(7)
    visitor.page.reload()
    visitor.expect_answer(7)
    visitor.button("This is one digit").click()
    expect(visitor.button("Several digits")).to_be_visible()
    visitor.button("Several digits").click()
    visitor.expect_answer(7)
    visitor.button("Undo").click()
    expect(visitor.page.locator(".row")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_below_moves_when_a_second_digit_is_drawn(visitor, width):
    visitor.page.set_viewport_size({"width": width, "height": 1000})
    visitor.open()
    visitor.draw(*SEVEN_AND_ONE[0])
    visitor.expect_answer(7)
    rows = visitor.page.locator(".neurons")
    rows.evaluate("element => { window.height = () => element.offsetTop; window.before = height(); }")
    visitor.draw(*SEVEN_AND_ONE[1])
    expect(visitor.page.locator(".row")).to_be_visible()
    assert visitor.page.evaluate("() => height() - before") == 0


@pytest.mark.parametrize("path", ["/", "/draw", "/train"])
def test_a_page_fits_a_phone(visitor, path):
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open(path)
    visitor.expect_no_scroll_sideways()


def test_the_language_can_be_changed_and_stays(visitor):
    visitor.open()
    visitor.page.get_by_role("radio", name="Deutsch").click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Zeichnen Sie")
    visitor.go("Trainieren")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("lesen lernt")
    expect(visitor.page).to_have_url(re.compile(r"lang=de"))


@pytest.mark.parametrize("wait", [900, 1400, 1900])
def test_the_page_may_be_left_while_the_example_draws_itself(visitor, wait):
    visitor.open("/")
    expect(visitor.pad).to_be_visible()
    visitor.page.wait_for_timeout(wait)
    visitor.go("Train")
    expect(visitor.button("Start")).to_be_visible()


def test_the_example_makes_room_for_a_pen_that_comes_while_it_draws(visitor):
    visitor.open("/")
    expect(visitor.pad).to_be_visible()
    visitor.page.wait_for_timeout(1200)
    visitor.draw(*ONE)
    visitor.expect_answer(1)


def test_a_click_leaves_a_dot(visitor):
    visitor.open("/draw")
    visitor.draw((0.5, 0.5))
    expect(visitor.page.locator(".sentence")).not_to_have_text("Nothing to read yet: draw a digit.")


def test_a_reload_keeps_the_drawing(visitor):
    visitor.open("/draw")
    visitor.draw(*ONE)
    visitor.expect_answer(1)
    visitor.page.reload()
    visitor.expect_answer(1)
