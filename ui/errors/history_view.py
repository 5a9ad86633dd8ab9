"""δ^l over time on the page Errors: how it changed while the current network was trained."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from engine import Snapshot
from engine.training.history import nearest
from ui.errors import keys, samples
from ui.errors.deltas import DeltaFigure
from ui.errors.example import Example, example_of
from ui.errors.scales import Scales
from ui.screen import components
from ui.session import selection
from ui.session.current import Current, Digit
from ui.text.words import Words


def over_time(now: Current, digit: Digit, selected: tuple[int, int], words: Words) -> None:
    """δ^l of this digit from the first mini-batch to now, if the current network belongs to a run."""
    if not (now.status and now.moment):
        st.caption(words["history.none"])
        return
    past = [snapshot for snapshot in now.status.history if snapshot.network.sizes == now.network.sizes]
    if len(past) < 2:
        st.caption(words["history.soon"])
        return
    chosen = [past[i] for i in samples.moments(len(past))]
    cell = (*selected, nearest(tuple(chosen), now.moment.epochs))
    _pictures(now, example_of(digit, words), chosen, cell, words)


def _pictures(
    now: Current, example: Example, past: Sequence[Snapshot], selected: tuple[int, int, int], words: Words
) -> None:
    """A matrix for each layer, a column for each moment; the cell `selected`, (l, j, column), is framed."""
    history = samples.over_time([snapshot.network for snapshot in past], example.x, example.y, now.cost)
    scales, net = Scales.of(history, keys.SCALE.get()), now.network
    figure = DeltaFigure(
        history,
        [samples.moment(snapshot.epochs) for snapshot in past],
        scales,
        tip=words["history.tip"],
        alt=words("history.alt", name=example.name, count=len(past), l="{l}"),
        selected=selected,
        width=860,
        height=110,
    )
    components.maps(
        "errors_history",
        figure.blocks(net, words),
        title=words("history.title", name=example.name, y=example.label),
        note=f"{words['history.note']} {scales.sentence(words)}",
        on_pick=lambda picked: selection.select(net.L - picked.block, picked.r),
    )
