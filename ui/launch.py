"""The start of a run and its twin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from engine import Splits
from engine.live import Status
from engine.runs import ServerFull
from ui import experiment, resources, shelf, state


def launch(splits: Splits, origin: Status | None = None) -> None:
    """Start a run with the settings, and its twin with its own; with `origin`, from there on."""
    shelf.take_over(also_running=True)
    state.put(state.MOMENT, None)
    try:
        _launch_one(state.RUN, state.settings("a"), splits, origin)
        if state.get(state.TWINS) and not origin:
            _launch_one(state.TWIN, state.settings("b"), splits, None)
        else:
            state.remember(state.TWINS, False)
            _drop_twin()
    except ServerFull as full:
        state.put(state.FULL, full.most)
        return
    state.remember(state.NETWORK, "run")
    state.put(state.NONSENSE, [])
    set_pace()


def _launch_one(key: str, settings: Mapping[str, Any], splits: Splits, origin: Status | None) -> None:
    config, rule = experiment.config(settings), experiment.rule(settings)
    if origin and origin.snapshot.epoch >= config.epochs:
        config = replace(config, epochs=origin.snapshot.epoch + config.epochs)
    run = resources.runs().launch(
        config, splits, replaces=state.get(key), origin=origin, rule=rule, owner=state.browser()
    )
    state.put(key, run.id)


def _drop_twin() -> None:
    if twin := state.run(state.TWIN):
        twin.stop()
    state.put(state.TWIN, None)
    state.write_param(state.TWIN, None)


def set_pace() -> None:
    """At the pace that the visitor chose."""
    for run in state.runs():
        run.set_pace(state.get(state.PACE))
