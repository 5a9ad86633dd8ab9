"""A run as a page sees it at one moment, and the rule by which a run stops itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from engine.network import Network
from engine.training.config import TrainingConfig
from engine.training.history import until
from engine.training.measurements import Measurements
from engine.training.run import Snapshot
from engine.training.surgery import warm_start


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


NEVER = StopRule()


@dataclass(frozen=True, eq=False)
class Status:
    """Everything that a page shows of a run at one moment; never changed, only replaced.

    `first` is the configuration with which the first run began that this one goes on from; its own if it is the first.
    `reason` says why: "unwatched" for a run that paused itself, that of its stop rule for one that stopped itself,
    the exception for one that diverged or failed. `eta` is the learning rate in force; `snapshot.eta` is older where it
    has been changed since. `history` holds the snapshots that one can go back to.
    `seconds` are those of computing; `seconds_left` is infinite where nothing is known of the speed yet.
    """

    config: TrainingConfig
    first: TrainingConfig
    state: State
    reason: str
    snapshot: Snapshot
    eta: float
    measurements: Measurements
    history: tuple[Snapshot, ...]
    changes: tuple[Change, ...]
    seconds: float
    seconds_left: float
    version: int

    @classmethod
    def at_start(
        cls, config: TrainingConfig, snapshot: Snapshot, measurements: Measurements, origin: Status | None
    ) -> Status:
        """The first status of a run; one that goes on from `origin` keeps its history, changes and seconds."""
        return cls(
            config=config,
            first=origin.first if origin else config,
            state=State.RUNNING,
            reason="",
            snapshot=snapshot,
            eta=config.eta,
            measurements=measurements,
            history=origin.history if origin else (),
            changes=origin.changes_with(config) if origin else (),
            seconds=origin.seconds if origin else 0.0,
            seconds_left=math.inf,
            version=0,
        )

    @classmethod
    def of_network(cls, network: Network, config: TrainingConfig, name: str) -> Status:
        """What a run goes on from that starts with a network; the change at its start has the name of that."""
        start = Snapshot(network, 0, 0, 0, mini_batches_per_epoch=1, eta=config.eta, finished=False)
        status = cls.at_start(config, start, Measurements(), None)
        return replace(status, changes=(Change(0.0, {"start": name}),))

    def start_of(self, config: TrainingConfig) -> Snapshot:
        """Where a run with a configuration starts that goes on from here: with what the network has learned so far."""
        return replace(self.snapshot, network=warm_start(self.snapshot.network, config))

    def changes_with(self, config: TrainingConfig) -> tuple[Change, ...]:
        """The changes of this run, and at its position what is different in a configuration with which it goes on."""
        now, after = self.config.to_dict() | {"eta": self.eta}, config.to_dict()
        settings = {name: after[name] for name in after if after[name] != now[name] and name != "epochs"}
        if not settings:
            return self.changes
        here = self.snapshot.epochs
        before = tuple(change for change in self.changes if change.epochs != here)
        for change in self.changes[len(before) :]:  # one change at a position
            settings = {**change.settings, **settings}
        return (*before, Change(here, settings))

    def until(self, moment: Snapshot) -> Status:
        """This status as it was at a snapshot of its history, with the settings of then, for a run to go on."""
        changes = tuple(change for change in self.changes if change.epochs <= moment.epochs)
        settings = self.first.to_dict()
        for change in changes:
            settings |= change.settings
        config = TrainingConfig.from_dict(settings)
        return replace(
            self,
            config=config,
            snapshot=moment,
            eta=config.eta,
            measurements=self.measurements.until(moment.epochs),
            history=until(self.history, moment),
            changes=changes,
        )
