"""Paths: the sum over all paths from a weight to the cost, equations 47 to 53."""

import streamlit as st

from ui.paths import paths_view
from ui.screen import frame

words = frame.open("paths", digit=True)
frame.live(paths_view.view, 3.0, words)
st.fragment(paths_view.growth)(words)
if "exercises" in frame.PAGES:
    frame.link("exercises", words["next"])
