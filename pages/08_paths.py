"""Paths: the sum over all paths from a weight to the cost, equations 47 to 53."""

import streamlit as st

from ui.paths import paths_view
from ui.screen import fragments, frame, pages

words = frame.open("paths", digit=True)
fragments.live(paths_view.view, 3.0, words)
st.fragment(paths_view.growth)(words)
if "exercises" in pages.PAGES:
    pages.link("exercises", words["next"])
