"""The start of a run and its twin."""

from __future__ import annotations

from dataclasses import replace

from engine import Splits
from engine.training.live import Status
from engine.training.server import ServerFull
from ui.session import experiment, networks, resources, runs, settings
from ui.session.store import Key
from ui.train import keys, shelf_view


def launch(splits: Splits, origin: Status | None = None) -> None:
    """Start a run with the settings, and its twin with its own.

    With `origin` it goes on from there with the settings that are shown, and without a twin.
    """
    shelf_view.keep(runs.observe().values())
    runs.MOMENT.put(None)
    if origin and experiment.TWINS.get():
        shown = experiment.values(experiment.SIDE.get())
        experiment.TWINS.remember(False)
        experiment.SIDE.remember("a")
        experiment.put(shown, "a")
    if not _launched(runs.RUN, "a", splits, origin):
        return
    if not (experiment.TWINS.get() and _launched(runs.TWIN, "b", splits)):
        _drop_twin()
    networks.NETWORK.remember("run")
    experiment.NONSENSE.put([])
    set_pace()


def _launched(key: Key[str | None], side: str, splits: Splits, origin: Status | None = None) -> bool:
    """Start a run with the settings of a side, unless the server is full."""
    chosen = experiment.values(side)
    config, rule = settings.config(chosen), settings.rule(chosen)
    if origin and origin.snapshot.epoch >= config.epochs:
        config = replace(config, epochs=origin.snapshot.epoch + config.epochs)
    try:
        run = resources.runs().launch(
            config, splits, replaces=key.get(), origin=origin, rule=rule, owner=runs.browser()
        )
    except ServerFull as full:
        keys.FULL.put(full.most)
        return False
    key.put(run.id)
    return True


def _drop_twin() -> None:
    if twin := runs.own(runs.TWIN):
        twin.stop()
    runs.TWIN.put(None)


def set_pace() -> None:
    """At the pace that the visitor chose."""
    for run in runs.both():
        run.set_pace(runs.PACE.get())
