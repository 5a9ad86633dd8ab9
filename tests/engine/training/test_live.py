import math
import threading
import time

import numpy as np
import pytest

from engine import TrainingConfig, TrainingRun
from engine.training.live import FORGOTTEN, UNWATCHED, LiveRun
from engine.training.server import RunRegistry, ServerFull
from engine.training.status import State, StopRule
from engine.training.turns import FairLock

LONG = TrainingConfig(sizes=(6, 4, 3), epochs=10**6)
SHORT = TrainingConfig(sizes=(6, 4, 3), epochs=3)


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def wait(run, condition, seconds=20):
    """Poll until the status meets the condition."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition(status := run.poll()):
            return status
        time.sleep(0.005)
    raise TimeoutError(f"still {run.poll()}")


@pytest.fixture
def start(small):
    runs = []

    def start(config=LONG, splits=small, **options):
        runs.append(LiveRun(config, splits, **options).start())
        return runs[-1]

    yield start
    for run in runs:
        run.stop()
        run.join(5)


def position(status):
    snapshot = status.snapshot
    return snapshot.epoch, snapshot.mini_batch, snapshot.example


def test_a_run_goes_to_its_end_by_itself_and_is_the_run_without_a_thread(start, small):
    status = wait(start(SHORT), lambda status: status.state.over)
    assert status.state == State.FINISHED
    assert (status.snapshot.network.parameters == TrainingRun(SHORT, small).advance(epochs=3).network.parameters).all()
    assert [row.epoch for row in status.measurements.epochs] == [1, 2, 3]
    assert status.measurements.curve[0].epochs == 0
    assert status.measurements.curve[-1].epochs == 3
    assert status.seconds_left == 0


def test_pause_shows_at_once_and_holds_the_run_still(start):
    run = start()
    wait(run, lambda status: status.snapshot.epoch > 1)
    run.pause()
    assert run.poll().state == State.PAUSED
    time.sleep(0.2)
    before = position(run.poll())
    time.sleep(0.2)
    assert position(run.poll()) == before
    run.resume()
    assert run.poll().state == State.RUNNING
    wait(run, lambda status: position(status) > before)


def test_steps_go_by_example_mini_batch_and_epoch_and_pause_there(start):
    run = start()
    run.pause()
    time.sleep(0.1)
    run.step("epoch")
    epoch, *rest = position(wait(run, lambda status: status.state == State.PAUSED and status.snapshot.mini_batch == 0))
    assert rest == [0, 0]
    run.step("mini_batch")
    wait(run, lambda status: position(status) == (epoch, 1, 0) and status.state == State.PAUSED)
    run.step("example")
    wait(run, lambda status: position(status) == (epoch, 1, 1) and status.state == State.PAUSED)
    run.step("epoch")
    wait(run, lambda status: position(status) == (epoch + 1, 0, 0) and status.state == State.PAUSED)


def test_an_unknown_step_is_refused(start):
    with pytest.raises(ValueError, match="'year'; choose one of example, mini_batch, epoch"):
        start().step("year")


def test_stop_ends_it_and_keeps_network_and_curve(start):
    run = start()
    wait(run, lambda status: status.snapshot.epoch > 1)
    run.stop()
    run.join(5)
    status = run.poll()
    assert status.state == State.STOPPED
    assert status.snapshot.epoch > 1
    assert len(status.measurements.curve) > 1
    run.resume()
    assert run.poll().state == State.STOPPED


def test_a_change_of_eta_is_used_and_marked(start):
    run = start()
    run.pause()
    time.sleep(0.1)
    run.set_eta(0.5)
    run.set_eta(0.5)
    status = run.poll()
    assert [change.settings for change in status.changes] == [{"eta": 0.5}]
    assert status.changes[0].epochs == status.snapshot.epochs
    assert status.eta == 0.5  # at once, though the snapshot is older
    assert status.snapshot.eta == 3.0
    run.set_eta(0.7)  # at the same position it replaces the change before
    run.set_eta(0.5)
    assert [change.settings for change in run.poll().changes] == [{"eta": 0.5}]
    run.step("mini_batch")
    wait(run, lambda status: status.snapshot.eta == 0.5)
    with pytest.raises(ValueError, match="eta must be a positive number"):
        run.set_eta(-1)


def test_the_first_reason_for_a_stop_counts(start, small):
    run = LiveRun(LONG, small)
    run.stop("accuracy")
    run.stop("patience")
    run.start().join(10)
    assert (run.poll().state, run.poll().reason) == (State.STOPPED, "accuracy")


def test_a_pause_does_not_count_in_what_is_known_of_the_speed(start):
    """The clock stands still but for the pause, so the run takes no time, or one that is unknown."""
    clock = Clock()
    run = start(clock=clock)
    wait(run, lambda status: status.snapshot.epoch > 1)
    run.pause()
    clock.now += 100
    run.step("mini_batch")
    assert wait(run, lambda status: status.state == State.PAUSED).seconds_left in (0.0, math.inf)


def test_a_pace_slows_a_run_down_however_fast_or_loaded_the_machine_is(small):
    run = LiveRun(LONG, small)
    run.set_pace(100)
    begun = time.monotonic()
    snapshot = wait(run.start(), lambda status: status.snapshot.epochs > 5).snapshot
    seconds = time.monotonic() - begun
    run.stop()
    assert snapshot.epochs * snapshot.mini_batches_per_epoch < 2 * 100 * seconds


def test_divergence_is_a_state_with_a_reason_and_the_network_before_it(start):
    run = start(TrainingConfig(sizes=(6, 4, 3), activation="linear", eta=1000.0))
    status = wait(run, lambda status: status.state.over)
    assert status.state == State.DIVERGED
    assert "eta = 1000 is too large" in status.reason
    assert np.isfinite(status.snapshot.network.parameters).all()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_exception_is_a_state_with_a_reason(start, monkeypatch, caplog):
    monkeypatch.setattr(TrainingRun, "advance", lambda *_, **__: 1 / 0)
    status = wait(start(), lambda status: status.state.over)
    assert (status.state, status.reason) == (State.FAILED, "ZeroDivisionError: division by zero")
    (record,) = caplog.records
    assert record.levelname == "ERROR"
    assert "1 / 0" in caplog.text


def test_a_run_that_nobody_watches_pauses_itself_and_says_why(start):
    clock = Clock()
    run = start(clock=clock)
    clock.now = UNWATCHED + 1
    deadline = time.monotonic() + 10
    while run.state == State.RUNNING and time.monotonic() < deadline:
        time.sleep(0.01)
    status = run.poll()
    assert (status.state, status.reason) == (State.PAUSED, "unwatched")
    run.resume()
    assert run.poll().state == State.RUNNING


def test_a_forgotten_run_ends(start):
    clock = Clock()
    run = start(clock=clock)
    clock.now = FORGOTTEN + 1
    run.join(10)
    assert run.poll().state == State.STOPPED


def test_a_run_is_found_by_its_secret_id_only(small):
    runs = RunRegistry(most=10)
    run = runs.launch(LONG, small)
    assert runs.get(run.id) is run
    assert len(run.id) >= 16
    for stranger in (None, "", run.id[:-1], "../etc"):
        assert runs.get(stranger) is None
    run.stop()


def test_a_second_start_replaces_the_first_run(small):
    runs = RunRegistry(most=10)
    first = runs.launch(LONG, small)
    second = runs.launch(LONG, small, replaces=first.id)
    assert runs.get(first.id) is None
    assert first.poll().state == State.STOPPED
    assert second.poll().state == State.RUNNING
    third = runs.launch(LONG, small, replaces=second.id)
    assert runs.successor(first.id) is runs.successor(second.id) is third
    assert [runs.successor(id) for id in (third.id, "unknown", None)] == [None] * 3
    third.stop()


def test_a_full_server_says_so_and_prefers_to_drop_what_nobody_watches(small):
    runs, clock = RunRegistry(most=2), Clock()
    watched, left = runs.launch(LONG, small), runs.launch(LONG, small, clock=clock)
    with pytest.raises(ServerFull, match="2 runs are going on"):
        runs.launch(LONG, small)
    clock.now += UNWATCHED + 1
    third = runs.launch(LONG, small)
    assert runs.get(left.id) is None
    assert runs.get(watched.id) is watched
    for run in (watched, third):
        run.stop()


def test_a_run_that_nobody_has_watched_for_half_an_hour_is_dropped(small):
    runs, clock = RunRegistry(most=2), Clock()
    forgotten, kept = runs.launch(LONG, small, clock=clock), runs.launch(LONG, small)
    clock.now += FORGOTTEN + 1
    assert runs.count(State.RUNNING) == 1
    assert runs.get(forgotten.id) is None
    assert runs.get(kept.id) is kept
    kept.stop()


def test_turns_are_taken_in_the_order_of_asking():
    turns, order, threads = FairLock(), [], []

    def take(name):
        with turns:
            order.append(name)

    with turns:
        for name in range(5):
            threads.append(threading.Thread(target=take, args=(name,)))
            threads[-1].start()
            while turns.waiting <= name:
                time.sleep(0.001)
    for thread in threads:
        thread.join(5)
    assert order == [0, 1, 2, 3, 4]


def test_runs_share_the_processor_fairly(start):
    config = TrainingConfig(sizes=(6, 4, 3), epochs=10**6)
    runs = [start(config) for _ in range(3)]
    for run in runs:
        wait(run, lambda status: status.snapshot.epoch > 5)
    before = [run.poll().snapshot.epoch for run in runs]
    time.sleep(1.5)
    done = [run.poll().snapshot.epoch - epoch for run, epoch in zip(runs, before, strict=True)]
    assert min(done) > max(done) / 3


def test_it_can_be_taken_back_to_any_epoch_and_go_on_from_there(start, small):
    status = wait(start(SHORT), lambda status: status.state.over)
    assert [snapshot.epochs for snapshot in status.history if snapshot.mini_batch == 0] == [0, 1, 2, 3]
    moment = next(snapshot for snapshot in status.history if snapshot.epochs == 1)
    again = wait(start(SHORT, origin=status.until(moment)), lambda status: status.state.over)
    assert (again.snapshot.network.parameters == status.snapshot.network.parameters).all()
    assert [row.epoch for row in again.measurements.epochs] == [1, 2, 3]
    assert again.changes == ()


def test_a_run_that_goes_on_with_other_settings_says_where_and_which(start, small):
    status = wait(start(SHORT), lambda status: status.state.over)
    config = TrainingConfig(sizes=(6, 8, 3), epochs=4, eta=0.5)
    again = wait(start(config, origin=status), lambda status: status.state.over)
    assert [(change.epochs, dict(change.settings)) for change in again.changes] == [
        (3, {"sizes": [6, 8, 3], "eta": 0.5})
    ]
    assert again.eta == 0.5
    assert again.snapshot.network.sizes == (6, 8, 3)
    assert [row.epoch for row in again.measurements.epochs] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [(StopRule(accuracy=0.5), "accuracy"), (StopRule(patience=2), "patience"), (StopRule(seconds=0.01), "seconds")],
)
def test_a_run_stops_by_itself_where_its_rule_says_so(start, rule, reason):
    status = wait(start(rule=rule), lambda status: status.state.over)
    assert (status.state, status.reason) == (State.STOPPED, reason)
