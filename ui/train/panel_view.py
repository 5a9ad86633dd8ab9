"""The panel below the curves: one of several ways to look at a run."""

from __future__ import annotations

import streamlit as st

from engine.training.live import Status
from ui.session import widgets
from ui.text.words import Words
from ui.train import inside_view, keys, mistakes_view, shelf_view, tables, takeaway_view
from ui.train.watching import Watching


def choose(words: Words) -> None:
    """Let the visitor choose one of VIEWS."""
    widgets.pick(
        keys.VIEW, words["view.title"], keys.VIEWS, lambda name: words[f"view.{name}"], label_visibility="collapsed"
    )


def view(words: Words, status: Status | None, watching: Watching | None) -> None:
    """What the visitor chose to look at; some of it is there before there is a run, some moves while one goes on."""
    chosen = keys.VIEW.get()
    if chosen == "shelf":
        shelf_view.view(words)
    elif chosen == "take":
        takeaway_view.view(words, status)
    elif status is None:
        st.caption(words["view.none"])
    elif chosen == "inside":
        inside_view.view(words, status, watching)
    elif chosen == "mistakes":
        mistakes_view.view(words, status, watching)
    else:
        _epochs(words, status)


def _epochs(words: Words, status: Status) -> None:
    if not status.measurements.epochs:
        st.caption(words["table.none"])
        return
    with st.container(height=400):
        st.html(tables.epochs(status, words))
