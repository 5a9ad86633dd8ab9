"""What goes on inside the network, layer by layer: errors, saturation, steps, and how weights and biases spread."""

from __future__ import annotations

import numpy as np
import streamlit as st

from engine.costs import cost_named
from engine.training.inside import REACH, REACH_SCALED
from engine.training.live import Status
from engine.training.measurements import Inside
from ui.canvas import blocks
from ui.charts import echarts
from ui.screen import components
from ui.text.words import Words
from ui.train import curves

COLUMNS = 80  # moments of a strip, at most


def view(words: Words, status: Status) -> None:
    """Three charts against epochs, and histograms over time."""
    moments, config = status.measurements.inside, status.config
    dead = cost_named(config.cost).allows_dead_outputs
    st.echarts_chart(curves.inside(moments, words, dead=dead), height=470, key="inside", alt=words["inside.title"])
    st.caption(words["inside.read"])
    if not moments:
        return
    for name, reach in (("weights", REACH if config.init == "gaussian" else REACH_SCALED), ("biases", REACH)):
        components.maps(
            f"strips_{name}",
            [_strips(moments, name, words(f"inside.{name}", reach=f"{reach:g}"), words)],
            title=words[f"inside.{name}_title"],
        )
    st.caption(words["inside.read_strips"])


def _strips(moments: tuple[Inside, ...], name: str, label: str, words: Words) -> blocks.Block:
    """Histograms over time, one picture a layer: a column is a moment, zero in the middle, large values on top."""
    layers = len(moments[-1].delta)
    columns = echarts.evenly([moment for moment in moments if len(moment.delta) == layers], COLUMNS)
    shares = np.stack([getattr(moment, name) for moment in columns], axis=2)[:, ::-1]
    scale = blocks.round_scale(shares[:, 1:-1])  # the ends count all that lies beyond them
    ids, tip = range(2, 2 + layers), words["inside.tip"]
    return blocks.Block(shares, label, label=label, tip=tip, ids=ids, kind="ink", scale=scale, least=150, most=320)
