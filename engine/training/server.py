"""The runs of a whole server, by their secret id."""

from __future__ import annotations

import threading
from typing import Any

from engine.mnist import Splits
from engine.training.config import TrainingConfig
from engine.training.live import FORGOTTEN, UNWATCHED, LiveRun
from engine.training.status import State


class ServerFull(RuntimeError):
    """As many runs as this server keeps are being watched; `most` is their number."""

    def __init__(self, most: int):
        super().__init__(f"{most} runs are going on; wait until one is over, or let the server keep more")
        self.most = most


class RunRegistry:
    """All runs of a process, `most` of them at a time. Whoever knows a run's id may look at it and give it orders."""

    def __init__(self, most: int):
        self.most = most
        self._lock = threading.Lock()
        self._runs: dict[str, LiveRun] = {}
        self._after: dict[str, str] = {}  # which run has taken the place of one that was dropped for it, by their ids

    def launch(self, config: TrainingConfig, splits: Splits, *, replaces: str | None = None, **options: Any) -> LiveRun:
        """Start a run; the one with the id `replaces` is dropped. `options` are those of LiveRun.

        A full server drops the run that has gone unwatched the longest; raises ServerFull if all are being watched.
        """
        run = LiveRun(config, splits, **options)
        with self._lock:
            self._drop(replaces)
            self._purge()
            if len(self._runs) >= self.most:
                longest = max(self._runs.values(), key=lambda other: other.idle)
                if longest.idle <= UNWATCHED:
                    raise ServerFull(self.most)
                self._drop(longest.id)
            self._runs[run.id] = run
            self._follow(replaces, run.id)
        return run.start()

    def _follow(self, before: str | None, id: str) -> None:
        after = {old: id if new == before else new for old, new in self._after.items()} | (
            {before: id} if before else {}
        )
        self._after = {old: new for old, new in after.items() if new in self._runs}

    def get(self, id: str | None) -> LiveRun | None:
        """The run with this id, if there is one."""
        return self._runs.get(id) if id else None

    def successor(self, id: str | None) -> LiveRun | None:
        """The run that has taken the place of the one with this id, if there is one."""
        return self.get(self._after.get(id)) if id else None

    def __len__(self) -> int:
        return len(self._runs)

    def count(self, state: State) -> int:
        """How many runs are in this state."""
        with self._lock:
            self._purge()
        return sum(run.state == state for run in list(self._runs.values()))

    def _purge(self) -> None:
        """Drop the runs that nobody has looked at for half an hour."""
        for id in [id for id, run in self._runs.items() if run.idle > FORGOTTEN]:
            self._drop(id)

    def _drop(self, id: str | None) -> None:
        if run := self.get(id):
            del self._runs[run.id]
            run.stop()
