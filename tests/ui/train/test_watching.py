"""How often the browser looks at runs."""

import pytest

from engine import TrainingConfig
from engine.training.live import LiveRun, State
from ui.session.runs import ObservedRun
from ui.train import watching
from ui.train.watching import ENDED, MOVING, RESTING, SETTLING, Watching


class Clock:
    def __init__(self):
        self.now = 100.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(watching, "time", clock)
    monkeypatch.setattr(watching.resources, "interval", lambda seconds: seconds)
    return clock


@pytest.fixture
def pair(small):
    """A run and its twin that go on."""
    runs = [LiveRun(TrainingConfig(sizes=(6, 4, 3), epochs=10**6), small).start() for _ in range(2)]
    yield runs
    for run in runs:
        run.stop()


def watch(runs, clock):
    return Watching(lambda: {name: ObservedRun.of(run) for name, run in zip("ab", runs, strict=True)}, clock.now)


def test_runs_are_looked_at_often_as_long_as_one_goes_on_and_a_little_longer(pair, clock):
    run, twin = pair
    watching = watch(pair, clock)
    clock.now += 2 * SETTLING
    assert (watching.moving, watching.again()) == (True, MOVING)
    run.pause()
    assert (watching.moving, watching.again()) == (True, MOVING)
    assert watching.newest(twin.poll()).state == State.PAUSED
    twin.pause()
    assert (watching.moving, watching.again()) == (False, RESTING)
    assert watch(pair, clock).again() == MOVING  # the page has just been drawn: the last numbers follow


def test_runs_that_have_ended_are_looked_at_so_that_the_server_keeps_them(pair, clock):
    for run in pair:
        run.stop()
        run.join(20)
    watching = watch(pair, clock)
    assert (watching.moving, watching.again()) == (False, ENDED)
