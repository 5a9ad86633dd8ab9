"""How a run is watched while it goes on: what moves is asked for by the browser itself, see ui/session/feed.py."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from engine.training.live import State, Status
from ui.session import resources
from ui.session.runs import Observed

MOVING, RESTING = 0.2, 1.0  # seconds between two looks at runs that go on, and at those that stand still
SETTLING = 2.0  # in which a run that was told to stand still is looked at as before: its last numbers follow
ENDED = 5.0  # between two looks at runs that have ended: another window may start anew, and who is not seen is dropped


@dataclass(frozen=True)
class Watching:
    """The visitor's runs, for views that the server draws without the session."""

    look: Callable[[], Observed]
    since: float = field(default_factory=time.monotonic)

    def newest(self, known: Status) -> Status:
        """The status of the first run, whose moments and panels are shown; the known one, if it is gone."""
        return next((run.status for run in self.look().values()), known)

    @property
    def moving(self) -> bool:
        """Whether one of them goes on."""
        return any(run.status.state == State.RUNNING for run in self.look().values())

    def again(self) -> float:
        """Seconds until the next look."""
        if all(run.ended for run in self.look().values()):
            return ENDED
        fresh = time.monotonic() - self.since < SETTLING
        return resources.interval(MOVING if fresh or self.moving else RESTING)
