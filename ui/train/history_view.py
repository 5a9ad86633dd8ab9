"""Back to a moment of the run, and on from there."""

from __future__ import annotations

import streamlit as st

from engine import Splits
from engine.training.history import texts
from engine.training.live import State, Status
from ui.session import current, runs, store, widgets
from ui.text.words import Words
from ui.train import keys
from ui.train.launch import launch


def view(words: Words, status: Status, splits: Splits) -> None:
    """The moments of a run, one of which all pages show, and what can be done there."""
    running = status.state == State.RUNNING
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _moments(words, status, running)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        widgets.pick(
            keys.ZOOM, words["curves.zoom"], keys.ZOOMS, lambda least: f"{least}–100 %", label_visibility="collapsed"
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


def _moments(words: Words, status: Status, running: bool) -> None:
    """One step back, any moment (of a run that stands still), and now."""
    past = current.past(status) is not None
    here = status.history.index(current.moment(status)) if past else len(status.history) - 1
    st.button(
        words["travel.back"],
        key="travel_back",
        icon=":material/skip_previous:",
        on_click=go,
        args=(-1, None if running else here),
        shortcut="left",
        disabled=here <= 0 and not running,
    )
    if running or len(status.history) < 2:
        st.space("stretch")
    else:
        _slider(words, texts(status.history), here)
    st.button(words["travel.now"], key="travel_now", on_click=_now, disabled=not past)


def _slider(words: Words, moments: list[str], here: int) -> None:
    """The slider of the moments; the browser knows them by their texts, so that no two may be alike."""
    st.select_slider(
        words["travel.slider"],
        range(len(moments)),
        here,
        format_func=lambda i: moments[i] if i < len(moments) else "",
        key=f"travel:{len(moments)}:{here}",
        on_change=_slid,
        args=(len(moments), here),
        label_visibility="collapsed",
        width="stretch",
    )


def _slid(count: int, here: int) -> None:
    place = store.heard(f"travel:{count}:{here}")
    if place == here:
        return  # nobody has moved it: of a slider that has given way the browser tells the value once more
    if (run := runs.own()) and isinstance(place, int) and 0 <= place < len(run.poll().history):
        _show(run.poll(), place)


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
    last = len(status.history) - 1
    _show(status, min(max((last if here is None else here) + step, 0), last))


def _show(status: Status, place: int) -> None:
    is_last = place == len(status.history) - 1
    runs.MOMENT.put(None if is_last else status.history[place].epochs)


def _now() -> None:
    runs.MOMENT.put(None)


def _continue(splits: Splits) -> None:
    """Start a run that begins at the moment that is shown, with the settings that are shown."""
    if run := runs.own():
        status = run.poll()
        launch(splits, status.until(current.moment(status)))
