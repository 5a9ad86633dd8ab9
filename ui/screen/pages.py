"""The pages of the app, and links to them."""

from __future__ import annotations

import re

import streamlit as st

from ui.folders import ROOT
from ui.session.store import Key

PAGES = {"home": "home.py"} | {
    re.sub(r"^\d+_", "", file.stem): f"pages/{file.name}" for file in sorted((ROOT / "pages").glob("*.py"))
}
"""The file of each page by its name, in the order of the menu; the digits before a page's name give that order."""


def path(page: str) -> str:
    """How the path of a page ends; empty for the first one."""
    return "" if page == "home" else page


def link(page: str, label: str, **params: str) -> None:
    """A link to a page of the app, with parameters of its address."""
    st.page_link(PAGES[page], label=label, icon=":material/arrow_forward:", query_params=params or None)


_WANTED: Key[str | None] = Key("wanted_page", None)


def want(page: str) -> None:
    """In a callback: to another page as soon as this one, or a part of it, is drawn."""
    _WANTED.put(page)


def go() -> None:
    """To the page that a callback wants, at the end of what is drawn."""
    if page := _WANTED.forget():
        st.switch_page(PAGES[page])
