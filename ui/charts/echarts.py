"""What the figures made with ECharts have in common. Pure: no Streamlit."""

from __future__ import annotations

UP = {"verticalAlign": "bottom", "fontSize": 9, "padding": [0, 0, 5, 0]}
POWERS = {"formatter": "10{up|{value}}", "rich": {"up": UP}}  # labels of an axis of logarithms
