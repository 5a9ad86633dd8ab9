"""Parts of a page that are drawn again by themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.session import address, networks, resources, runs


def live(view: Callable[..., None], seconds: float, *args: Any) -> None:
    """Draw a part of the page; again every so many seconds while the current network is a run that goes on."""

    def going_on() -> bool:
        run = runs.own()
        return run is not None and not run.state.over and networks.chosen() == "run"

    lively = going_on()

    def draw() -> None:
        if lively and not going_on():
            st.rerun()
        view(*args)
        address.follow(view.__name__)

    with fixed():
        st.fragment(draw, run_every=resources.interval(seconds) if lively else None)()


def fixed() -> DeltaGenerator:
    """A place for a part that is drawn again by itself.

    While pages are drawn anew, Streamlit may send such a part to the place that it had before. If that is one that the
    page no longer has, the browser shows nothing at all any more; in a container of its own a part is always first.
    """
    return st.container()
