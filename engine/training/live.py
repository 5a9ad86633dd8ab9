"""Training in the background: one thread a run, which publishes immutable states.

A page never waits for training: `poll` reads one reference, and orders return at once.
"""

from __future__ import annotations

import math
import secrets
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple, Self

from engine.mnist import Splits
from engine.training.history import until, with_snapshot
from engine.training.measurements import Measurements
from engine.training.monitor import Monitor
from engine.training.run import Diverged, Snapshot, TrainingConfig, TrainingRun, checked_eta
from engine.training.surgery import carried_over
from engine.training.turns import Turns

SLICE = 0.030  # seconds that one run computes before the next has its turn
PUBLISH = 0.180  # seconds between two states, at least
UNWATCHED = 180.0  # seconds without a poll until a run pauses itself; hidden browser tabs poll once a minute
FORGOTTEN = 1800.0  # seconds without a poll until a run is dropped
EARLY = (1, 3, 10, 30, 100, 200, 400, 700, 1000, 1500, 2000, 3000)  # mini-batches of the first epoch that are measured
UNITS = ("example", "mini_batch", "epoch")

TURNS = Turns()  # of all runs of the process: two that compute at once only slow each other down


class State(StrEnum):
    """What a run is doing, or how it has ended."""

    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"
    DIVERGED = "diverged"
    FAILED = "failed"

    @property
    def over(self) -> bool:
        return self not in (State.RUNNING, State.PAUSED)


class Change(NamedTuple):
    """A change of settings at a position in epochs."""

    epochs: float
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class StopRule:
    """When a run ends by itself; zeros mean never.

    At a validation accuracy (0..1), after so many epochs without a better one, or after so many seconds of computing.
    """

    accuracy: float = 0.0
    patience: int = 0
    seconds: float = 0.0

    def reason(self, found: Measurements, seconds: float) -> str:
        """ "accuracy", "patience" or "seconds" if it is time to stop, else nothing."""
        if self.accuracy and found.curve and found.curve[-1].validation_accuracy >= self.accuracy:
            return "accuracy"
        best = [row.validation_accuracy for row in found.epochs]
        if self.patience and len(best) > self.patience and max(best[-self.patience :]) <= max(best[: -self.patience]):
            return "patience"
        return "seconds" if self.seconds and seconds >= self.seconds else ""


@dataclass(frozen=True, eq=False)
class Status:
    """Everything that a page shows of a run at one moment; never changed, only replaced.

    `reason` tells why: "unwatched" for a run that paused itself, that of its stop rule for one that stopped itself,
    the exception for one that diverged or failed. `history` holds the snapshots that one can go back to.
    `seconds` are those of computing; `seconds_left` is infinite where nothing is known of the speed yet.
    """

    config: TrainingConfig
    state: State
    reason: str
    snapshot: Snapshot
    measurements: Measurements
    history: tuple[Snapshot, ...]
    changes: tuple[Change, ...]
    seconds: float
    seconds_left: float
    version: int

    @property
    def eta(self) -> float:
        """The learning rate in force."""
        etas = [change.settings["eta"] for change in self.changes if "eta" in change.settings]
        return etas[-1] if etas else self.config.eta

    def until(self, moment: Snapshot) -> Status:
        """This status as it was at a snapshot of its history, for a run that goes on from there."""
        return replace(
            self,
            snapshot=moment,
            measurements=self.measurements.until(moment.epochs),
            history=until(self.history, moment),
            changes=tuple(change for change in self.changes if change.epochs <= moment.epochs),
        )


