"""When a run is measured whatever the time, and how long it still takes."""

from __future__ import annotations

import math
from collections import deque

from engine.training.run import TrainingRun

EARLY = (
    1,
    3,
    10,
    30,
    100,
    200,
    400,
    700,
    1000,
    1500,
    2000,
    3000,
)  # mini-batches of the first epoch


def next_stop(run: TrainingRun) -> int:
    """The mini-batch of this epoch after which the run is measured next, at the latest the last one."""
    early = [stop for stop in EARLY if run.epoch == 0 and run.mini_batch < stop]
    return min([*early, run.mini_batches_per_epoch])


def at_a_stop(run: TrainingRun) -> bool:
    """Whether the run stands where it is measured: early in its first epoch, or at the end of an epoch."""
    return run.mini_batch == 0 or (run.epoch == 0 and run.mini_batch in EARLY)


SURE = 1.0  # seconds after which the speed is known
LATE = 20  # times


class Forecast:
    """How long a run still takes at its speed of late: the last twenty times that it was told how much is left,
    and the last second at least.

    The first second says nothing of it: the equations are recorded then, and the network is measured often.
    """

    def __init__(self) -> None:
        self._progress: deque[tuple[float, int]] = deque()  # seconds by the clock, mini-batches left

    def clear(self) -> None:
        """Forget the speed: an order has changed it."""
        self._progress.clear()

    def seconds_left(self, now: float, mini_batches_left: int) -> float:
        """The seconds for so many mini-batches; infinite as long as the speed is unknown."""
        self._progress.append((now, mini_batches_left))
        while len(self._progress) > LATE and now - self._progress[1][0] >= SURE:
            self._progress.popleft()
        before, left_before = self._progress[0]
        done = left_before - mini_batches_left
        return mini_batches_left * (now - before) / done if done > 0 and now - before >= SURE else math.inf
