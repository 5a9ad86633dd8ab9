"""Why does it read better? The drawing, read by networks of which each builds on the one before, on the page Draw."""

from __future__ import annotations

import streamlit as st

from ui.canvas.sketch import Sketch
from ui.draw import keys, ladder, parts_view
from ui.screen import guess_view
from ui.screen.guesses import Question
from ui.session import resources
from ui.text.words import Words

NEVER = "never"


def show(drawing: Sketch, words: Words) -> None:
    """The label, a guess which rung reads the drawing first, and then what all of them read."""
    st.markdown(words["ladder.lead"])
    parts_view.label(drawing, words)
    if drawing.label is None:
        st.info(words["ladder.label_first"])
        return
    x, kept = drawing.x.astype(float), keys.COLLECTION.get()
    found = ladder.readings([resources.bundled(name) for name in resources.LADDER], x, kept)
    options = {name: words[f"ladder.{name}"] for name in (*resources.LADDER, NEVER)}
    question = Question("ladder", options, (x.tobytes(), drawing.label))
    answer = ladder.first(found, drawing.label) or NEVER
    if not (guess := question.guess):
        st.markdown(words("ladder.ask", label=drawing.label))
        with st.container(horizontal=True, gap="small"):
            guess_view.buttons(question, answer)
        return
    text = words["ladder.none" if answer == NEVER else "ladder.first"].format(name=options[answer])
    guess_view.verdict(words, guess.value == answer, text)
    st.markdown(ladder.table(found, drawing.label, len(kept), words))
    st.markdown(words["ladder.easy" if answer == resources.LADDER[0] else "ladder.teaches"])
    with st.expander(words["ladder.how"]):
        st.markdown(words["ladder.settings"])
