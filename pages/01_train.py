"""Train: choose a network and η, press Start, and watch it learn."""

import streamlit as st

from ui.screen import frame
from ui.session import experiment, resources
from ui.train import console_view, orders_view, settings_view

words = frame.open("train", experiment.ADDRESS, picture=False)
splits = resources.splits(words)

drawn = orders_view.row(words, splits)
watch, choose = st.columns([1.75, 1], gap="medium")
with choose:
    settings_view.view(words, splits)
with watch:
    console_view.watch(words, splits, drawn)
