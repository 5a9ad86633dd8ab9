"""Draw: let the current network read your handwriting."""

import streamlit as st

from ui import components, current, frame, resources, state

words = frame.open("draw")


def pad() -> None:
    components.pad("draw_pad", current.network(), words)


run = state.run()
st.fragment(pad, run_every=resources.interval(1.0) if run and not run.state.over else None)()
frame.link("train", words["next"])
