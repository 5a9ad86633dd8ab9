"""The start of a run and its twin."""

from __future__ import annotations

from dataclasses import replace

from engine import Splits
from engine.live import Status
from engine.runs import ServerFull
from ui import experiment, resources, shelf, state


def launch(splits: Splits, origin: Status | None = None) -> None:
    """Start a run with the settings, and its twin with its own.

    With `origin` it goes on from there with the settings that are shown, and without a twin.
    """
    shelf.take_over(also_running=True)
    state.put(state.MOMENT, None)
    if origin and state.get(state.TWINS):
        shown = state.settings(state.get(state.SIDE))
        state.remember(state.TWINS, False)
        state.remember(state.SIDE, "a")
        state.put_settings(shown, "a")
    if not _launched(state.RUN, "a", splits, origin):
        return
    if not (state.get(state.TWINS) and _launched(state.TWIN, "b", splits)):
        _drop_twin()
    state.remember(state.NETWORK, "run")
    state.put(state.NONSENSE, [])
    set_pace()


def _launched(key: str, side: str, splits: Splits, origin: Status | None = None) -> bool:
    """Start a run with the settings of a side, unless the server is full."""
    settings = state.settings(side)
    config, rule = experiment.config(settings), experiment.rule(settings)
    if origin and origin.snapshot.epoch >= config.epochs:
        config = replace(config, epochs=origin.snapshot.epoch + config.epochs)
    try:
        run = resources.runs().launch(
            config, splits, replaces=state.get(key), origin=origin, rule=rule, owner=state.browser()
        )
    except ServerFull as full:
        state.put(state.FULL, full.most)
        return False
    state.put(key, run.id)
    return True


def _drop_twin() -> None:
    if twin := state.run(state.TWIN):
        twin.stop()
    state.put(state.TWIN, None)
    state.write_param(state.TWIN, None)


def set_pace() -> None:
    """At the pace that the visitor chose."""
    for run in state.runs():
        run.set_pace(state.get(state.PACE))