class LiveRun:
    """A training run with a thread of its own.

    `start` begins; `pause`, `resume`, `step`, `stop`, `set_eta` and `set_pace` are orders: they return at once, and
    the thread follows within one slice of 30 ms of computing. `poll` returns the newest Status, and tells the run
    that somebody is looking.
    """

    def __init__(
        self,
        config: TrainingConfig,
        splits: Splits,
        *,
        origin: Status | None = None,
        rule: StopRule = StopRule(),
        owner: str = "",
        clock: Callable[[], float] = time.monotonic,
    ):
        """A run that has not started, of `owner`, whatever tells one visitor from another; `clock` gives seconds.

        With `origin` it goes on from the snapshot of that status, with what the network has learned there, though its
        configuration may be another one. Raises ValueError if the data do not fit the network.
        """
        self.id = secrets.token_urlsafe(12)
        self.owner = owner
        self.rule = rule
        start = past = None
        if origin:
            start = replace(origin.snapshot, network=carried_over(origin.snapshot.network, config))
            past = origin.measurements
        self._run = TrainingRun(config, splits, start=start)
        self._monitor = Monitor(splits, config, past)
        self._clock = clock
        self._polled = clock()
        self._changed = threading.Condition()  # guards what follows; the thread waits on it
        self._paused = self._stopped = False
        self._step = ""
        self._end: State | None = None
        self._why = ""  # why it was stopped: the reason of its rule, or nothing
        self._pace = math.inf
        self._seconds = origin.seconds if origin else 0.0  # of computing
        self._published = -math.inf
        self._progress: deque[tuple[float, int]] = deque(maxlen=20)  # clock, mini-batches left
        snapshot, found = self._run.snapshot(), self._monitor.measurements
        history, changes = (origin.history, _changes(origin, config)) if origin else ((), ())
        self._status = Status(
            config, State.RUNNING, "", snapshot, found, history, changes, self._seconds, math.inf, version=0
        )
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
                here = self._status.snapshot.epochs
                before = [change for change in self._status.changes if change.epochs != here]
                self._publish(changes=(*before, Change(here, {"eta": eta})))

    def set_pace(self, mini_batches_per_second: float) -> None:
        """Go no faster than this, to watch; infinity is full speed."""
        if not mini_batches_per_second > 0:
            raise ValueError(f"the pace must be above 0 mini-batches a second, got {mini_batches_per_second!r}")
        with self._changed:
            self._pace = mini_batches_per_second
            self._progress.clear()
            self._changed.notify()

    def _order(self, *, paused: bool, step: str = "", reason: str = "") -> None:
        with self._changed:
            if self._end:
                return
            self._paused, self._step = paused, step
            self._progress.clear()
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
            traceback.print_exc()
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
        """Compute for one slice, when it is this run's turn; publish if it is time."""
        run, pace = self._run, self._pace
        with TURNS:
            if self._unit() != unit or self._stopped:  # an order came while others had their turn
                return
            start = time.perf_counter()
            if unit == "example":
                snapshot = run.advance(examples=1)
            else:
                most = 1 if unit == "mini_batch" else _next_stop(run) - run.mini_batch
                if pace * PUBLISH < most:
                    most = max(1, int(pace * PUBLISH))
                snapshot = run.advance(mini_batches=most, seconds=SLICE)
            self._seconds += time.perf_counter() - start
        done = unit in ("example", "mini_batch") or (unit == "epoch" and run.mini_batch == 0)
        early = run.epoch == 0 and run.mini_batch in EARLY
        if done or early or run.mini_batch == 0 or self._clock() - self._published >= PUBLISH:
            self._observe(snapshot)
        with self._changed:
            if done and self._step == unit:
                self._step = ""
                self._publish()
            elif unit in ("run", "epoch") and pace < math.inf and self._unit() == unit and not self._stopped:
                self._changed.wait(timeout=most / pace)

    def _observe(self, snapshot: Snapshot) -> None:
        """Measure and publish; stop where the rule says so."""
        with TURNS:
            self._monitor.measure(snapshot, self._seconds, self._run.step)
        self._monitor.settle(wait=False)
        self._published = self._clock()
        found = self._monitor.measurements
        self._publish(
            snapshot=snapshot,
            measurements=found,
            history=with_snapshot(self._status.history, snapshot),
            seconds=self._seconds,
            seconds_left=self._seconds_left(snapshot),
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

    def _seconds_left(self, snapshot: Snapshot) -> float:
        """At the speed since the last order; infinite as long as it is unknown."""
        now, left = self._clock(), self._run.mini_batches_left
        with self._changed:
            self._progress.append((now, left))
            before, left_before = self._progress[0]
        return left * (now - before) / (left_before - left) if left_before > left else math.inf


def _changes(origin: Status, config: TrainingConfig) -> tuple[Change, ...]:
    """The changes of the run that this one goes on from, and what is different from here on."""
    before, after = origin.config.to_dict() | {"eta": origin.eta}, config.to_dict()
    settings = {name: after[name] for name in after if after[name] != before[name] and name != "epochs"}
    return (*origin.changes, Change(origin.snapshot.epochs, settings)) if settings else origin.changes


def _next_stop(run: TrainingRun) -> int:
    """The mini-batch of this epoch at which the run is measured next whatever the time: most happens early."""
    early = [stop for stop in EARLY if run.epoch == 0 and run.mini_batch < stop]
    return min([*early, run.mini_batches_per_epoch])
