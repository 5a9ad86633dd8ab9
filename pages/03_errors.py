"""Errors: δ^l of every neuron, where it came from, and why learning is slow."""

import streamlit as st

from ui.errors import deltas_view, slowness_view, stories_view
from ui.screen import fragments, frame
from ui.session import current

words = frame.open("errors", digit=True, label=False)
now = current.network()

deltas_view.controls(words, current.digit(now))
fragments.live(deltas_view.pictures, deltas_view.seconds(), words)

st.header(words["slow.title"], anchor=False)
st.markdown(words["slow.lead"])
slowness_view.by_layer(words, now)
stories_view.tell(words)
