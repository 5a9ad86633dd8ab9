"""What the exercises have in common: which one is open, the guess that comes first, the answer, what is done."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

import streamlit as st

from engine import FormulaError
from ui.exercises import keys
from ui.screen import guess_view, guesses, guided_proof
from ui.session import widgets
from ui.text.words import Words


def choose(words: Words) -> None:
    """The menu of the exercises, with ticks at those that were done in this visit, and the open one's question."""
    ticked = done()

    def name(exercise: str) -> str:
        tick = ":material/check: " if exercise in ticked else ""
        return f"{tick}{keys.TASKS.index(exercise) + 1} {words[f'{exercise}.name']}"

    widgets.pick(keys.EXERCISE, words["choose"], keys.TASKS, name, label_visibility="collapsed")
    st.caption(words("progress", done=len(ticked), count=len(keys.TASKS)))
    here = keys.EXERCISE.get()
    st.header(words[f"{here}.title"], anchor=False)
    st.markdown(words[f"{here}.question"])


def onward(words: Words) -> None:
    """A button to the next exercise, once this one is done."""
    place = keys.TASKS.index(keys.EXERCISE.get()) + 1
    if keys.EXERCISE.get() in done() and place < len(keys.TASKS):
        following = keys.TASKS[place]
        label = words("onward", name=words[f"{following}.name"])
        go = keys.EXERCISE.remember
        st.button(label, key="onward", icon=":material/arrow_forward:", on_click=go, args=(following,))


def done() -> set[str]:
    """The exercises that were done in this visit: by a click, or because what they ask for is there."""
    race = keys.RACE.get()
    there = {"proof": guided_proof.complete(), "design": race is not None and race.passed}
    return {*keys.DONE.get(), *(exercise for exercise, is_there in there.items() if is_there)}


def tick(exercise: str) -> None:
    """Remember that an exercise is done."""
    if exercise not in keys.DONE.get():
        keys.DONE.put((*keys.DONE.get(), exercise))


def guess(
    words: Words,
    question: guesses.Question,
    right: Collection[Any] | None,
    *,
    many: bool = False,
    order: str = "guess.reveal",
    then: Callable[[], None] | None = None,
) -> bool:
    """Ask for a guess, or say whether it was right; return whether it was made. `right` is None while unknown.

    `then` is what the click on the button `order` does besides; without it, that click does the exercise.
    """
    exercise, made = question.name, question.guess
    if made is None:
        label = f"**{words['guess.first']}** {words[f'{exercise}.guess']}"
        guess_view.lock_in(question, label, words[order], then or partial(tick, exercise), many=many)
    elif right is not None:
        texts = {"guess": question.text(made.value), "answer": question.text(right)}
        st.markdown(words("guess.right" if set(made.value) == set(right) else "guess.wrong", **texts))
    return made is not None


def answer(words: Words, exercise: str, key: str = "answer", **values: object) -> None:
    """The answer, in a box."""
    with st.container(border=True):
        text = f"{exercise}.{key}"
        st.markdown(words(text, **values) if values else words[text])


def problem(words: Words, error: FormulaError) -> str:
    """What is wrong with a formula, in words."""
    return words(f"formula.{error.reason}", found=error.found, position=error.position + 1)
