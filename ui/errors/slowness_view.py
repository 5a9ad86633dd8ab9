"""Why learning is slow, on the page Errors: how large |δ^l| is in each layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from engine import load_mnist
from engine.training.measurements import SATURATED
from ui.errors import charts, slowness
from ui.errors.slowness import DeltaStatistics
from ui.screen import moving
from ui.session.current import Current, position
from ui.text.words import Words


def by_layer(words: Words, now: Current) -> None:
    """|δ^l| in each layer, for both ways to start this architecture, and for the current network."""
    sample = slowness.sample_of(load_mnist())
    measured = {
        name: slowness.measure(net, sample, now.cost)
        for name, net in slowness.starts(replace(now.config, sizes=now.network.sizes)).items()
    }
    st.markdown(slowness.finding(measured, words))
    measured["current"] = slowness.measure(now.network, sample, now.cost)
    if now.network.L > 2:  # else δ has nothing to go through
        left, right = st.columns([1.3, 1], gap="large")
        with left:
            _figure(words, now, measured)
    else:
        right = st.container()
    with right:
        st.html(slowness.layer_table(measured, words))
        st.caption(words("slow.note", count=words.whole(len(sample)), threshold=f"{SATURATED:g}"))
        if now.status:
            st.caption(words("slow.moment", epochs=position(now.status)))


def _figure(words: Words, now: Current, measured: Mapping[str, Mapping[int, DeltaStatistics]]) -> None:
    shape = "-".join(map(str, now.network.sizes))
    st.markdown(f"**{words('slow.figure', shape=shape)}**")
    moving.plot("errors_slow", lambda: charts.layers(measured, words, words("slow.alt", shape=shape)), None)
