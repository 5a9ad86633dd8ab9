"""Every page opens in every language, and does what it should without a browser."""

import base64
import os
import subprocess
import sys

import pytest

from tests.paths import ROOT
from tests.ui.app import opened, pad, say
from tests.ui.messages import ONE, drawn
from ui.screen import pages
from ui.text.words import LANGUAGES, load


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", pages.PAGES)
def test_every_page_opens_in_every_language(name, language):
    at = opened(name, lang=language)
    assert not at.exception
    assert at.title[0].value == load(language, name)["title"]
    links = [element.proto.label for element in at.sidebar.get("page_link")]
    assert links[: len(pages.PAGES)] == [load(language, page)["menu"] for page in pages.PAGES]


OPEN_EACH_FIRST = """
import os, sys, numpy, plotly.graph_objects, PIL.Image
from streamlit.testing.v1 import AppTest

for page in sys.argv[1:]:
    if not os.fork():
        at = AppTest.from_file("home.py", default_timeout=60)
        if page != "home.py":
            at.switch_page(page)
        at.run()
        os._exit(len(at.exception) + (len(at.title) != 1))
    if os.wait()[1]:
        print(page)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each page gets a process that has imported nothing of ours")
def test_every_page_may_be_the_first_that_a_server_shows():
    command = [sys.executable, "-W", "ignore", "-c", OPEN_EACH_FIRST, *map(str, pages.PAGES.values())]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == ""


@pytest.mark.parametrize("name", ["home", "draw"])
def test_a_drawing_is_answered_with_the_digit_and_its_errors(name):
    at = opened(name)
    reply = pad(say(at, f"{name}_pad", drawn(ONE, label=1)))["reply"]
    assert reply["digit"] == 1
    assert len(reply["a"]) == len(reply["delta"]) == 10
    assert len(base64.b64decode(reply["seen"])) == 784


def test_a_drawing_goes_along_to_other_pages():
    at = opened("home")
    say(at, "home_pad", drawn(ONE, label=7))
    at.switch_page(pages.PAGES["draw"]).run()
    assert pad(at)["drawing"]["label"] == 7


@pytest.mark.parametrize(
    "message",
    [
        {"drawing": None},
        {"drawing": "x"},
        {"drawing": {"sequence": 1}},
        {"drawing": drawn(ONE)["drawing"] | {"ink": "?"}},
        {"drawing": drawn(ONE)["drawing"] | {"ink": "A" * 10**6}},
        {"drawing": drawn(ONE)["drawing"] | {"label": 10}},
        {"drawing": drawn(ONE)["drawing"] | {"label": True}},
        {"drawing": drawn(ONE)["drawing"] | {"strokes": [[[0, 1e9]]]}},
        {"drawing": drawn(ONE)["drawing"] | {"strokes": {"a": 1}}},
        {"drawing": drawn(ONE)["drawing"] | {"sequence": float("inf")}},
    ],
)
def test_a_message_that_is_no_drawing_is_passed_over(message):
    at = opened("home")
    say(at, "home_pad", message)
    assert not at.exception
    assert "reply" not in pad(at)


def test_the_language_of_a_link_stays_on_other_pages():
    at = opened("home", lang="de")
    del at.query_params["lang"]
    at.switch_page(pages.PAGES["draw"]).run()
    assert at.title[0].value == load("de", "draw")["title"]
