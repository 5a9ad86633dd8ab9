"""What all Plotly figures have in common. Pure: no Streamlit.

The colours are names: Streamlit's theme for Plotly replaces them by those of the visitor's theme, light or dark.
"""

from __future__ import annotations

from typing import Any

FIRST = "#000001"  # of the categorical colours
SECOND = "#000002"
THIRD = "#000003"
ORANGE = "#000022"  # negative, as in .streamlit/config.toml
BLUE = "#000029"  # positive
GREY = "#000036"
LAYOUT: dict[str, Any] = {
    "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
    "dragmode": False,
    "hoverlabel": {"align": "left"},
}
CONFIG = {"displayModeBar": False, "scrollZoom": False}
