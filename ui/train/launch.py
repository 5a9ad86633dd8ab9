"""The start of a run and its twin."""

from __future__ import annotations

from dataclasses import replace

from engine import Splits
from engine.training.live import Status
from engine.training.server import ServerFull
from ui.session import resources, store
from ui.session import settings as experiment
from ui.train import shelf_view


def launch(splits: Splits, origin: Status | None = None) -> None:
    """Start a run with the settings, and its twin with its own.

    With `origin` it goes on from there with the settings that are shown, and without a twin.
    """
    shelf_view.take_over(also_running=True)
    store.put(store.MOMENT, None)
    if origin and store.get(store.TWINS):
        shown = store.settings(store.get(store.SIDE))
        store.remember(store.TWINS, False)
        store.remember(store.SIDE, "a")
        store.put_settings(shown, "a")
    if not _launched(store.RUN, "a", splits, origin):
        return
    if not (store.get(store.TWINS) and _launched(store.TWIN, "b", splits)):
        _drop_twin()
    store.remember(store.NETWORK, "run")
    store.put(store.NONSENSE, [])
    set_pace()


def _launched(key: str, side: str, splits: Splits, origin: Status | None = None) -> bool:
    """Start a run with the settings of a side, unless the server is full."""
    settings = store.settings(side)
    config, rule = experiment.config(settings), experiment.rule(settings)
    if origin and origin.snapshot.epoch >= config.epochs:
        config = replace(config, epochs=origin.snapshot.epoch + config.epochs)
    try:
        run = resources.runs().launch(
            config, splits, replaces=store.get(key), origin=origin, rule=rule, owner=store.browser()
        )
    except ServerFull as full:
        store.put(store.FULL, full.most)
        return False
    store.put(key, run.id)
    return True


def _drop_twin() -> None:
    if twin := store.run(store.TWIN):
        twin.stop()
    store.put(store.TWIN, None)
    store.write_param(store.TWIN, None)


def set_pace() -> None:
    """At the pace that the visitor chose."""
    for run in store.runs():
        run.set_pace(store.get(store.PACE))
