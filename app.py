"""Deltascope: `streamlit run app.py` for one person, `python -m ui.serve` for a class."""

import streamlit as st

from ui.serve import MIDDLEWARE, routes

app = st.App("home.py", middleware=MIDDLEWARE, routes=routes(st.get_option("server.baseUrlPath")))
