"""Work is done once: what a drawing looks like to the network, and what the network answers to it."""

import pytest

from engine import Network
from engine.digits import Steps
from tests.ui.app import opened, say
from tests.ui.messages import ONE, drawn
from ui.draw import keys
from ui.screen import pages

READINGS = 3
"""Times that a page asks a network for an answer: its frame, itself, and a part of it that is drawn by itself."""


def counted(monkeypatch, owner, name):
    """How often a method is called from now on, as a list of its calls."""
    calls, method = [], getattr(owner, name)

    def count(*args, **options):
        calls.append(name)
        return method(*args, **options)

    monkeypatch.setattr(owner, name, count)
    return calls


@pytest.fixture
def prepared(monkeypatch):
    return counted(monkeypatch, Steps, "__init__")


@pytest.fixture
def home():
    """Home with a drawing that nobody said what it is meant to be."""
    return say(opened("home"), "home_pad", drawn(ONE))


def test_a_drawing_is_prepared_for_the_network_once_however_many_pages_show_it(prepared):
    at = say(opened("home"), "home_pad", drawn(ONE))
    for page in pages.PAGES:
        at.switch_page(pages.PAGES[page]).run()
        assert not at.exception
    assert len(prepared) == 1


@pytest.mark.parametrize("lesson", keys.LESSONS)
def test_a_drawing_is_prepared_once_for_the_pad_and_a_lesson_about_it(lesson, prepared):
    at = opened("draw")
    at.session_state[keys.LESSON.name] = lesson
    say(at, "draw_pad", drawn(ONE))
    at.run()
    assert not at.exception
    assert len(prepared) == 1


@pytest.mark.parametrize("page", [page for page in pages.PAGES if page not in ("home", "train", "draw")])
def test_a_page_reads_an_unlabelled_drawing_no_more_often_than_it_has_parts(page, home, monkeypatch):
    readings = counted(monkeypatch, Network, "feedforward")
    home.switch_page(pages.PAGES[page]).run()
    assert not home.exception
    assert 1 <= len(readings) <= READINGS
