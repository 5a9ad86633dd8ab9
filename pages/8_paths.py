"""Paths: the sum over all paths from a weight to the cost, equations 47 to 53."""

import streamlit as st

from ui import frame, paths_lab

words = frame.open("paths", digit=True)
frame.live(paths_lab.view, 3.0, words)
st.fragment(paths_lab.growth)(words)
if "exercises" in frame.PAGES:
    frame.link("exercises", words["next"])
