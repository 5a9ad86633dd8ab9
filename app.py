"""Home: draw a digit, and see the answer at once."""

import streamlit as st

from ui import components, current, examples, frame

words = frame.open("home")


@st.fragment
def pad() -> None:
    components.pad("home_pad", current.book(), words, demo=examples.TWO)


pad()
frame.link("train", words["next"])
