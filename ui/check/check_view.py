"""The lab of the gradient check: the race, both gradients in one picture, and ε."""

from __future__ import annotations

import math

import streamlit as st

from engine import EpsilonCurve, epsilon_curve
from engine.gradients import Offender
from engine.labs.check import METHODS
from ui.charts import tables
from ui.check import charts, check, keys
from ui.check.race import FASTER, GradientRace
from ui.screen import fragments, guess_view, guesses, lab
from ui.session import address, current, memo, selection, store, widgets
from ui.session.current import Current, Digit
from ui.text.numbers import number
from ui.text.words import Words

PAUSE = 0.15  # seconds between two slices of a race
WORST = 8


def race(words: Words) -> None:
    """The race: its guess and its orders; then the track, which is drawn again as long as it goes on."""
    st.header(words["race.title"], anchor=False)
    st.markdown(words["race.text"])
    question = _question(words)
    guess_view.choice(question, words["race.guess"], question.put)
    running = _race()
    going = running is not None and running.going
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        label = words["race.again" if running else "race.start"]
        st.button(label, key="race_start", type="primary", icon=":material/play_arrow:", on_click=_start)
        if running and not going and not running.run.finished:
            st.button(words["race.resume"], key="race_resume", icon=":material/resume:", on_click=_hold, args=(False,))
        else:
            st.button(
                words["race.stop"],
                key="race_stop",
                icon=":material/stop:",
                disabled=not going,
                on_click=_hold,
                args=(True,),
            )
        widgets.pick(
            keys.METHOD,
            words["race.method"],
            list(METHODS),
            lambda name: words[f"race.{name}"],
            label_visibility="collapsed",
        )
    with fragments.fixed():
        st.fragment(_track, run_every=PAUSE if going else None)(words, going)


def _race() -> GradientRace | None:
    return keys.RACE.get()


def _about(now: Current, digit: Digit) -> tuple:
    """What a race with this network and this digit is about."""
    return current.identity(now), digit.index, digit.label, float(digit.x.sum())


def _start() -> None:
    now = current.network()
    digit = current.digit(now)
    about = _about(now, digit)
    keys.RACE.put(GradientRace(now.network, digit.x, digit.y, now.cost, keys.METHOD.get(), about))


def _hold(held: bool) -> None:
    if running := _race():
        running.held = held


def _question(words: Words) -> guesses.Question:
    """How many times faster is backpropagation?"""
    return guesses.Question("race", {times: words("race.times", times=words.whole(times)) for times in FASTER})


def _track(words: Words, going: bool) -> None:
    """How far both runners are; at the end what came of it."""
    running = _race()
    if running is None:
        count = current.network().network.parameters.size
        st.progress(0.0, words["track.backprop_ready"])
        st.progress(0.0, words("track.ready", passes=words.whole(2 * count), count=words.whole(count)))
        return
    address.follow("track")
    running.advance()
    if going and not running.going:
        st.rerun()
    run, result = running.run, running.result
    done, total = words.whole(run.done), words.whole(run.total)
    st.progress(1.0, words("track.backprop", time=check.seconds(result.seconds_backprop)))
    st.progress(
        run.done / run.total, words("track.line", done=done, total=total, time=check.seconds(result.seconds_numeric))
    )
    ratio = "–" if math.isnan(running.ratio) else f"{words.whole(round(float(f'{running.ratio:.3g}')))} ×"
    lab.show(
        [
            (words["track.passes"], done),
            (words["track.numeric"], check.seconds(result.seconds_numeric)),
            (words["track.once"], check.seconds(result.seconds_backprop)),
            (words["track.ratio" if run.finished else "track.ratio_so_far"], ratio),
        ]
    )
    if not running.going and run.done:
        _result(words, running)


def _result(words: Words, running: GradientRace) -> None:
    now = current.network()
    if running.about != _about(now, current.digit(now)):
        st.info(words["track.other"], icon=":material/info:")
    if (guess := _question(words).guess) and running.run.finished:
        nearest = min(FASTER, key=lambda times: abs(math.log(times / running.ratio)))
        ratio = words.whole(round(float(f"{running.ratio:.2g}")))
        guess_view.verdict(words, guess.value == nearest, words("race.verdict", ratio=ratio))
    if running.run.finished:
        lab.answer(words, "race")
    _gradients(words, running)


