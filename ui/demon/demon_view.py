"""The lab of the demon: its controls, and one view of all that depends on where it sits."""

from __future__ import annotations

import numpy as np
import streamlit as st

from engine import DemonMove, Trace, backprop, demon, nabla_a
from ui.canvas.blocks import Click
from ui.demon import charts, cost_curve, keys
from ui.demon.cost_curve import WINDOWS, Curve, Seat
from ui.screen import components, guess_view, guesses, lab, neuron_field, perturbation
from ui.session import current, selection, widgets
from ui.session.current import Current, Digit
from ui.text.numbers import number, percent
from ui.text.words import Words


def view(words: Words) -> None:
    """The whole lab; a click on a neuron or a move of the slider draws it again, and nothing else of the page."""
    now = current.network()
    digit = current.digit(now)
    trace = backprop(now.network, digit.x, digit.y, now.cost)
    lab.notice(words, digit, trace)
    l, j = _seat(now, digit)
    choose, watch = st.columns([1, 1.35], gap="medium")
    with choose:
        _place(words, now, trace, l, j)
        _slider(words)
        move = demon(now.network, digit.x, digit.y, l, j, np.array([_dz(), -_dz()]), now.cost)
        _numbers(words, move)
    with watch:
        _curve(words, now, digit, l, j)
    _through(words, now, digit, l, j)
    _gain(words, now, digit, trace, l, j)
    _why_z(words, now, digit, trace, l, j)


def _seat(now: Current, digit: Digit) -> tuple[int, int]:
    """The selected neuron; at first the output neuron of the label."""
    selected = current.selected(now.network)
    return selected[:2] if selected else (now.network.L, digit.label)  # type: ignore[return-value]


def _place(words: Words, now: Current, trace: Trace, l: int, j: int) -> None:
    def pick(click: Click) -> None:
        selection.select(click.block + 2, click.i)

    blocks = perturbation.seats(now.network, trace, words, (l, j))
    components.maps("demon_seats", blocks, title=words["seats.title"], on_pick=pick)
    neuron_field.layer_and_number("demon", now.network, l, j, words)
    st.markdown(words("seats.here", l=l, j=j, a=number(trace.a[l][j, 0]), z=number(trace.z[l][j, 0], sign=True)))


def _slider(words: Words) -> None:
    widgets.slide(keys.DZ, words["slider.label"], perturbation.STEPS, perturbation.step, _dz())


def _dz() -> float:
    dz = keys.DZ.get()
    return dz if dz in perturbation.STEPS else 0.5


def _numbers(words: Words, move: DemonMove) -> None:
    predicted, actual = float(move.predicted[0]), float(move.actual[0])
    lab.show(
        [
            (words["numbers.delta"], number(move.delta, sign=True)),
            (words["numbers.predicted"], number(predicted, sign=True)),
            (words["numbers.actual"], number(actual, sign=True)),
            (words["numbers.gap"], percent(perturbation.gap(predicted, actual, move.cost))),
        ]
    )
    st.markdown(_better(words, move))


def _better(words: Words, move: DemonMove) -> str:
    """Which sign of Δz lowers the cost more: that opposite to δ, as long as Δz is small."""
    size = abs(float(move.dz[0]))
    down, up = sorted(zip(move.dz, move.actual, strict=True))
    if not size:
        return words["better.zero"]
    both = {"size": f"{size:g}", "up": number(up[1], sign=True), "down": number(down[1], sign=True)}
    noise = np.isnan(perturbation.gap(float(move.predicted[0]), float(move.actual[0]), move.cost))
    if noise and max(abs(up[1]), abs(down[1])) < 1e-6:
        return words("better.nothing", **both)
    rule = (up[1] < down[1]) == (move.delta < 0)
    side = "better.up" if move.delta < 0 else "better.down"
    return words(side if rule else "better.broken", **both, delta=number(move.delta, sign=True))


