"""The weights on the page Weights against those of another moment: one scale for w, its change and its gradient."""

from __future__ import annotations

import streamlit as st

from engine import Network
from ui.screen import components, lab
from ui.session import widgets
from ui.session.current import Current
from ui.text.words import Words
from ui.weights import comparison, histogram, keys
from ui.weights.inspection import Inspection


def against(words: Words, inspection: Inspection, now: Current) -> None:
    """w, its change and its gradient on one scale, and the histograms of all layers."""
    st.header(words["against.title"], anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        other, when = _other(words, now)
        widgets.pick(
            keys.LOGARITHMIC,
            words["against.scale"],
            (False, True),
            lambda log: words["against.scale_log" if log else "against.scale_linear"],
        )
    blocks = comparison.against(inspection, other, when, keys.LOGARITHMIC.get(), words)
    scale = words("against.log", decades=blocks[0].decades) if blocks[0].decades else words["against.linear"]
    note = words("against.note", scale=scale, l=inspection.l, **comparison.norms(inspection, other))
    components.maps("maps_against", blocks, note=note, across=0)
    option = histogram.histograms(inspection.edited, other, when, words)
    st.markdown(f"**{words['histogram.title']}**")
    lab.chart(option, "weights_histograms", height=250, alt=words("histogram.alt", when=when))


def _other(words: Words, now: Current) -> tuple[Network, str]:
    """The network to compare with, and when it was: at the start, or at a snapshot of the run."""
    history = now.status.history if now.status else ()
    moments = {snapshot.epochs: snapshot for snapshot in history if snapshot.epochs > 0}
    names = {"start": words["against.start"]} | {at: words("against.epochs", at=f"{at:.4g}") for at in moments}
    chosen = keys.AGAINST.get()
    if isinstance(chosen, float) and chosen not in moments:
        wanted = chosen
        chosen = min(moments, key=lambda at: abs(at - wanted), default="start")
    if moments:
        widgets.slide(keys.AGAINST, words["against.moment"], tuple(names), names.__getitem__, chosen)
    if not isinstance(chosen, str):
        return moments[chosen].float64, names[chosen]
    if now.config.sizes != now.network.sizes:  # a file that does not say what it began with
        return now.network, words["against.unknown"]
    return now.start, names[chosen]
