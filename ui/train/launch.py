"""How a run and its twin start."""

from __future__ import annotations

from dataclasses import replace

from engine import Splits
from engine.training.live import Status
from engine.training.server import ServerFull
from ui.session import experiment, networks, resources, runs, settings
from ui.train import keys, shelf_view, start_view


def launch(splits: Splits, origin: Status | None = None) -> None:
    """Start a run with the settings of side "a", and a twin with those of "b" if there is to be one.

    With `origin` a run continues that one, without a twin, with the settings that are shown.
    """
    shelf_view.keep(runs.observe().values())
    runs.MOMENT.put(None)
    if origin and experiment.TWINS.get():
        shown = experiment.values(experiment.SIDE.get())
        experiment.TWINS.remember(False)
        experiment.SIDE.remember("a")
        experiment.put(shown, "a")
    if not _launched("a", splits, origin):
        return
    if not (experiment.TWINS.get() and _launched("b", splits)):
        _drop_twin()
    networks.NETWORK.remember("run")
    experiment.NONSENSE.put([])
    set_pace()


def _launched(side: str, splits: Splits, origin: Status | None = None) -> bool:
    """Start the run of a side with its settings, perhaps with a known network; False if the server is full."""
    key, values = runs.RUNS[side], experiment.values(side)
    config, rule = settings.config(values), settings.rule(values)
    if origin and origin.snapshot.epoch >= config.epochs:
        config = replace(config, epochs=origin.snapshot.epoch + config.epochs)
    origin = origin or start_view.origin(config)
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
    """Let the runs go at the pace that the visitor chose."""
    for run in runs.both():
        run.set_pace(runs.PACE.get())
