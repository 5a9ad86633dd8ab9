"""Train: choose a network and η, press Start, and watch it learn."""

import streamlit as st

from ui import console, controls, frame, orders, resources, state

words = frame.open("train", picture=False)
splits = resources.splits(words)
state.begin_settings()

drawn = orders.row(words, splits)
watch, choose = st.columns([1.75, 1], gap="medium")
with choose:
    controls.settings(words, splits)
with watch:
    console.watch(words, splits, drawn)
