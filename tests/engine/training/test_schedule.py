import math

import pytest

from engine import TrainingConfig, TrainingRun
from engine.training.schedule import Forecast, at_a_stop, next_stop


def test_a_run_is_measured_often_early_in_its_first_epoch_and_later_at_the_ends_of_epochs(small):
    run = TrainingRun(TrainingConfig(sizes=(6, 4, 3), epochs=3), small)  # eleven mini-batches an epoch
    stops = []
    while not run.finished:
        assert not (run.epoch and next_stop(run) != 11)
        run.advance(mini_batches=1)
        if at_a_stop(run):
            stops.append((run.epoch, run.mini_batch))
    assert stops == [(0, 1), (0, 3), (0, 10), (1, 0), (2, 0), (3, 0)]


def test_the_next_stop_is_where_the_run_is_measured_next(small):
    run = TrainingRun(TrainingConfig(sizes=(6, 4, 3), epochs=3), small)
    while not run.finished:
        run.advance(mini_batches=next_stop(run) - run.mini_batch)
        assert at_a_stop(run)


def test_what_is_left_takes_as_long_as_what_was_done():
    forecast = Forecast()
    assert forecast.seconds_left(10.0, 100) == math.inf
    assert forecast.seconds_left(12.0, 80) == 8.0
    assert forecast.seconds_left(15.0, 50) == 5.0
    forecast.clear()
    assert forecast.seconds_left(99.0, 50) == math.inf
    assert forecast.seconds_left(100.0, 50) == math.inf


def test_of_the_first_second_nothing_is_foretold():
    forecast = Forecast()
    for now, left in ((0.0, 1000), (0.4, 999), (0.9, 900)):
        assert forecast.seconds_left(now, left) == math.inf
    assert forecast.seconds_left(1.0, 800) == 4.0


def test_the_speed_is_known_of_a_run_that_tells_it_very_often():
    forecast = Forecast()
    told = [forecast.seconds_left(i / 100, 10_000 - i) for i in range(1000)]
    assert told[99] == math.inf
    assert told[-1] == pytest.approx(90.01)


def test_only_the_speed_of_late_counts():
    forecast = Forecast()
    forecast.seconds_left(-1000.0, 2000)
    for i in range(19):
        assert forecast.seconds_left(float(i), 1000 - 10 * i) > 50
    assert forecast.seconds_left(19.0, 810) == 81.0
