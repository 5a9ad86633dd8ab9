"""Train: choose a network and η, press Start, and watch it learn."""

import streamlit as st

from ui.screen import frame
from ui.session import experiment, resources, runs
from ui.train import advice_view, console_view, keys, orders_view, settings_view

words = frame.open("train", experiment.ADDRESS, keys.ADDRESS, picture=False)
splits, observed = resources.splits(words), runs.observe()

orders_view.row(words, splits, observed)
advice_view.view(words)
watch, choose = st.columns([1.75, 1], gap="medium")
with choose:
    settings_view.view(words, splits, observed)
with watch:
    console_view.watch(words, splits, observed)
