"""The visitor's language: chosen, from the URL, or the browser's."""

from __future__ import annotations

import streamlit as st

from ui.session.address import Group, Params
from ui.session.store import LANGUAGE
from ui.text.words import DEFAULT, LANGUAGES


def of_browser() -> str:
    """The language of the browser, if it is one of ours."""
    own = (st.context.locale or "").split("-")[0]
    return own if own in LANGUAGES else DEFAULT


def _begin() -> None:
    if not LANGUAGE.known:
        asked = st.query_params.get(LANGUAGE.name)
        LANGUAGE.put(asked if asked in LANGUAGES else of_browser())


def _params() -> Params:
    """In the URL if it is not the browser's."""
    return {LANGUAGE.name: None if LANGUAGE.get() == of_browser() else LANGUAGE.get()}


ADDRESS = Group(_begin, _params)
