"""Exercise 5: an activation of your own."""

from __future__ import annotations

import streamlit as st

from engine import ACTIVATIONS, Activation, FormulaError, formula
from engine.training.live import TURNS
from ui.charts import tables
from ui.charts.tables import Math
from ui.exercises import activation, exercise_view, figures, keys
from ui.exercises.activation import ActivationRace
from ui.screen import fragments, guesses, lab
from ui.session import resources, widgets
from ui.text.numbers import number
from ui.text.words import Words

EXAMPLES = ("z / (1 + abs(z))", "log(1 + exp(z))", "0.1*z + tanh(z)", "max(z, 0.1*z)")


def show(words: Words) -> None:
    """Guess which known ones meet the criterion; type one; train it against the sigmoid."""
    question = guesses.Question("design", {name: words[f"activation.{name}"] for name in ACTIVATIONS})
    made = exercise_view.guess(words, question, activation.registry_holds(), many=True)
    typing, picture = st.columns([1, 1.3], gap="medium")
    with typing:
        f = _typed(words, made)
    with picture:
        if f:
            found = activation.criterion(f)
            st.markdown(f"**{words['design.figure']}**")
            figure = figures.design(found, words)
            alt = words("design.figure_alt", least=number(found.least))
            lab.figure(figure, "design_chart", height=400, alt=alt)
    if not made or not f:
        return
    st.markdown(words["design.race"])
    going = _going()
    with fragments.fixed():
        st.fragment(_race, run_every=resources.interval(0.2) if going else None)(words, f, going)


def _typed(words: Words, judged: bool) -> Activation | None:
    """The typed activation, and whether it meets the criterion; None, and what is wrong, for an invalid formula."""
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


def _going() -> bool:
    race = keys.RACE.get()
    return race is not None and not race.over


def _race(words: Words, f: Activation, lively: bool) -> None:
    """Buttons, curves and the newest numbers; each time it is drawn, the race goes on a little.

    `lively` is whether this part is drawn again by itself, as it should be while a race goes on.
    """
    race = keys.RACE.get()
    if race and lively:
        with TURNS:
            race.advance()
    if lively != _going():
        st.rerun()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _orders(words, f, lively)
    chart = figures.race(race, words)
    lab.chart(chart, "activation_race_chart", height=282, alt=words["design.alt"])
    if race:
        _standing(words, race)


def _orders(words: Words, f: Activation, going: bool) -> None:
    """Start or stop, and the learning rate."""
    if going:
        st.button(words["design.stop"], key="activation_race_stop", icon=":material/stop:", on_click=_stop)
    else:
        label, icon = words("design.start", epochs=activation.EPOCHS), ":material/play_arrow:"
        st.button(label, key="activation_race_start", icon=icon, type="primary", on_click=_start, args=(f,))
    widgets.select(
        keys.RACE_ETA,
        words["design.eta"],
        activation.ETAS,
        lambda eta: f"η = {eta:g}",
        label_visibility="collapsed",
        width=120,
    )


def _start(f: Activation) -> None:
    if (race := keys.RACE.get()) and race.passed:
        exercise_view.tick("design")  # a new race does not take it back
    keys.RACE.put(ActivationRace(f, resources.loaded(), eta=float(keys.RACE_ETA.get())))


def _stop() -> None:
    if race := keys.RACE.get():
        race.stopped = True


def _standing(words: Words, race: ActivationRace) -> None:
    """The newest numbers of both networks; when it is over, the answer."""
    after = words("design.after", epochs=f"{race.points['own'][-1].epochs:.2f}")
    heads: list[str | Math] = [after, words["design.right"], Math("C"), words("design.flat", near=activation.NEAR)]
    names: dict[str, str | Math] = {"own": Math(rf"\sigma(z)={race.f.latex}"), "sigmoid": words["activation.sigmoid"]}
    newest = {name: race.points[name][-1] for name in names}
    rows = [(names[name], f"{p.accuracy:.1%}", f"{p.cost:.4f}", f"{p.flat:.0%}") for name, p in newest.items()]
    st.markdown(tables.markdown(heads, rows, "lrrr"))
    if race.diverged:
        st.warning(words("design.diverged", eta=f"{race.eta:g}"))
    elif race.over:
        exercise_view.answer(
            words,
            "design",
            "answer" if activation.criterion(race.f).finding == "holds" else "answer_not",
            near=activation.NEAR,
        )
