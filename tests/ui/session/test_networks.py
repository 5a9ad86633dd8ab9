"""Which network is current, where nothing was chosen too."""

import pytest

from tests.ui.app import address, opened
from ui.screen import pages
from ui.session import current, networks, resources, store
from ui.text.words import load

WORDS = load("en", "home")


def caption(name):
    """The line on a bundled network, as a page shows it."""
    known = resources.bundled(name)
    shape, accuracy = "-".join(map(str, known.network.sizes)), f"{known.config['test_accuracy']:.1%}"
    return WORDS(f"network.caption_{name}", shape=shape, accuracy=accuracy)


def captions(at):
    return [element.value for element in at.caption]


@pytest.mark.parametrize(
    ("page", "name"), [("home", "reader"), ("draw", "reader"), ("errors", "book"), ("weights", "book")]
)
def test_where_nothing_is_chosen_the_page_decides(page, name):
    at = opened(page)
    assert caption(name) in captions(at)
    assert "network" not in address(at)


@pytest.mark.parametrize("name", resources.BUNDLED)
def test_a_choice_holds_on_all_pages_and_stands_in_the_address(name):
    at = opened("home", network=name)
    for page in ("draw", "errors", "home"):
        at.switch_page(pages.PAGES[page]).run()
        assert caption(name) in captions(at)
        assert address(at)["network"] == name
        assert not at.exception


@pytest.mark.parametrize("text", ["", "nobody", "taught", "run", "9" * 5000])
def test_nonsense_in_the_address_chooses_nothing(text):
    at = opened("errors", network=text)
    assert not at.exception
    assert caption("book") in captions(at)


def test_the_picture_of_a_network_leads_to_its_neurons_and_carries_it_along():
    at = opened("home")
    links = [element.proto for element in at.sidebar.get("page_link")]
    link = next(link for link in links if link.label == WORDS["network.neurons"])
    assert link.query_string == "network=reader"
    assert not any(
        element.proto.label == WORDS["network.neurons"] for element in opened("weights").sidebar.get("page_link")
    )


def test_what_is_gone_gives_way_to_the_usual_one(monkeypatch):
    monkeypatch.setattr(store.st, "session_state", {})
    networks.open("draw")
    networks.NETWORK.put("taught")
    assert current.name() == "reader"
    networks.open("demon")
    assert current.name() == "book"
    assert current.network().network.sizes == (784, 30, 10)
