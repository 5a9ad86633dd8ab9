"""What a first visit weighs, that nothing jumps in it, and the menu of a narrow window."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import Visitor
from ui.screen.pages import PAGES, path

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
HEAVIEST = {"home": 1.2e6}  # bytes of a first visit; of any other page:
HEAVY = 2.5e6
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().filter((shift) => !shift.hadRecentInput)))
    .observe({ type: "layout-shift", buffered: true });
"""


@contextmanager
def stranger(browser, address, size) -> Iterator[tuple[Visitor, list[float]]]:
    """Somebody with an empty browser, and the bytes of everything that it has fetched."""
    context = browser.new_context(viewport=size, is_mobile=size == PHONE, has_touch=size == PHONE, locale="en-US")
    page = context.new_page()
    page.add_init_script(SHIFTS)
    fetched: list[float] = []
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.loadingFinished", lambda event: fetched.append(event["encodedDataLength"]))
    visitor = Visitor(page, address)
    yield visitor, fetched
    assert not visitor.complaints
    context.close()


def settle(page: Page) -> None:
    """Wait until the page is seen, and what is mounted late has been."""
    expect(page.locator("html.opening")).to_have_count(0)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(1500)


def shifted(page: Page) -> float:
    return page.evaluate("shifts.reduce((sum, { value }) => sum + value, 0)")


UNDRAWN = """() => [...document.querySelectorAll('[data-testid^=stBidiComponent]')]
  .filter((part) => part.offsetParent && part.offsetHeight < 8)
  .map((part) => part.closest('[class*=st-key-]')?.className)"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_first_visit_is_light_and_nothing_jumps(browser, address, name, size):
    with stranger(browser, address, size) as (visitor, fetched):
        visitor.open(f"/{path(name)}")
        settle(visitor.page)
        assert shifted(visitor.page) <= 0.1
        assert 3e5 < sum(fetched) <= HEAVIEST.get(name, HEAVY)
        assert visitor.page.evaluate(UNDRAWN) == []  # else the page would wait for it before it is seen


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_start_moves_nothing(browser, address, size):
    with stranger(browser, address, size) as (visitor, _):
        visitor.open("/train?epochs=1000")
        settle(visitor.page)
        before = shifted(visitor.page)
        visitor.page.evaluate("document.querySelector('[class*=st-key-order_start] button').click()")  # no input
        expect(visitor.status()).to_contain_text("Running")
        visitor.page.wait_for_timeout(1500)
        assert shifted(visitor.page) - before <= 0.05
        visitor.button("Stop").click()


def test_fonts_and_scripts_come_from_us_and_every_icon_is_one(browser, address):
    with stranger(browser, address, DESKTOP) as (visitor, _):
        urls: list[str] = []
        visitor.page.on("request", lambda request: urls.append(request.url))
        for name in PAGES:
            visitor.open(f"/{path(name)}")
            settle(visitor.page)
            icons = visitor.page.get_by_test_id("stIconMaterial")
            shapes = icons.evaluate_all(
                "all => all.map((icon) => [icon.scrollWidth, icon.clientHeight, icon.innerText])"
            )
            assert [text for width, height, text in shapes if height and width > 1.5 * height] == []
        assert [url for url in urls if re.search(r"media/(Source|Material)", url)] == []
        assert any("/fonts/icons." in url for url in urls)


# --- the menu ---


def menu(visitor):
    return visitor.page.get_by_test_id("stSidebarContent")


def opens_and_is_folded_again_after_a_reload(visitor):
    visitor.page.get_by_test_id("stExpandSidebarButton").click()
    expect(menu(visitor)).to_be_in_viewport()
    visitor.page.reload()
    settle(visitor.page)
    expect(menu(visitor)).not_to_be_in_viewport()


def test_on_a_phone_the_menu_closes_when_a_page_is_chosen_and_is_closed_after_a_reload(browser, address):
    with stranger(browser, address, PHONE) as (visitor, _):
        visitor.open("/train")
        settle(visitor.page)
        expect(menu(visitor)).not_to_be_in_viewport()
        visitor.page.get_by_test_id("stExpandSidebarButton").click()
        expect(menu(visitor)).to_be_in_viewport()
        heights = visitor.page.locator(".st-key-menu a").evaluate_all("links => links.map((link) => link.offsetHeight)")
        assert len(heights) == len(PAGES)
        assert min(heights) >= 40
        visitor.go("Draw")
        expect(visitor.page).to_have_url(re.compile("/draw"))
        expect(menu(visitor)).not_to_be_in_viewport()
        opens_and_is_folded_again_after_a_reload(visitor)


def test_larger_type_on_a_narrow_screen_folds_the_menu_and_the_way_back_is_there(browser, address):
    with stranger(browser, address, {"width": 1024, "height": 768}) as (visitor, _):
        visitor.open("/backprop")
        settle(visitor.page)
        expect(menu(visitor)).to_be_in_viewport()
        visitor.page.get_by_text("Larger type", exact=True).click()
        expect(menu(visitor)).not_to_be_in_viewport()
        opens_and_is_folded_again_after_a_reload(visitor)


def test_on_a_phone_pad_and_answer_are_seen_at_once_on_draw(browser, address):
    with stranger(browser, address, PHONE) as (visitor, _):
        visitor.open("/draw")
        settle(visitor.page)
        expect(visitor.pad).to_be_in_viewport(ratio=1)
        expect(visitor.page.locator(".verdict")).to_be_in_viewport(ratio=1)
