import math
from itertools import product

import pytest

from engine import ACTIVATIONS, COSTS, INITS, TrainingConfig, TrainingRun
from engine.training.rates import ETAS, RATES, advice

BOOK = TrainingConfig()


def test_each_row_is_one_of_the_registries_and_has_a_number_an_eta():
    assert set(RATES) <= set(product(ACTIVATIONS, INITS, COSTS))
    assert {len(row) for row in RATES.values()} == {len(ETAS)}


def test_the_book_s_settings_are_well_as_they_are():
    assert advice(BOOK) is None


@pytest.mark.parametrize(
    ("settings", "now", "remedy"),
    [
        ({"eta": 0.1}, 48, {"eta": 3.0}),
        ({"eta": 50.0}, 24, {"eta": 3.0}),
        ({"activation": "relu"}, 10, {"cost": "cross_entropy", "eta": 0.1}),
        ({"activation": "relu", "cost": "cross_entropy"}, 10, {"eta": 0.1}),
        ({"activation": "tanh"}, 10, {"init": "scaled", "eta": 0.1}),
        ({"activation": "linear"}, 0, {"init": "scaled", "eta": 0.01}),
    ],
)
def test_what_does_not_suit_has_a_remedy_that_changes_little(settings, now, remedy):
    found = advice(TrainingConfig(**settings))
    assert found
    assert (found.now, found.settings) == (now, remedy)
    assert advice(TrainingConfig(**{**settings, **remedy})) is None


@pytest.mark.parametrize(
    "settings",
    [
        {"sizes": (784, 10)},
        {"sizes": (784, 1, 10)},
        {"sizes": (784, 300, 10)},
        {"sizes": (784, 30, 30, 10)},
        {"mini_batch_size": 100},
        {"mini_batch_size": 1},
        {"lmbda": 100.0},
        {"variations": True},
        {"eta": 100.0},
        {"eta": 0.001},
    ],
)
def test_of_what_was_not_measured_nothing_is_said(settings):
    assert advice(TrainingConfig(activation="relu"))
    assert advice(TrainingConfig(**{"activation": "relu", **settings})) is None


def test_an_activation_without_a_row_gets_no_advice(monkeypatch):
    for row in [row for row in RATES if row[0] == "relu"]:
        monkeypatch.delitem(RATES, row)
    assert advice(TrainingConfig(activation="relu")) is None


def test_relu_learns_nothing_at_the_book_s_eta_and_well_with_the_remedy(mnist):
    config = {"activation": "relu", "epochs": 1, "eta": 3.0}
    found = advice(TrainingConfig(**config))
    for settings, expected in ((config, found.now), ({**config, **found.settings}, found.then)):
        network = TrainingRun(TrainingConfig(**settings), mnist).advance(epochs=1).network
        right = network.evaluate(mnist.validation) / len(mnist.validation)
        assert math.isclose(100 * right, expected, abs_tol=3)
