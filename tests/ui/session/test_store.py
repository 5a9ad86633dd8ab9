"""The keys of the session: each is declared once, has a valid default, and stands in the URL as it was."""

import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.paths import ROOT
from tests.ui.app import opened
from ui.draw.keys import LESSONS
from ui.screen import pages
from ui.session import experiment, store
from ui.session.selection import FILTERS, IMAGES
from ui.session.store import Key


def declared():
    """All keys of the house with where they are declared, those in tables included."""
    found = {}

    def add(value, place):
        if isinstance(value, Key):
            found.setdefault(id(value), (value, place))
        elif isinstance(value, dict):
            for name, each in value.items():
                add(each, f"{place}[{name!r}]")

    for file in sorted((ROOT / "ui").rglob("*.py")):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for name, value in vars(importlib.import_module(module)).items():
            if not name.startswith("__"):
                add(value, f"{module}.{name}")
    return list(found.values())


KEYS = declared()
WITH_PARAM = [key for key, _ in KEYS if key.param]

WHOLE = st.integers(0, 10**6)
VALUES = {  # any value that may stand in the URL
    "look": st.sampled_from(LESSONS[1:]),
    "digit": st.integers(0, IMAGES - 1),
    "label": st.integers(0, 9),
    "neuron": st.lists(st.integers(0, 999), min_size=2, max_size=3).map(tuple),
    "network": st.sampled_from(("reader", "book")),
    "big": st.just(True),
    "tour": st.just(True),
    "exercise": st.sampled_from(("neuron", "linear", "proof", "batch", "design")),
    "formula": st.text(),
    "view": st.sampled_from(("inside", "epochs", "shelf", "take")),  # the usual one is left out
    "watch": st.sampled_from(("weights", "digits")),
    "eta": st.floats(0.001, 100).map(lambda eta: float(f"{eta:.6g}")),
    "mini_batch": st.integers(1, 1000),
    "epochs": st.integers(1, 1000),
    "activation": st.sampled_from(("sigmoid", "tanh", "relu", "linear")),
    "cost": st.sampled_from(("quadratic", "cross_entropy")),
    "init": st.sampled_from(("gaussian", "scaled")),
    "lmbda": st.floats(0, 1000).map(lambda lmbda: float(f"{lmbda:.6g}")),
    "variations": st.booleans(),
    "seed": st.integers(0, 2**31 - 1),
    "target": st.floats(0, 100).map(lambda target: float(f"{target:.6g}")),
    "patience": st.integers(0, 1000),
    "seconds": st.integers(0, 86_400),
}


def name_of(key):
    return key.name


def test_there_are_keys_and_each_name_is_declared_once():
    names = [key.name for key, _ in KEYS]
    assert len(names) > 90
    assert sorted(names) == sorted(set(names))


def test_keys_of_a_page_lie_in_its_folder():
    """Those of one page in its keys.py; what several pages share in session/ and screen/."""
    for key, place in KEYS:
        _, folder, *rest = place.split(".")
        assert folder in ("session", "screen") or rest[0] == "keys", (key.name, place)


@pytest.mark.parametrize("key", [key for key, _ in KEYS], ids=name_of)
def test_the_default_of_a_key_is_valid(key):
    assert key.valid(key.default)


@pytest.mark.parametrize("key", WITH_PARAM, ids=name_of)
@settings(max_examples=40)
@given(data=st.data())
def test_what_a_key_writes_into_the_url_is_read_as_it_was(key, data, monkeypatch_context):
    value = data.draw(VALUES[key.param.name.removeprefix("b_")])
    assert key.valid(value)
    text = key.param.write(value)
    assert text is not None
    assert key.param.read(text) == value


@pytest.fixture(scope="module")
def monkeypatch_context():
    """A formula stands in the URL only while its exercise is open."""
    from ui.exercises.keys import EXERCISE

    store.st.session_state[EXERCISE.name] = "design"
    yield
    store.st.session_state.pop(EXERCISE.name)


@pytest.mark.parametrize("key", WITH_PARAM, ids=name_of)
@pytest.mark.parametrize("text", ["?", "-1", "1e99", "2-", "ü", "0x1", "99999999999"])
def test_nonsense_in_the_url_is_refused_or_is_a_valid_value(key, text):
    try:
        value = key.param.read(text)
    except ValueError:
        return
    assert key.valid(value)


def test_a_value_that_is_not_valid_is_the_default():
    key = Key("number", 3, store.within(0, 9))
    store.st.session_state["number"] = "seven"
    assert key.get() == 3
    store.st.session_state.pop("number")


def test_filters_are_all_wrong_ones_and_the_ten_digits():
    assert FILTERS == ("all", "wrong", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9)


def test_both_sides_have_the_same_settings_under_names_of_their_own():
    first, second = experiment.KEYS["a"], experiment.KEYS["b"]
    assert list(first) == list(second)
    assert not {key.name for key in first.values()} & {key.name for key in second.values()}


@pytest.mark.parametrize("page", pages.PAGES)
def test_no_page_writes_into_the_session_while_it_draws(page, monkeypatch):
    """Callbacks do, and what comes before the drawing: the URL, and that a station of the tour is visited."""
    drawing, written = [False], []
    put, title = Key.put, store.st.logo

    def watched(key, value):
        if drawing[0]:
            written.append(key.name)
        put(key, value)

    def first_element(*args, **options):
        drawing[0] = True
        return title(*args, **options)

    monkeypatch.setattr(Key, "put", watched)
    monkeypatch.setattr("ui.screen.frame.st.logo", first_element)
    at = opened(page)
    assert not at.exception
    assert drawing[0]
    assert written == []
