"""Training in the background: one thread a run, which publishes immutable states.

A page never waits for training: `poll` reads one reference, and orders return at once.
"""

from __future__ import annotations

import logging
import math
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Self

from engine.mnist import Splits
from engine.training.config import TrainingConfig, checked_eta
from engine.training.history import with_snapshot
from engine.training.monitor import Monitor
from engine.training.run import Diverged, Snapshot, TrainingRun
from engine.training.schedule import Forecast, at_a_stop, next_stop
from engine.training.status import NEVER, State, Status, StopRule
from engine.training.turns import FairLock

SLICE = 0.030  # seconds that one run computes before the next has its turn
PUBLISH = 0.180  # seconds between two states, at least
UNWATCHED = 180.0  # seconds without a poll until a run pauses itself; hidden browser tabs poll once a minute
FORGOTTEN = 1800.0  # seconds without a poll until a run is dropped
UNITS = ("example", "mini_batch", "epoch")
LOG = logging.getLogger(__name__)
TURNS = FairLock()  # of all runs of the process: two that compute at once only slow each other down


class LiveRun:
    """A training run with a thread of its own.

    `start` begins; `pause`, `resume`, `step`, `stop`, `set_eta` and `set_pace` are orders: they return at once, and the
    thread obeys within 30 ms of computing. `poll` returns the newest Status and tells the run that somebody is looking.
    """

    def __init__(
        self,
        config: TrainingConfig,
        splits: Splits,
        *,
        origin: Status | None = None,
        rule: StopRule = NEVER,
        owner: str = "",
        clock: Callable[[], float] = time.monotonic,
    ):
        """A run that has not started; `owner` identifies its visitor, `clock` gives seconds.

        With `origin` it goes on from the snapshot of that status and keeps what the network has learned there, even
        with another configuration. Raises ValueError if the data do not fit the network.
        """
        self.id, self.owner, self.rule = secrets.token_urlsafe(12), owner, rule
        self._run = TrainingRun(config, splits, start=origin.start_of(config) if origin else None)
        self._monitor = Monitor(splits, config, origin.measurements if origin else None)
        self._clock, self._polled = clock, clock()
        self._changed = threading.Condition()  # guards what follows; the thread waits on it
        self._paused = self._stopped = False
        self._step = self._why = ""  # the step that was ordered; why it was stopped, if by its rule
        self._end: State | None = None
        self._pace, self._published = math.inf, -math.inf
        self._seconds = origin.seconds if origin else 0.0  # of computing
        self._forecast = Forecast()
        self._status = Status.at_start(config, self._run.snapshot(), self._monitor.measurements, origin)
        self._thread = threading.Thread(target=self._main, name=f"run-{self.id[:6]}", daemon=True)

    def start(self) -> Self:
        self._thread.start()
        return self

    def poll(self) -> Status:
        """The newest status; never waits for training."""
        self._polled = self._clock()
        return self._status

    @property
    def state(self) -> State:
        """What it is doing, for those who are not looking at it."""
        return self._status.state

    @property
    def ended(self) -> bool:
        """Whether the last status is out: a run that is stopped still publishes what it has computed."""
        return self._end is not None

    @property
    def pace(self) -> float:
        """Mini-batches a second, at most; infinity is full speed."""
        return self._pace

    @property
    def idle(self) -> float:
        """Seconds since the last poll."""
        return self._clock() - self._polled

    def pause(self, reason: str = "") -> None:
        """Hold still until `resume` or `step`."""
        self._order(paused=True, reason=reason)

    def resume(self) -> None:
        self._order(paused=False)

    def step(self, unit: str) -> None:
        """Go on by one "example", "mini_batch" or to the end of the "epoch", and pause there."""
        if unit not in UNITS:
            raise ValueError(f"unknown unit {unit!r}; choose one of {', '.join(UNITS)}")
        self._order(paused=True, step=unit)

    def stop(self, reason: str = "") -> None:
        """End the run; its network and its curves stay. `reason` is that of its rule; the first stop counts."""
        with self._changed:
            if not self._stopped:
                self._stopped, self._why = True, reason
                self._order(paused=self._paused, reason=reason)

    def join(self, seconds: float) -> None:
        """Wait until the thread has ended, but not longer than so many seconds."""
        self._thread.join(seconds)

    def set_eta(self, eta: float) -> None:
        """Go on with another learning rate. Raises ValueError unless positive and finite."""
        eta = checked_eta(eta)
        with self._changed:
            if eta != self._run.eta and not self._end:
                self._run.eta = eta
                self._publish(eta=eta, changes=self._status.changes_with(replace(self._status.config, eta=eta)))

    def set_pace(self, mini_batches_per_second: float) -> None:
        """Go no faster than this, to watch; infinity is full speed."""
        if not mini_batches_per_second > 0:
            raise ValueError(f"the pace must be above 0 mini-batches a second, got {mini_batches_per_second!r}")
        with self._changed:
            self._pace = mini_batches_per_second
            self._forecast.clear()
            self._changed.notify()

    def _order(self, *, paused: bool, step: str = "", reason: str = "") -> None:
        with self._changed:
            if self._end:
                return
            self._paused, self._step = paused, step
            self._forecast.clear()
            self._publish(reason=reason)
            self._changed.notify()

    def _publish(self, **news: Any) -> None:
        """Replace the status; the state follows the orders at once, the numbers when the thread has them."""
        with self._changed:
            state = self._end or (State.STOPPED if self._stopped else State.RUNNING if self._unit() else State.PAUSED)
            self._status = replace(self._status, state=state, version=self._status.version + 1, **news)

    def _main(self) -> None:
        end, reason = State.FAILED, ""
        try:
            self._observe(self._run.snapshot())
            self._loop()
            end, reason = State.FINISHED if self._run.finished else State.STOPPED, self._why
        except Diverged as error:
            end, reason = State.DIVERGED, str(error)
        except Exception as error:  # whatever it is, the page must hear of it
            LOG.exception("run %s failed", self._thread.name)
            reason = f"{type(error).__name__}: {error}"
        self._monitor.settle(wait=True)
        self._run.release()
        with self._changed:
            self._end = end
            self._publish(reason=reason, seconds_left=0.0, measurements=self._monitor.measurements)

    def _loop(self) -> None:
        """Obey orders until the run is over."""
        while not (self._stopped or self._run.finished or self.idle > FORGOTTEN):
            if not self._paused and self.idle > UNWATCHED:
                self.pause("unwatched")
            if unit := self._unit():
                self._advance(unit)
                continue
            self._catch_up()
            with self._changed:
                if not self._unit() and not self._stopped:
                    self._changed.wait(timeout=1.0)
        self._catch_up()

    def _unit(self) -> str:
        """What to do next: a step, "run", or nothing."""
        return self._step or ("" if self._paused else "run")

    def _advance(self, unit: str) -> None:
        """Compute for one slice, publish if it is time, and wait if the pace says so."""
        run, pace = self._run, self._pace
        most = 1 if unit in ("example", "mini_batch") else next_stop(run) - run.mini_batch
        if pace * PUBLISH < most:
            most = max(1, int(pace * PUBLISH))
        snapshot = self._compute(unit, most)
        if not snapshot:
            return
        done = unit in ("example", "mini_batch") or (unit == "epoch" and run.mini_batch == 0)
        if done or at_a_stop(run) or self._clock() - self._published >= PUBLISH:
            self._observe(snapshot)
        with self._changed:
            if done and self._step == unit:
                self._step = ""
                self._publish()
            elif unit in ("run", "epoch") and pace < math.inf and self._unit() == unit and not self._stopped:
                self._changed.wait(timeout=most / pace)

    def _compute(self, unit: str, mini_batches: int) -> Snapshot | None:
        """One example, or so many mini-batches as a slice allows, in turn; nothing if an order came in the meantime."""
        with TURNS:
            if self._unit() != unit or self._stopped:
                return None
            start = time.perf_counter()
            if unit == "example":
                snapshot = self._run.advance(examples=1)
            else:
                snapshot = self._run.advance(mini_batches=mini_batches, seconds=SLICE)
            self._seconds += time.perf_counter() - start
            return snapshot

    def _observe(self, snapshot: Snapshot) -> None:
        """Measure and publish; stop where the rule says so."""
        with TURNS:
            self._monitor.measure(snapshot, self._seconds, self._run.step)
        self._monitor.settle(wait=False)
        self._published, found = self._clock(), self._monitor.measurements
        with self._changed:
            seconds_left = self._forecast.seconds_left(self._clock(), self._run.mini_batches_left)
        self._publish(
            snapshot=snapshot,
            measurements=found,
            history=with_snapshot(self._status.history, snapshot),
            seconds=self._seconds,
            seconds_left=seconds_left,
        )
        if reason := self.rule.reason(found, self._seconds):
            self.stop(reason)

    def _catch_up(self) -> None:
        """Publish what was computed since the last time."""
        run, seen = self._run, self._status.snapshot
        if (run.epoch, run.mini_batch, run.example) != (seen.epoch, seen.mini_batch, seen.example):
            self._observe(run.snapshot())
        if not self._monitor.settled:
            self._monitor.settle(wait=True)
            self._publish(measurements=self._monitor.measurements)
