"""What somebody does with a browser."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import ConsoleMessage, Error, Locator, Page, expect

Point = tuple[float, float]


class Visitor:
    """Somebody who visits the app: points are parts of the drawing pad, from (0, 0) to (1, 1)."""

    def __init__(self, page: Page, address: str):
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("pageerror", self._hear_error)
        page.on("console", self._hear)

    def _hear_error(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _hear(self, message: ConsoleMessage) -> None:
        expected = "404 (Not Found)"  # on a deep link Streamlit looks for its own address first
        if message.type == "error" and expected not in message.text:
            self.complaints.append(message.text)

    def leave(self) -> None:
        """Leave the tab to the next visitor."""
        self.page.remove_listener("pageerror", self._hear_error)
        self.page.remove_listener("console", self._hear)

    def open(self, path: str = "/") -> None:
        self.page.goto(self.address + path)
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def go(self, name: str) -> None:
        """Use the menu."""
        self.page.get_by_test_id("stSidebar").get_by_role("link", name=name, exact=True).click()

    def button(self, name: str) -> Locator:
        """A button by its name, which may have a key, as in "Start Shortcut Space".

        Streamlit's header is left out: it has a Stop of its own while a page is busy.
        """
        outside = self.page.locator(":not([data-testid=stHeader] *)")
        return self.page.get_by_role("button", name=re.compile(rf"^{name}( Shortcut .+)?$")).and_(outside)

    def pick(self, name: str) -> None:
        """Choose one of several options that are all seen."""
        self.page.get_by_role("radio", name=name, exact=True).click()

    def open_settings(self) -> None:
        """Those that stand behind a line on the page Train."""
        self.page.get_by_text("All settings").click()
        expect(self.page.get_by_label("Seed", exact=True)).to_be_visible()

    def reach(self, target: Locator, most: int = 80) -> None:
        """Press the Tab key until an element has the focus."""
        for _ in range(most):
            if target.evaluate("element => element.getRootNode().activeElement === element"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} has no focus after {most} presses of Tab")

    @property
    def pad(self) -> Locator:
        pad = self.page.locator("canvas.ink")
        expect(pad).to_have_attribute("data-ready", "1")
        return pad

    def draw(self, *points: Point) -> None:
        """One stroke of the pen."""
        self.pad.scroll_into_view_if_needed()
        box = self.pad.bounding_box()
        assert box
        mouse = self.page.mouse
        for i, (x, y) in enumerate(points):
            mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=1 if i == 0 else 4)
            if i == 0:
                mouse.down()
        mouse.up()

    def expect_answer(self, digit: int | str) -> None:
        expect(self.page.locator("output.digit")).to_have_text(str(digit))

    def row(self, digit: int) -> Locator:
        return self.page.locator(f".neurons button[data-digit='{digit}']")

    def errors(self) -> list[str]:
        """The ten δ as they are written."""
        return self.page.locator(".neurons .d > span").all_inner_texts()

    def accuracy(self) -> float:
        """The accuracy on the validation sample, in per cent; 0 before there is one."""
        label = self.page.get_by_role("img", name="Accuracy and cost").get_attribute("aria-label") or ""
        found = re.search(r"([\d.]+)% of the validation sample", label)
        return float(found[1]) if found else 0.0

    def expect_finished(self, epochs: int | None = None) -> None:
        """The run ends, and has had so many epochs."""
        pattern = rf"Finished.*\b{epochs} epochs" if epochs else "Finished"
        expect(self.status()).to_contain_text(re.compile(pattern), timeout=60_000)

    def watch(self, fact: Callable[[], bool], seconds: float = 60) -> None:
        """Wait until something has become so."""
        deadline = time.monotonic() + seconds
        while not fact():
            assert time.monotonic() < deadline, "it has not become so"
            self.page.wait_for_timeout(50)

    def expect_no_scroll_sideways(self) -> None:
        self.page.wait_for_timeout(1000)  # until it has been asked for
        expect(self.page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        wider = "main => main.scrollWidth - document.documentElement.clientWidth"
        assert self.page.get_by_test_id("stMain").evaluate(wider) <= 0

    @contextmanager
    def keeps_its_height(self, selector: str) -> Iterator[None]:
        """The first element of that selector stays at its height of the window, in every picture drawn meanwhile."""
        expect(self.page.locator(selector).first).to_be_visible()
        self.page.evaluate(
            """selector => {
              const heights = window.heights = new Set();
              const look = () => {
                heights.add(Math.round(document.querySelector(selector).getBoundingClientRect().top));
                if (window.heights === heights) requestAnimationFrame(look);
              };
              look();
            }""",
            selector,
        )
        yield
        heights = self.page.evaluate("() => { const all = [...window.heights]; window.heights = null; return all; }")
        assert len(heights) == 1, heights

    def position(self) -> tuple[int, int]:
        """Epoch and mini-batch as the page Train shows them."""
        pattern = re.compile(r"epoch (\d+) of \d+ · mini-batch ([\d,]+)")
        expect(self.status()).to_have_text(pattern)
        found = pattern.search(self.status().inner_text())
        assert found
        return int(found[1]), int(found[2].replace(",", ""))

    def settled(self) -> tuple[int, int]:
        """The same once it stands still: what a run has computed until it obeys is shown as well."""
        seen = [self.position()]
        self.watch(
            lambda: bool(self.page.wait_for_timeout(700) or seen.append(self.position()) or seen[-1] == seen[-2])
        )
        return seen[-1]

    def status(self) -> Locator:
        return self.page.locator(".st-key-curves .text")


def circle(x: float, y: float, rx: float, ry: float) -> list[Point]:
    """The points of an ellipse."""
    angles = [2 * math.pi * i / 24 for i in range(25)]
    return [(x + rx * math.sin(angle), y - ry * math.cos(angle)) for angle in angles]


ONE = [(0.52, 0.2), (0.5, 0.5), (0.48, 0.82)]
ZERO = circle(0.5, 0.5, 0.2, 0.32)
