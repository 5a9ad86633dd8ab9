import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import ACTIVATIONS, COSTS, INITS, TrainingConfig
from engine.training.status import NEVER, StopRule
from ui.session import experiment, settings

SETTINGS = st.fixed_dictionaries(
    {
        "hidden": st.lists(st.integers(1, 300), max_size=4).map(tuple),
        "eta": st.floats(0.001, 100).map(lambda eta: float(f"{eta:.6g}")),
        "mini_batch": st.integers(1, 1000),
        "epochs": st.integers(1, 1000),
        "activation": st.sampled_from(list(ACTIVATIONS)),
        "cost": st.sampled_from(list(COSTS)),
        "init": st.sampled_from(INITS),
        "lmbda": st.floats(0, 1000).map(lambda lmbda: float(f"{lmbda:.6g}")),
        "variations": st.booleans(),
        "seed": st.integers(0, 2**31 - 1),
        "target": st.integers(0, 100_000).map(lambda target: target / 1000),
        "patience": st.integers(0, 1000),
        "seconds": st.integers(0, 86_400),
    }
)


@given(SETTINGS)
def test_an_experiment_is_a_link(values):
    assert settings.read(settings.write(values)) == (values, [])


@given(st.dictionaries(st.sampled_from(list(settings.SETTINGS)), st.text(max_size=20)))
def test_any_text_in_the_url_gives_settings_that_can_be_run(params):
    values, wrong = settings.read(params)
    assert set(wrong) <= set(params)
    settings.config(values)


@given(SETTINGS, SETTINGS)
def test_a_twin_is_in_the_link_by_what_is_different(first, second):
    params = {**settings.write(first), **settings.write_twin(first, second)}
    values, _ = settings.read(params)
    twin, wrong = settings.read({**settings.write(values), **settings.twin_params(params)})
    assert (values, twin, wrong) == (first, second, [])


@given(SETTINGS)
def test_a_configuration_gives_its_settings_back(values):
    back = settings.values(settings.config(values), settings.rule(values))
    assert settings.write(back) == settings.write(values)


def test_an_empty_url_is_the_book():
    values, wrong = settings.read({})
    assert not wrong
    assert settings.config(values) == TrainingConfig()
    assert settings.write(values) == {}


@pytest.mark.parametrize("text", ["", "0-30", "301", "30-", "1-2-3-4-5", "-1", "３０x"])
def test_hidden_layers_that_make_no_sense_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  it is answered by the name of the setting
        settings.SETTINGS["hidden"].read(text)


@pytest.mark.parametrize(
    ("name", "least", "most", "outside"),
    [
        ("hidden", "0", "300-300-300-300", ["301", "1-1-1-1-1"]),
        ("hidden", "1", "300", ["0-0"]),
        ("eta", "0.001", "100", ["0.00099", "100.1"]),
        ("mini_batch", "1", "1000", ["0", "1001"]),
        ("epochs", "1", "1000", ["0", "1001"]),
        ("lmbda", "0", "1000", ["-0.001", "1000.1"]),
        ("seed", "0", "2147483647", ["-1", "2147483648"]),
        ("target", "0", "100", ["-0.001", "100.001"]),
        ("patience", "0", "1000", ["-1", "1001"]),
        ("seconds", "0", "86400", ["-1", "86401"]),
    ],
)
def test_the_bounds_of_a_setting_belong_to_it_and_what_lies_outside_does_not(name, least, most, outside):
    for text in (least, most):
        assert settings.read({name: text})[1] == []
    for text in outside:
        assert settings.read({name: text}) == (settings.BOOK, [name])


def test_a_setting_that_nobody_has_chosen_is_the_book_s_wherever_it_is_asked_for():
    book = TrainingConfig()
    assert {name: setting.book for name, setting in settings.SETTINGS.items()} == settings.BOOK
    assert (settings.LAYERS.book, settings.NEURONS.book) == (len(book.sizes) - 2, book.sizes[1])
    assert experiment.values("a") == experiment.values("b") == settings.BOOK
    assert settings.rule(settings.BOOK) == NEVER


def test_a_run_is_told_when_to_stop_by_itself_in_the_engine_s_units():
    values = settings.BOOK | {"target": 97.5, "patience": 4, "seconds": 60}
    rule = settings.rule(values)
    assert rule == StopRule(accuracy=0.975, patience=4, seconds=60)
    assert settings.values(TrainingConfig(), rule) == values


def test_values_that_a_browser_could_not_send_are_refused():
    values, _ = settings.read({})
    for wrong in ({"eta": 1e9}, {"hidden": (10**6,)}, {"epochs": None}, {"cost": "hinge"}):
        with pytest.raises(ValueError):  # noqa: PT011
            settings.config(values | wrong)


def test_the_slider_takes_the_closest_rate_by_ratio():
    assert settings.nearest_eta(3.0) == 3
    assert settings.nearest_eta(0.0001) == 0.001
    assert settings.nearest_eta(1e6) == 100
    assert settings.nearest_eta(0.21) == 0.2
    assert list(settings.ETAS) == sorted(settings.ETAS)
