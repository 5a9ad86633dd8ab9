"""Home: draw a digit, and see the answer at once; then the map of the chapter and the tour."""

import streamlit as st

from ui import components, current, examples, frame, guide

words = frame.open("home")


@st.fragment
def pad() -> None:
    components.pad("home_pad", current.book(), words, demo=examples.TWO)


pad()
frame.link("train", words["next"])
guide.tour(words, frame.PAGES)
guide.chapter_map(words, frame.PAGES)
guide.on_teaching(words)
