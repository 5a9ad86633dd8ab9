"""One empty page for all tests of the canvas scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.canvas.scripts import Scripts


@pytest.fixture(scope="session")
def scripts(browser: Browser) -> Iterator[Scripts]:
    page = browser.new_page(viewport={"width": 900, "height": 700})
    yield Scripts(page)
    page.close()
