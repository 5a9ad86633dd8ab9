"""Time travel: back to a moment of the run, and on from there."""

from __future__ import annotations

import streamlit as st

from engine import Splits
from engine.training.live import State, Status
from ui.session import current, runs, store, widgets
from ui.text.words import Words
from ui.train import keys
from ui.train.launch import launch


def view(words: Words, status: Status, splits: Splits) -> None:
    """Below the curves: go back to a moment of the run; every picture on every page goes along."""
    history = status.history
    here = len(history) - 1 if current.past(status) is None else history.index(current.moment(status))
    running = status.state == State.RUNNING
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(
            words["travel.back"],
            key="travel_back",
            icon=":material/skip_previous:",
            on_click=go,
            args=(-1, None if running else here),
            shortcut="left",
            disabled=here <= 0 and not running,
        )
        if running or len(history) < 2:
            st.space("stretch")
        else:
            st.select_slider(
                words["travel.slider"],
                range(len(history)),
                here,
                format_func=lambda i: f"{history[i].epochs:.2f}" if i < len(history) else "",
                key=f"travel:{len(history)}:{here}",
                on_change=_slid,
                args=(len(history), here),
                label_visibility="collapsed",
                width="stretch",
            )
        st.button(words["travel.now"], key="travel_now", on_click=_now, disabled=current.past(status) is None)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        widgets.pick(
            keys.ZOOM, words["curves.zoom"], (0, 90), lambda least: f"{least}–100 %", label_visibility="collapsed"
        )
        st.space("stretch")
        st.button(
            words["travel.continue"],
            key="travel_continue",
            icon=":material/fork_right:",
            on_click=_continue,
            args=(splits,),
            disabled=running,
            help=words["travel.continue_help"],
        )


def _slid(count: int, here: int) -> None:
    place = store.heard(f"travel:{count}:{here}")
    if (run := runs.own()) and isinstance(place, int) and 0 <= place < len(run.poll().history):
        _to(run.poll(), place)


def go(step: int, here: int | None) -> None:
    """To the next moment of the history, or to the one before; a run that goes on is paused for that.

    `here` is the place in the history that the button was drawn for, None for now: Streamlit may call twice for one
    click, when another message comes in between.
    """
    if not (run := runs.own()):
        return
    for each in runs.both():
        each.pause()
    status = run.poll()
    now = len(status.history) - 1
    _to(status, min(max((now if here is None else here) + step, 0), now))


def _to(status: Status, place: int) -> None:
    last = place == len(status.history) - 1
    runs.MOMENT.put(None if last else status.history[place].epochs)


def _now() -> None:
    runs.MOMENT.put(None)


def _continue(splits: Splits) -> None:
    """A run that begins where one is looking, with the settings that are shown."""
    if run := runs.own():
        status = run.poll()
        launch(splits, status.until(current.moment(status)))
