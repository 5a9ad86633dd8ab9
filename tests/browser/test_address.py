"""The address of a page is a link to what is seen, and the way back leads through pages."""

import re

import pytest
from playwright.sync_api import expect


def length(visitor):
    return visitor.page.evaluate("history.length")


def test_the_address_follows_what_is_seen_without_an_entry_in_the_history(visitor):
    visitor.open("/errors?digit=18&label=3&theirs=1")
    expect(visitor.page).to_have_url(re.compile(r"digit=18.*label=3"))
    before = length(visitor)
    for index in (19, 20):
        visitor.page.locator(".st-key-digit_next button").first.click()
        expect(visitor.page).to_have_url(re.compile(rf"digit={index}$"))
    assert "theirs=1" in visitor.page.url
    assert length(visitor) == before


def test_the_way_back_leads_to_the_page_before_as_it_was(visitor):
    visitor.open("/errors?digit=7")
    visitor.page.locator(".st-key-digit_next button").first.click()
    expect(visitor.page).to_have_url(re.compile("digit=8$"))
    visitor.go("Train")
    expect(visitor.page).to_have_url(re.compile("/train$"))
    visitor.page.go_back()
    expect(visitor.page).to_have_url(re.compile("/errors.*digit=8$"))
    visitor.page.reload()
    expect(visitor.page.locator(".st-key-digit_here, .st-key-digit_next").first).to_be_attached()
    expect(visitor.page).to_have_url(re.compile("/errors.*digit=8$"))


def test_an_experiment_is_a_link(visitor):
    visitor.open("/train?eta=0.5&hidden=20")
    expect(visitor.page).to_have_url(re.compile(r"/train\?eta=0\.5&hidden=20$"))
    visitor.open_settings()
    visitor.page.get_by_label("Epochs", exact=True).fill("5")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page).to_have_url(re.compile("epochs=5"))
    visitor.page.locator(".st-key-book_settings button").click()
    expect(visitor.page).to_have_url(re.compile("/train$"))


def test_what_tells_the_address_takes_no_room(visitor):
    visitor.open("/paths")
    tellers = visitor.page.locator("[class*='st-key-address_']")
    expect(tellers).not_to_have_count(0)
    for teller in tellers.all():
        expect(teller.locator("xpath=..")).to_be_hidden()


@pytest.mark.parametrize("name", ["Draw", "Errors", "Weights", "Backprop", "Paths"])
def test_one_press_leads_back_whatever_was_changed(visitor, name):
    visitor.open()
    visitor.go(name)
    expect(visitor.page).to_have_url(re.compile(f"/{name.lower()}"))
    rest(visitor)
    before = length(visitor)
    changes = visitor.page.locator(".st-key-digit_next button, [class*=st-key-label] [role=radio]")
    for place in range(0, changes.count(), 4):
        changes.nth(place).click()
        rest(visitor)
    visitor.pick("Deutsch")
    expect(visitor.page).to_have_url(re.compile("lang=de"))
    expect(visitor.page.locator("html")).to_have_attribute("lang", "de")
    assert length(visitor) == before
    visitor.go("Trainieren")
    expect(visitor.page).to_have_url(re.compile("/train"))
    visitor.page.go_back()
    expect(visitor.page).to_have_url(re.compile(f"/{name.lower()}"))
    visitor.page.go_back()
    expect(visitor.page).to_have_url(re.compile(r"/(\?.*)?$"))


def test_a_link_that_carries_a_network_along_is_left_by_one_press(visitor):
    visitor.open("/draw")
    rest(visitor)
    visitor.page.get_by_test_id("stSidebar").locator("a[href*='network=']").first.click()
    expect(visitor.page).to_have_url(re.compile("/weights"))
    rest(visitor)
    visitor.page.go_back()
    expect(visitor.page).to_have_url(re.compile("/draw"))


def rest(visitor):
    """Wait until the page has been drawn and has told its address."""
    visitor.page.wait_for_timeout(500)
    expect(visitor.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
