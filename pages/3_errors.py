"""Errors: δ^l of every neuron, where it came from, and why learning is slow."""

import streamlit as st

from ui import error_views, frame, slow_views

words = frame.open("errors", digit=True)

error_views.controls(words)
frame.live(error_views.pictures, error_views.seconds(), words)

st.subheader(words["slow.title"], anchor=False)
st.markdown(words["slow.lead"])
slow_views.slowness(words)
slow_views.tell(words)
