"""axe-core finds no serious or moderate fault: on every page in both themes, on some in German, on Train with a run."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from ui.screen import pages

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
GERMAN = {"train", "errors", "backprop"}
VIEWS = {"train": "Mistakes", "exercises": "3 BP3 and BP4"}  # of these pages one more
EXCEPTIONS = {  # by rule: which elements it may find, and why; three at most
    "scrollable-region-focusable": (
        ".katex-display",
        "Streamlit lets equations scroll, and the slant of a last letter is 2 px wider than its box: nothing is hidden",
    ),
}
FAULTS = """async ([tags, exceptions]) => {
  const excepted = ({id, nodes}) => exceptions[id] && nodes.every(({element}) => element?.matches(exceptions[id][0]));
  const grave = ({impact}) => ["moderate", "serious", "critical"].includes(impact);
  const {violations} = await axe.run(document, {runOnly: tags, resultTypes: ["violations"], elementRef: true});
  const texts = ({html, failureSummary}) => `${html}: ${failureSummary}`;
  return violations.filter((one) => grave(one) && !excepted(one)).map(({id, nodes}) => [id, ...nodes.map(texts)]);
}"""


def faults(visitor: Visitor) -> list[list[str]]:
    """The rules that the page breaks as it is, each with the elements that break it."""
    page = visitor.page
    page.wait_for_timeout(500)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(FAULTS, [TAGS, EXCEPTIONS])


def trained(visitor: Visitor) -> None:
    visitor.button("Start").click()
    visitor.expect_finished()


@pytest.mark.parametrize("name", pages.PAGES)
def test_a_page_can_be_read_and_operated_by_everybody(visitor, name):
    visitor.open(f"/{pages.path(name)}?epochs=1")
    if name == "train":
        trained(visitor)
    assert faults(visitor) == []
    visitor.page.emulate_media(color_scheme="dark")
    assert faults(visitor) == []
    if name in VIEWS:
        visitor.pick(VIEWS[name])
        assert faults(visitor) == []
    if name in GERMAN:
        visitor.pick("Deutsch")
        expect(visitor.page.locator("html")).to_have_attribute("lang", "de")
        assert faults(visitor) == []


def test_axe_finds_what_is_wrong_on_a_page(visitor):
    visitor.open("/check")
    visitor.page.evaluate("document.querySelector('h1').style.opacity = 0.4")
    assert [rule for rule, *_ in faults(visitor)] == ["color-contrast"]


def test_there_are_three_exceptions_at_most():
    assert len(EXCEPTIONS) <= 3
