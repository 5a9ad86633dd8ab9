"""The address is written for the page that is open, and for no other."""

import pytest

from tests.browser.canvas.scripts import HOME

WRITE = "({default: write}, data) => { write({data}); return window.location.href; }"


@pytest.fixture(autouse=True)
def tab(scripts):
    """A tab in which nothing has been written."""
    scripts.page.evaluate("delete window.deltascopeAddress")


def written(scripts, page, at, **params):
    return scripts.call("address/address.js", WRITE, {"page": page, "at": at, "params": params})


def gone(scripts, path):
    scripts.page.evaluate("(path) => window.history.replaceState(null, '', path)", path)


def test_what_is_told_later_counts_and_an_earlier_word_does_not(scripts):
    gone(scripts, "/errors?course=b7")
    assert written(scripts, "errors", 2, digit="8", label=None) == f"{HOME}/errors?course=b7&digit=8"
    assert written(scripts, "errors", 1, digit="7", label="3") == f"{HOME}/errors?course=b7&digit=8"
    assert written(scripts, "errors", 3, digit=None, label="3") == f"{HOME}/errors?course=b7&label=3"


def test_a_page_that_was_left_says_nothing(scripts):
    gone(scripts, "/errors")
    written(scripts, "errors", 1, digit="8")
    assert written(scripts, "train", 2, eta="1") == f"{HOME}/errors?digit=8"
    assert written(scripts, "", 3, tour="3") == f"{HOME}/errors?digit=8"


def test_the_parameters_of_the_page_before_go(scripts):
    gone(scripts, "/errors")
    written(scripts, "errors", 1, digit="8")
    gone(scripts, "/class/train?digit=8&course=b7")
    assert written(scripts, "train", 2, eta="1") == f"{HOME}/class/train?course=b7&eta=1"
    gone(scripts, "/class/?eta=1")
    assert written(scripts, "", 3, tour="3") == f"{HOME}/class/?tour=3"


def test_the_page_says_which_language_it_is_in(scripts):
    for at, language in ((1, "de"), (2, "en"), (1, "de")):
        scripts.call("address/address.js", WRITE, {"page": "", "at": at, "params": {}, "language": language})
    assert scripts.page.evaluate("() => document.documentElement.lang") == "en"


def test_the_server_hears_of_another_theme_once(scripts):
    scripts.page.evaluate("delete window.deltascopePaper")
    look = """({default: write}, data, papers) => papers.map((paper) => {
      const said = [];
      document.body.style.setProperty("--st-background-color", paper);
      write({parentElement: document.body, data, setTriggerValue: (...words) => said.push(words)});
      return said;
    })"""
    data = {"page": "", "at": 1, "params": {}, "frame": True}
    found = scripts.call("address/address.js", look, data, ["#fff", "#fff", "#000", "#000"])
    assert found == [[], [], [["paper", "#000"]], []]
