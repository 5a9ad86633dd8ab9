from dataclasses import replace

from engine import Network, Snapshot, TrainingConfig
from engine.training.measurements import Measurements
from engine.training.status import Change, Status

CONFIG = TrainingConfig(sizes=(6, 4, 3), eta=3.0, epochs=9)
NET = Network.random((6, 4, 3))


def at(epoch):
    return Snapshot(NET, epoch, 0, 0, 11, 3.0, finished=False)


def status(*changes, epoch=5):
    start = Status.at_start(CONFIG, at(epoch), Measurements(), None)
    eta = changes[-1].settings.get("eta", CONFIG.eta) if changes else CONFIG.eta
    return replace(start, changes=changes, eta=eta, seconds=12.5, history=tuple(map(at, range(epoch + 1))))


def test_a_status_as_it_was_has_the_changes_and_the_learning_rate_of_that_moment():
    now = status(Change(1.0, {"eta": 2.0}), Change(2.0, {"lmbda": 5.0}), Change(4.0, {"eta": 0.5}))
    then = now.until(at(3))
    assert [change.epochs for change in then.changes] == [1.0, 2.0]
    assert then.eta == 2.0
    assert now.until(at(0)).eta == 3.0
    assert now.until(at(4)).eta == 0.5
    assert [snapshot.epoch for snapshot in then.history] == [0, 1, 2, 3]


def test_a_run_that_continues_another_keeps_its_seconds_its_history_and_its_changes():
    origin = status(Change(1.0, {"eta": 2.0}))
    start = Status.at_start(replace(CONFIG, eta=2.0), at(5), Measurements(), origin)
    assert (start.seconds, start.history, start.changes, start.eta) == (12.5, origin.history, origin.changes, 2.0)


def test_before_the_first_change_of_a_continued_run_the_learning_rate_is_that_of_the_run_that_it_continues():
    config = replace(CONFIG, eta=0.5)
    now = Status.at_start(config, at(5), Measurements(), status())
    then = now.until(at(3))
    assert (now.eta, then.eta) == (0.5, 3.0)
    assert then.changes_with(config) == (Change(3.0, {"eta": 0.5}),)
    assert then.changes_with(CONFIG) == ()


def test_before_the_first_change_of_a_continued_run_all_settings_are_those_of_the_run_that_it_continues():
    other = TrainingConfig(sizes=(6, 8, 3), eta=0.5, epochs=20, lmbda=5.0)
    origin = status()
    start = replace(Status.at_start(other, at(5), Measurements(), origin), snapshot=at(8))
    assert start.until(at(3)).changes_with(other) == (Change(3.0, {"sizes": [6, 8, 3], "eta": 0.5, "lmbda": 5.0}),)
    assert start.until(at(3)).changes_with(CONFIG) == ()
    assert start.until(at(8)).changes_with(other) == origin.changes_with(other)
    assert start.until(at(8)).changes_with(CONFIG)[-1] == Change(8.0, {"sizes": [6, 4, 3], "eta": 3.0, "lmbda": 0.0})


def test_changes_at_one_position_are_one_change_with_the_last_value_of_each_setting():
    origin = status(Change(5.0, {"eta": 2.0, "lmbda": 5.0}))
    origin = replace(origin, config=replace(CONFIG, lmbda=5.0))
    assert origin.changes_with(replace(CONFIG, lmbda=5.0, eta=1.0)) == (Change(5.0, {"eta": 1.0, "lmbda": 5.0}),)


def test_what_differs_where_a_run_is_continued_is_a_change_but_not_its_length():
    origin = status(Change(1.0, {"eta": 2.0}))
    assert origin.changes_with(replace(CONFIG, eta=2.0, epochs=99)) == origin.changes
    assert origin.changes_with(CONFIG)[-1] == Change(5.0, {"eta": 3.0})
    assert origin.changes_with(replace(CONFIG, eta=2.0, sizes=(6, 8, 3)))[-1] == Change(5.0, {"sizes": [6, 8, 3]})
