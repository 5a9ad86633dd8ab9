"""Home: draw a digit, and see the answer at once; then the map of the chapter and the tour."""

import streamlit as st

from ui.draw import demo
from ui.screen import components, frame, pages, tour
from ui.session import current

words = frame.open("home")


@st.fragment
def pad() -> None:
    components.drawing_pad("home_pad", current.book(), words, demo=demo.TWO)


pad()
pages.link("train", words["next"])
tour.tour(words)
tour.chapter_map(words)
tour.on_teaching(words)