def _gradients(words: Words, running: GradientRace) -> None:
    """Both gradients in one picture, and the worst of them to choose from."""
    result = running.result
    worst = result.worst(WORST)
    chosen = next((i for i, offender in enumerate(worst) if _selected(offender)), None)
    st.header(words["scatter.title"], anchor=False)
    left, right = st.columns([1.1, 1], gap="medium")
    with left:
        alt = words("scatter.alt", count=words.whole(running.run.done // 2))
        lab.figure(charts.scatter(result, worst, chosen, words), "check_scatter", alt=alt)
        zeros = int((result.backprop.vector == 0).sum())
        st.caption(words("scatter.note", zeros=words.whole(zeros), floor=check.epsilon_text(10.0**charts.FLOOR)))
    with right:
        error = number(result.relative_error)
        st.markdown(words("scatter.text", error=error))
        lab.answer(words, "scatter")
    _worst(words, worst, chosen)


def _selected(offender: Offender) -> bool:
    place = (offender.l, offender.j) if offender.k is None else (offender.l, offender.j, offender.k)
    return selection.NEURON.get() == place


def _worst(words: Words, worst: list[Offender], chosen: int | None) -> None:
    def select() -> None:
        i = store.heard("check_worst")
        if isinstance(i, int) and 0 <= i < len(worst):
            selection.select(worst[i].l, worst[i].j, worst[i].k)

    st.pills(
        words["worst.choose"],
        range(len(worst)),
        default=chosen,
        format_func=lambda i: check.symbol(worst[i]),
        key="check_worst",
        wrap=True,
        on_change=select,
    )
    heads = [words[f"worst.{name}"] for name in ("place", "numeric", "backprop", "gap", "relative")]
    st.html(tables.table(words["worst.title"], heads, map(check.offender_row, worst), strong=chosen))


def epsilon(words: Words, now: Current, digit: Digit) -> None:
    """The error of finite differences over ε; a move of the slider draws no more than this again."""
    st.header(words["epsilon.title"], anchor=False)
    st.markdown(words["epsilon.text"])
    about = (now.network.parameters, digit.x, digit.y, now.cost)
    try:
        curve = memo.once("epsilon", about, lambda: epsilon_curve(now.network, digit.x, digit.y, now.cost))
    except ValueError:
        st.info(words["epsilon.flat"], icon=":material/info:")
        return
    st.fragment(_epsilon)(words, curve)


def _epsilon(words: Words, curve: EpsilonCurve) -> None:
    places = range(len(curve.epsilons) - 1, -1, -1)
    kept = keys.EPSILON.get()
    at = check.nearest(curve, kept if isinstance(kept, float) and kept > 0 else 1e-5)
    options = [float(curve.epsilons[i]) for i in places]
    widgets.slide(keys.EPSILON, words["epsilon.slider"], options, check.epsilon_text, float(curve.epsilons[at]))
    lab.show(
        [
            (words(f"epsilon.{method}", dtype=dtype), number(curve.errors[method, dtype][at]))
            for method, dtype in check.KINDS
        ]
    )
    exact = curve.best("central", "float64") == max(curve.epsilons)
    if not exact:
        st.markdown(words[f"epsilon.{check.branch(curve, at)}"])
    title = words["epsilon.exact" if exact else "epsilon.figure"]
    st.markdown(f"**{title}**")
    chart = charts.epsilon(curve, at, words, lab.colours())
    lab.chart(chart, "check_epsilon", height=405, alt=title if exact else words["epsilon.alt"])
    best = {
        name: check.epsilon_text(curve.best(*name.split("_")))
        for name in ("central_float64", "forward_float64", "central_float32")
    }
    st.caption(words("epsilon.best", **best))
    if not exact:
        with st.expander(words["epsilon.why"]):
            st.markdown(words["epsilon.explain"])
    lab.answer(words, "epsilon", float64=best["central_float64"], float32=best["central_float32"])
