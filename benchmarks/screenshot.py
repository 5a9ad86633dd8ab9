"""The pictures of the README, taken by the app itself: `make screenshots`. Every page, light and dark."""

from __future__ import annotations

import io
import re

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.page import SERVERS, served
from tests.browser.chromium import launch_options
from tests.paths import ROOT
from ui.screen.pages import PAGES, path

FOLDER = ROOT / "assets" / "screenshots"
COLOURS = 224  # of a picture: its file is half as large


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, served(SERVERS["streamlit run"]) as (address, _):
        browser = playwright.chromium.launch(**launch_options())
        for scheme in ("light", "dark"):
            for name in PAGES:
                take(browser, f"{address}/{path(name)}", name, scheme)
        browser.close()


def take(browser: Browser, address: str, name: str, scheme: str) -> None:
    """One page of a visitor who has just come; Home with its example, Train in the middle of a run."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-US", color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(address)
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_timeout(2000)
    prepare(page, name)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    picture.save(FOLDER / f"{name}-{scheme}.png", optimize=True)
    page.close()


def prepare(page: Page, name: str) -> None:
    if name == "home":
        page.locator(".passes.back[data-back='1']").wait_for()
    if name == "train":
        page.locator(".st-key-order_start button").click()
        page.get_by_text(re.compile(r"epoch [3-9] of")).wait_for()
        page.locator(".st-key-order_pause button").click()
        page.wait_for_timeout(1000)


if __name__ == "__main__":
    main()
