"""Deltascope: `streamlit run app.py` for one person, `python -m ui.serve` for a class."""

import streamlit as st

from ui.serve import MIDDLEWARE, ROUTES

app = st.App("home.py", middleware=MIDDLEWARE, routes=ROUTES)
