"""What goes on inside the network, layer by layer: errors, saturation, steps, and how weights and biases spread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import streamlit as st

from engine.costs import cost_named
from engine.training.inside import REACH, REACH_SCALED
from engine.training.live import Status
from engine.training.measurements import Inside
from ui.canvas import blocks
from ui.charts import echarts
from ui.screen import components, moving
from ui.text.words import Words
from ui.train import curves
from ui.train.watching import Watching

COLUMNS = 80  # moments of a strip, at most


def view(words: Words, status: Status, watching: Watching | None) -> None:
    """Three charts against epochs, and histograms over time."""
    config = status.config
    dead = cost_named(config.cost).allows_dead_outputs

    def moments() -> tuple[Inside, ...]:
        return (watching.newest(status) if watching else status).measurements.inside

    again = watching.again if watching else None
    moving.plot("inside", lambda: curves.inside(moments(), words, dead=dead), again)
    st.caption(words["inside.read"])
    if not status.measurements.inside:
        return
    for name, reach in (("weights", REACH if config.init == "gaussian" else REACH_SCALED), ("biases", REACH)):
        label, title = words(f"inside.{name}", reach=f"{reach:g}"), words[f"inside.{name}_title"]
        strips = partial(_strips, moments, name, label, words)
        components.moving_maps(f"strips_{name}", strips, again, title=title)
    st.caption(words["inside.read_strips"])


def _strips(moments: Callable[[], tuple[Inside, ...]], name: str, label: str, words: Words) -> list[blocks.Block]:
    """Histograms over time, one picture a layer: a column is a moment, zero in the middle, large values on top."""
    found = moments()
    layers = len(found[-1].delta)
    columns = echarts.evenly([moment for moment in found if len(moment.delta) == layers], COLUMNS)
    shares = np.stack([getattr(moment, name) for moment in columns], axis=2)[:, ::-1]
    scale = blocks.round_scale(shares[:, 1:-1])  # the ends count all that lies beyond them
    ids, tip = range(2, 2 + layers), words["inside.tip"]
    return [blocks.Block(shares, label, label=label, tip=tip, ids=ids, kind="ink", scale=scale, least=150, most=320)]
