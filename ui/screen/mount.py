"""Components of ours, as Streamlit knows them."""

from __future__ import annotations

import streamlit as st

from ui.canvas.bundle import loader, parts


def mounted(name: str) -> st.components.v2.types.ComponentRenderer:
    """The component of a name.

    Streamlit sends the script of a component with each message to it, some 70 kB to the pad at each move of the pen. So
    it gets a line that fetches the script.
    """
    html, css, _ = parts(name)
    return st.components.v2.component(name, html=html, css=css, js=loader(name))
