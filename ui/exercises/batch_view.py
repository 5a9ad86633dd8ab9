"""Exercise 4: a mini-batch as a loop over its examples, and as columns."""

from __future__ import annotations

import streamlit as st

from engine import load_mnist, one_by_one
from ui.charts import listing
from ui.exercises import exercise_view, experiments, figures, keys
from ui.screen import lab
from ui.screen.guesses import Question
from ui.session.current import Current
from ui.text.numbers import number
from ui.text.words import Words

RATIOS = {"same": (0, 2), "few": (2, 8), "many": (8, 30), "huge": (30, float("inf"))}


def show(words: Words, now: Current) -> None:
    """Guess how much faster columns are; then measure it here and now."""
    known = keys.TIMINGS.get()
    right = {next(name for name, (low, high) in RATIOS.items() if low <= known[-1].ratio < high)} if known else None
    question = Question("batch", {name: words[f"batch.option.{name}"] for name in RATIOS})
    made = exercise_view.guess(words, question, right, order="batch.measure", then=lambda: _measure(now))
    if not made or not known:
        return
    last = known[-1]
    exercise_view.answer(
        words, "batch", m=last.m, gap=number(max(timing.gap for timing in known)), ratio=f"{last.ratio:.2g}"
    )
    chart, code = st.columns([1.3, 1], gap="medium")
    with chart:
        st.markdown(f"**{words['batch.figure']}**")
        figure = figures.columns(known, words)
        lab.figure(figure, "batch_chart", height=340, alt=words["batch.alt"])
        st.caption(words("batch.times", m=last.m, loop=f"{1000 * last.loop:.3g}", columns=f"{1000 * last.columns:.3g}"))
        st.button(words["batch.again"], key="batch_again", icon=":material/refresh:", on_click=_measure, args=(now,))
    with code:
        st.markdown(words["batch.loop"])
        st.html(listing.html("\n".join(experiments.body(one_by_one))))
        st.markdown(words["batch.columns"])
        st.html(listing.html("backprop(net, x, y, cost).gradient"))


def _measure(now: Current) -> None:
    """Time both ways for the first test images, with the current network."""
    test = load_mnist().test[: experiments.BATCHES[-1]]
    x, y = test.images.astype(float), test.targets.astype(float)
    exercise_view.tick("batch")
    timings = [experiments.measure(now.network, now.cost, x[:, :m], y[:, :m]) for m in experiments.BATCHES]
    keys.TIMINGS.put(timings)
