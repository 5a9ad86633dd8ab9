"""Components of ours, as Streamlit knows them."""

from __future__ import annotations

import streamlit as st

from ui.canvas.bundle import parts


def mounted(name: str) -> st.components.v2.types.ComponentRenderer:
    """The component of a name."""
    return st.components.v2.component(name, **parts(name)._asdict())
