"""Components of ours, as Streamlit knows them."""

from __future__ import annotations

import streamlit as st

from ui.canvas.bundle import bundle
from ui.folders import ASSETS

FOLDER = ASSETS / "canvas"


def mounted(name: str) -> st.components.v2.types.ComponentRenderer:
    """The component of a name, whose HTML, CSS and JavaScript lie in a folder of its own."""
    html, css = ((FOLDER / name / f"{name}.{kind}").read_text("utf-8") for kind in ("html", "css"))
    return st.components.v2.component(name, html=html, css=css, js=bundle(FOLDER / name / f"{name}.js"))
