"""What the tests of the page Train share."""

import pytest

from engine import TrainingConfig
from engine.training.live import LiveRun, Status
from tests.ui.app import opened
from ui.session import resources, runs
from ui.train import orders_view


@pytest.fixture(scope="module")
def status(small) -> Status:
    """A run of three epochs that is over, whose η was changed before its first step."""
    run = LiveRun(TrainingConfig(sizes=(6, 4, 3), epochs=3), small)
    run.set_eta(2.0)
    run.start().join(20)
    return run.poll()


class Clicks:
    """The clock by which double clicks are recognised: each click comes `apart` seconds after the one before."""

    def __init__(self):
        self.now, self.apart = 0.0, 1.0

    def monotonic(self):
        self.now += self.apart
        return self.now


@pytest.fixture
def clicks(monkeypatch):
    clicks = Clicks()
    monkeypatch.setattr(orders_view, "time", clicks)
    return clicks


@pytest.fixture
def visit(clicks):
    """Open the page Train with these parameters; the runs of all such visits are stopped at the end."""
    visits = []

    def open_page(**params):
        visits.append(opened("train", **params))
        return visits[-1]

    yield open_page
    for at in visits:
        for key in runs.RUNS.values():
            if key.name in at.session_state and (run := resources.runs().get(at.session_state[key.name])):
                run.stop()
