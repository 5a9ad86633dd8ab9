"""Teaching the current network a drawing, on the page Draw."""

from __future__ import annotations

import streamlit as st

from ui.canvas.sketch import Sketch
from ui.draw import keys, outcome, parts_view, teaching
from ui.session import current, networks, taught, widgets
from ui.text.numbers import number
from ui.text.words import Words


def show(drawing: Sketch, words: Words) -> None:
    """The label, steps on this drawing or further training with all drawings, what came of it, and undo."""
    st.markdown(words["teach.lead"])
    parts_view.label(drawing, words)
    controls, results = st.columns([1, 1.6], gap="medium")
    with controls:
        _controls(drawing, words)
    with results:
        _promise(drawing, words)
        _outcome(words)
        _versions(drawing, words)
    parts_view.feedback(words, "teach")


def _controls(drawing: Sketch, words: Words) -> None:
    unknown = drawing.label is None
    widgets.number(keys.TEACH_ETA, words["teach.eta"], *keys.ETA, format="%g", step=0.01, help=words["teach.eta_help"])
    one, ten = st.columns(2, gap="small")
    one.button(
        words["teach.step"],
        key="teach_step",
        type="primary",
        on_click=teaching.step,
        args=(1,),
        disabled=unknown,
        width="stretch",
    )
    click = teaching.step
    ten.button(words["teach.steps"], key="teach_steps", on_click=click, args=(10,), disabled=unknown, width="stretch")
    own = len(teaching.examples())
    st.button(
        words["teach.mixed"],
        key="teach_mixed",
        on_click=teaching.mix,
        disabled=not own,
        help=words("teach.mixed_help", own=own, count=teaching.MINI_BATCHES),
        width="stretch",
    )
    st.button(
        words["teach.undo"],
        key="teach_undo",
        on_click=teaching.undo,
        disabled=not taught.versions(),
        icon=":material/undo:",
        width="stretch",
    )


def _promise(drawing: Sketch, words: Words) -> None:
    """What the next step promises, by the gradient as it is now."""
    if drawing.label is None:
        st.info(words["teach.label_first"])
        return
    now, x = current.network(), drawing.x.astype(float)
    cost, latex = outcome.promise(now.network, x, drawing.label, now.cost, keys.TEACH_ETA.get())
    st.markdown(words("teach.promise", cost=number(cost)))
    st.latex(latex)


def _outcome(words: Words) -> None:
    """What the last steps promised and what they brought; what that cost on the test set."""
    versions = taught.versions()
    if len(versions) < 2 or networks.chosen() != "taught":
        return
    before, last = versions[-2:]
    for sentence in [*outcome.brought(last, words), outcome.on_test_set(before, last, words)]:
        st.markdown(sentence)


def _versions(drawing: Sketch, words: Words) -> None:
    """All versions, and the single steps to the last one."""
    versions = taught.versions()
    if not versions:
        st.caption(words["teach.untouched"])
        return
    with st.container(height=230, border=False):
        st.markdown(outcome.versions_table(versions, drawing.x.astype(float), drawing.label, words))
    last = versions[-1]
    if last.how == "steps" and last.descent:
        with st.expander(words["teach.each"]):
            st.markdown(outcome.steps_table(last.descent, words))
