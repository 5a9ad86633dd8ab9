"""The map of the chapter, the tour, and links to a state."""

from urllib.parse import parse_qs, urlsplit

import pytest

from ui.screen import chapter, pages
from ui.screen import tour as guide
from ui.text.words import LANGUAGES, load

ALL = ("home", "train", "draw", "errors", "weights", "backprop", "demon", "check", "paths", "exercises")


def test_the_tour_has_ten_stations_from_the_first_drawing_to_the_sum_over_paths():
    assert len(chapter.STATIONS) == 10
    assert (chapter.STATIONS[0], chapter.STATIONS[-1]) == ("home", "paths")
    assert set(chapter.STATIONS) == set(ALL) >= set(pages.PAGES)
    assert chapter.MINUTES * len(chapter.STATIONS) == 30


def test_what_does_not_exist_is_passed_over():
    assert chapter.stations(["paths", "home"]) == ("home", "paths")
    assert chapter.sections(["check"]) == {"fast": ("check",)}
    assert list(chapter.sections(ALL)) == list(chapter.SECTIONS)
    assert len(chapter.SECTIONS) == 10


def test_the_tour_goes_on_and_home_leads_back_to_where_it_was_left():
    assert chapter.following("train", (), ALL) == "draw"
    assert chapter.following("draw", (), ("home", "draw", "paths")) == "paths"
    assert chapter.following("paths", (), ALL) is None
    assert chapter.following("home", ("home",), ALL) == "train"
    assert chapter.following("home", ("home", "train", "draw"), ALL) == "demon"
    assert chapter.following("home", ALL, ALL) == "train"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_section_page_and_station_has_its_texts(language):
    words, tour = load(language, "home"), load(language, "tour")
    for section, places in chapter.SECTIONS.items():
        assert words[f"section.{section}"]
        assert words[f"about.{section}"]
        assert all(words[f"do.{section}.{page}"] for page in places)
    assert all(tour[f"do.{page}"] for page in chapter.STATIONS)


def test_a_link_holds_the_state_and_the_language_but_not_the_run():
    params = {"digit": "8", "neuron": "2-17", "run": "secret", "twin": "token", "formula": "z + 1"}
    link = urlsplit(guide.link("http://host/errors", params, "de"))
    assert (link.netloc, link.path) == ("host", "/errors")
    assert parse_qs(link.query) == {"digit": ["8"], "neuron": ["2-17"], "formula": ["z + 1"], "lang": ["de"]}
