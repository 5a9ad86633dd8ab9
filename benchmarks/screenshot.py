"""The pictures of the README, taken by the app itself: `make screenshots`."""

from __future__ import annotations

import re

from playwright.sync_api import sync_playwright

from benchmarks.page import SERVERS, ready, served
from tests.browser.chromium import launch_options
from tests.paths import ROOT

FOLDER = ROOT / "assets" / "screenshots"


def main() -> None:
    """Home with the example that draws itself, and Train in the middle of a run."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, served(SERVERS["streamlit run"]) as (address, _):
        page = playwright.chromium.launch(**launch_options()).new_page(
            viewport={"width": 1280, "height": 800}, locale="en-US"
        )
        ready(page, address)
        page.locator(".neurons button[aria-checked='true']").wait_for()
        page.wait_for_timeout(500)
        page.screenshot(path=FOLDER / "home.png")
        page.set_viewport_size({"width": 1280, "height": 1080})
        page.goto(f"{address}/train?epochs=60")
        page.locator(".st-key-order_start button").click()
        page.get_by_text(re.compile(r"epoch (2\d) of")).wait_for()
        page.screenshot(path=FOLDER / "train.png")


if __name__ == "__main__":
    main()
