"""The shelf of finished runs."""

from dataclasses import replace

import pytest

from engine import TrainingConfig
from engine.training.measurements import Measurements
from ui.text.words import load
from ui.train import shelf

WORDS = load("en", "train")


def filled(status, count):
    found = ()
    for i in range(count):
        found = shelf.with_run(found, f"run {i}", status)
    return found


def test_of_many_runs_the_newest_twelve_stay_with_their_numbers(status):
    found = filled(status, 15)
    assert [run.id for run in found] == [f"run {i}" for i in range(3, 15)]
    assert [run.number for run in found] == list(range(4, 16))


def test_a_run_that_went_on_takes_the_place_of_what_was_kept_of_it(status):
    newer = replace(status, version=status.version + 1)
    before = filled(status, 3)
    after = shelf.with_run(before, "run 0", newer)
    assert [(run.id, run.number) for run in after] == [("run 1", 2), ("run 2", 3), ("run 0", 1)]
    assert after[-1].status.version == newer.version


def test_a_run_that_has_not_trained_or_lies_there_as_it_is_changes_nothing(status):
    before = filled(status, 2)
    start = replace(status, snapshot=status.history[0])
    assert shelf.with_run(before, "run 1", status) is before
    assert shelf.with_run(before, "new", start) is before
    assert shelf.with_run(before, "new", replace(status, measurements=Measurements())) is before


def test_a_run_is_kept_without_the_snapshots_that_one_could_go_back_to(status):
    (run,) = filled(status, 1)
    assert status.history
    assert run.status.history == ()
    assert run.accuracy == status.measurements.epochs[-1].test_accuracy


def test_a_run_and_its_twin_are_called_a_and_b_and_those_of_the_shelf_are_not(status):
    configs = [replace(status.config, eta=eta) for eta in (3.0, 0.5, 0.1)]
    statuses = [replace(status, config=config) for config in configs]
    assert list(shelf.named(statuses, WORDS, ("a", "b"))) == ["A (η = 3)", "B (η = 0.5)", "η = 0.1"]


@pytest.mark.parametrize(
    ("configs", "names"),
    [
        ([{}], ["this run"]),
        ([{}, {"eta": 0.5}], ["η = 3", "η = 0.5"]),
        ([{}, {"epochs": 9}], ["epochs 30", "epochs 9"]),
        ([{}, {"epochs": 9, "eta": 0.5}], ["η = 3", "η = 0.5"]),
        ([{}, {"eta": 0.5, "activation": "relu"}], ["η = 3, sigmoid", "η = 0.5, ReLU"]),
        ([{}, {}], ["same settings", "same settings (2)"]),
        ([], []),
    ],
)
def test_runs_are_named_by_what_is_different_in_them(status, configs, names):
    statuses = [replace(status, config=TrainingConfig(**config)) for config in configs]
    found = shelf.named(statuses, WORDS)
    assert list(found) == names
    assert list(found.values()) == statuses
