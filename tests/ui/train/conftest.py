"""What the tests of the page Train share."""

import pytest

from engine import TrainingConfig
from engine.training.live import LiveRun, Status


@pytest.fixture(scope="module")
def status(small) -> Status:
    """A run of three epochs that is over, whose η was changed before its first step."""
    run = LiveRun(TrainingConfig(sizes=(6, 4, 3), epochs=3), small)
    run.set_eta(2.0)
    run.start().join(20)
    return run.poll()
