"""Take a run away: its network, its numbers, a script that repeats it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from engine.training.live import LiveRun, State, Status
from ui.session import current, runs, widgets
from ui.text.words import Words
from ui.train import export, keys


def view(words: Words, status: Status | None) -> None:
    """Downloads, if there is a run."""
    if status is None:
        st.caption(words["take.none"])
    else:
        _run(words, status)


def _run(words: Words, status: Status) -> None:
    """What can be taken of the run whose status is known, or of its twin."""
    side = _side(words)
    if not (run := runs.own(runs.RUNS[side])):
        return
    taken = status if side == "a" else run.poll()
    _downloads(words, run, taken, f"{side}-" if runs.own(runs.TWIN) else "")
    _script(words, taken)


def _side(words: Words) -> str:
    """Of which run: of two, one may be chosen."""
    if not runs.own(runs.TWIN):
        return "a"
    widgets.pick(keys.TAKEN, words["take.which"], tuple(runs.RUNS), lambda side: words[f"side.{side}"])
    return keys.TAKEN.get()


def _downloads(words: Words, run: LiveRun, status: Status, prefix: str) -> None:
    """Files of a run: as it is when they are asked for while it goes on, else made with the page.

    A file on demand is gone when the page is drawn again just before the click.
    """
    running = status.state == State.RUNNING
    moment = current.moment(status)

    def now() -> Status:
        return run.poll() if running else status

    def network() -> bytes:
        snapshot = now().snapshot if running else moment
        return export.network_npz(snapshot.network, status.config, after_epochs=snapshot.epochs)

    files: list[tuple[str, str, Callable[[], str | bytes]]] = [
        ("network", "network.npz", network),
        ("json", "run.json", lambda: export.run_json(now())),
        ("csv", "curve.csv", lambda: export.curve_csv(now())),
    ]
    with st.container(horizontal=True, gap="small"):
        for name, file, content in files:
            label, data = words[f"take.{name}"], content if running else content()
            st.download_button(label, data, f"deltascope-{prefix}{file}", key=f"take_{name}", on_click="ignore")


def _script(words: Words, status: Status) -> None:
    try:
        code = export.script(status.config, status.changes)
    except ValueError:
        st.caption(words["take.no_script"])
        return
    st.markdown(words["take.script"])
    st.code(code, None, height=320)
