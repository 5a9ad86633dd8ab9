"""Train: choose a network and η, press Start, and watch it learn."""

import streamlit as st

from ui.screen import frame
from ui.session import resources, store
from ui.train import console_view, orders_view, settings_view

words = frame.open("train", picture=False)
splits = resources.splits(words)
store.begin_settings()

drawn = orders_view.row(words, splits)
watch, choose = st.columns([1.75, 1], gap="medium")
with choose:
    settings_view.settings(words, splits)
with watch:
    console_view.watch(words, splits, drawn)
