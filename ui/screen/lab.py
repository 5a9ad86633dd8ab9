"""What the labs have in common: numbers with their names, the notice that a digit is learnt, the answer at the end."""

from __future__ import annotations

from typing import Literal

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from engine import Trace, backprop, load_mnist
from ui.charts import echarts, plotly, tables
from ui.session import current, selection
from ui.session.current import Digit
from ui.text.words import Words

LEARNT = 0.01  # where all |δ| are below, the labs have little to show


def colours() -> dict[str, str]:
    """The colours of the theme that the visitor sees, for charts that do not take them by themselves."""
    mode = "dark" if st.context.theme.type == "dark" else "light"
    names = ("blue", "orange", "text", "primary", "border", "background", "green", "red")
    return {name: st.get_option(f"theme.{mode}.{name}Color") for name in names}


def marks() -> dict[str, str]:
    """The colours of right and wrong in tables."""
    theme = colours()
    return {"✓": theme["green"], "✗": theme["red"]}


def chart(options: echarts.Part, key: str, *, height: int, alt: str) -> None:
    """A chart by ECharts; its axes are written in the colour of texts."""
    st.echarts_chart(echarts.legible(options, colours()["text"]), height=height, key=key, alt=alt)


def figure(drawn: go.Figure, key: str, *, alt: str, height: int | Literal["content"] = "content") -> None:
    """A figure by Plotly."""
    st.plotly_chart(plotly.legible(drawn), height=height, key=key, config=plotly.CONFIG, alt=alt)


def show(pairs: list[tuple[str, str]]) -> None:
    """Numbers with their names."""
    st.html(tables.facts(pairs))


def notice(words: Words, digit: Digit, trace: Trace) -> None:
    """Where there is nothing to learn from the digit, say so, and offer one that the network reads wrong."""
    if _sizes(trace)[0] >= LEARNT:
        return
    right = trace.a[max(trace.delta)].argmax() == digit.label
    right &= trace.a[max(trace.delta)].max() > 0.5
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(words["lab.learnt" if right else "lab.flat"], width="stretch")
        st.button(words["lab.wrong"], key="lab_wrong", icon=":material/priority_high:", on_click=_wrong)


def _sizes(trace: Trace) -> np.ndarray:
    """The largest |δ| of each example, `(m,)`."""
    return np.abs(np.vstack([*trace.delta.values()])).max(axis=0)


def _wrong() -> None:
    """Go to the next test image that the current network reads wrong, and where there is something to see."""
    now, wrong = current.network(), current.images_of("wrong")
    examples = load_mnist().test[wrong]
    wrong = wrong[_sizes(backprop(now.network, examples.images, examples.targets, now.cost)) >= LEARNT]
    later = wrong[wrong > selection.INDEX.get()]
    if len(wrong):
        selection.show_image(int(later[0] if len(later) else wrong[0]))


def answer(words: Words, key: str, **found: str) -> None:
    """The answer in one sentence, with what was found, and what it teaches."""
    text = words(f"{key}.answer", **found) if found else words[f"{key}.answer"]
    with st.container(border=True):
        st.markdown(f"**{words['lab.answer']}** {text}")
        st.markdown(f"**{words['lab.teaches']}** {words[f'{key}.teaches']}")