def _curve(words: Words, now: Current, digit: Digit, l: int, j: int) -> None:
    window = cost_curve.window_for(keys.WINDOW.get(), _dz())
    curve = cost_curve.curve(Seat(now.network, digit.x, digit.y, l, j, now.cost), window)
    at = demon(now.network, digit.x, digit.y, l, j, _dz(), now.cost)
    st.markdown(f"**{words('curve.title', l=l, j=j)}**")
    chart = charts.cost(curve, at, words, lab.colours())
    alt = words("curve.alt", l=l, j=j, cost=number(at.cost), slope=number(at.delta, sign=True))
    lab.chart(chart, "demon_curve", height=375, alt=alt)
    widgets.pick(
        keys.WINDOW,
        words["curve.window"],
        WINDOWS,
        lambda window: f"±{window:g}",
        help=words["curve.window_help"],
    )
    st.caption(_reach(words, curve))


def _reach(words: Words, curve: Curve) -> str:
    """Where linearity breaks."""
    if curve.dead:
        return words["reach.dead"]
    low, high = (words["reach.beyond"] if end is None else number(end, sign=True) for end in curve.reach)
    return words("reach.between", low=low, high=high)


def _through(words: Words, now: Current, digit: Digit, l: int, j: int) -> None:
    st.header(words["through.title"], anchor=False)
    st.markdown(words["through.text"])
    move = demon(now.network, digit.x, digit.y, l, j, _dz(), now.cost)
    actual, predicted = perturbation.changes(now.network, move, words)
    for column, name, blocks in zip(
        st.columns(2, gap="medium"), ("actual", "predicted"), (actual, predicted), strict=True
    ):
        with column:
            components.maps(f"demon_{name}", blocks, title=words[f"through.{name}"])


def _gain(words: Words, now: Current, digit: Digit, trace: Trace, l: int, j: int) -> None:
    """Where can the demon gain most? A guess by a click, then δ as bars."""
    st.header(words["gain.title"], anchor=False)
    question = guesses.Question("demon", about=(l, digit.index, digit.label, digit.x.sum(), now.network.sizes))
    guessed = question.guess.value if question.guess else None

    def pick(click: Click) -> None:
        question.put(click.i)
        selection.select(l, click.i)

    st.markdown(words("gain.ask", l=l))
    seats = perturbation.seats(now.network, trace, words, (l, guessed) if guessed is not None else None, [l])
    components.maps("demon_guess", seats, on_pick=pick)
    if guessed is None:
        st.info(words["gain.waiting"], icon=":material/touch_app:")
        return
    delta, slope = trace.delta[l][:, 0], nabla_a(now.network, trace, l, digit.y, now.cost)[:, 0]
    top = int(np.abs(delta).argmax())
    place = int((np.abs(delta) > abs(delta[guessed])).sum()) + 1
    known = {"j": guessed, "top": top, "best": number(delta[top], sign=True), "place": place, "count": len(delta)}
    guess_view.verdict(words, guessed == top, words("gain.right" if guessed == top else "gain.wrong", **known))
    st.markdown(f"**{words('bars.title', l=l)}**")
    chart = charts.bars(delta, slope, guessed, j, words, lab.colours())
    lab.chart(chart, "demon_bars", height=378, alt=words("bars.alt", l=l, **known))
    st.caption(words["bars.note"])
    lab.answer(words, "gain")


def _why_z(words: Words, now: Current, digit: Digit, trace: Trace, l: int, j: int) -> None:
    """Why z and not a: the two derivatives differ by σ'(z)."""
    st.header(words["why.title"], anchor=False)
    slope, prime = nabla_a(now.network, trace, l, digit.y, now.cost)[j, 0], trace.sigma_prime[l][j, 0]
    lab.show(
        [
            (words["why.nabla_a"], number(slope, sign=True)),
            (words["why.prime"], number(prime)),
            (words["why.delta"], number(trace.delta[l][j, 0], sign=True)),
        ]
    )
    st.markdown(words["why.text"])
    lab.answer(words, "why")
