"""Exercise 5: an activation of one's own."""

from __future__ import annotations

import streamlit as st

from engine import ACTIVATIONS, Activation, FormulaError, formula
from engine.training.live import TURNS
from ui.charts import plotly
from ui.exercises import activation, exercise_view, figures, keys
from ui.screen import fragments
from ui.session import resources, widgets
from ui.text.numbers import number
from ui.text.words import Words

EXAMPLES = ("z / (1 + abs(z))", "log(1 + exp(z))", "0.1*z + tanh(z)", "max(z, 0.1*z)")


def show(words: Words) -> None:
    """Guess which known ones meet the criterion; type one; train it beside the sigmoid."""
    made = exercise_view.guess(
        words, "design", list(ACTIVATIONS), lambda name: words[f"f.{name}"], activation.registry_holds(), many=True
    )
    typing, picture = st.columns([1, 1.3], gap="medium")
    with typing:
        f = _typed(words, made)
    with picture:
        if f:
            found = activation.criterion(f)
            st.markdown(f"**{words['design.figure']}**")
            figure = figures.design(found, words)
            alt = words("design.figure_alt", least=number(found.least))
            st.plotly_chart(figure, key="design_chart", height=400, config=plotly.CONFIG, alt=alt)
    if not made or not f:
        return
    st.markdown(words["design.race"])
    race = keys.CONTEST.get()
    with fragments.fixed():
        st.fragment(_race, run_every=resources.interval(0.2) if race and not race.over else None)(words, f)


def _typed(words: Words, judged: bool) -> Activation | None:
    """The typed activation, and whether it meets the criterion; None, and a sentence, if it is no formula."""
    widgets.text(keys.FORMULA, words["design.type"], help=words["formula.help"])
    with st.container(horizontal=True, gap="small"):
        for example in EXAMPLES:
            st.button(
                f"`{example}`",
                key=f"example_{example}",
                type="tertiary",
                on_click=keys.FORMULA.remember,
                args=(example,),
            )
    try:
        f = formula(keys.FORMULA.get() or "")
    except FormulaError as error:
        st.error(exercise_view.problem(words, error))
        return None
    st.latex(rf"\sigma(z)={f.latex}")
    found = activation.criterion(f)
    good = found.finding == "holds"
    sign = ":green[:material/check_circle:]" if good else ":red[:material/cancel:]"
    text = words(
        f"design.finding.{'straight' if good and found.straight else found.finding}",
        least=number(found.least),
        where=number(found.where),
        near=activation.NEAR,
    )
    st.markdown(f"{sign} {text}")
    return f


def _race(words: Words, f: Activation) -> None:
    """Orders, curves and the newest numbers; a little more training at each look."""
    race: activation.Race | None = keys.CONTEST.get()
    going = race is not None and not race.over
    if race and going:
        with TURNS:
            race.advance()
        if race.over:
            _tick(race)
            st.rerun()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if going:
            st.button(words["design.stop"], key="race_stop", icon=":material/stop:", on_click=_stop)
        else:
            label = words("design.start", epochs=activation.EPOCHS)
            if st.button(label, key="race_start", icon=":material/play_arrow:", type="primary"):
                _start(words, f)
        widgets.select(
            keys.CONTEST_ETA,
            words["design.eta"],
            activation.ETAS,
            lambda eta: f"η = {eta:g}",
            label_visibility="collapsed",
            width=120,
        )
    chart = figures.race(race, words)
    st.echarts_chart(chart, height=282, key="race_chart", alt=words["design.alt"])
    if race:
        _standing(words, race)


def _start(words: Words, f: Activation) -> None:
    keys.CONTEST.put(activation.Race(f, resources.splits(words), eta=float(keys.CONTEST_ETA.get())))
    st.rerun()


def _stop() -> None:
    if race := keys.CONTEST.get():
        race.stopped = True
        _tick(race)


def _tick(race: activation.Race) -> None:
    """The exercise is done once an activation that meets the criterion, and is no straight line, was trained."""
    found = activation.criterion(race.f)
    if not race.diverged and found.finding == "holds" and not found.straight:
        exercise_view.tick("design")


def _standing(words: Words, race: activation.Race) -> None:
    """The newest numbers of both, and what they say when it is over."""
    after = words("design.after", epochs=f"{race.points['own'][-1].epochs:.2f}")
    flat = words("design.flat", near=activation.NEAR)
    head = f"| {after} | {words['design.right']} | $C$ | {flat} |\n|---|---:|---:|---:|\n"
    names = {"own": f"$\\sigma(z)={race.f.latex}$", "sigmoid": words["f.sigmoid"]}
    rows = []
    for name, title in names.items():
        point = race.points[name][-1]
        rows.append(f"| {title} | {point.accuracy:.1%} | {point.cost:.4f} | {point.flat:.0%} |")
    st.markdown(head + "\n".join(rows))
    if race.diverged:
        st.warning(words("design.diverged", eta=f"{race.eta:g}"))
    elif race.over:
        exercise_view.answer(
            words,
            "design",
            "answer" if activation.criterion(race.f).finding == "holds" else "answer_not",
            near=activation.NEAR,
        )
