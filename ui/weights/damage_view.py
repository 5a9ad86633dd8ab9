"""Damage it, on the page Weights: how much can a network lose, and still read?"""

from __future__ import annotations

import numpy as np
import streamlit as st

from engine import Network, load_mnist
from engine.labs.damage import Curve, curve, damaged
from engine.training.live import State
from ui.screen import components, guess_view, lab
from ui.screen.guesses import Question
from ui.session import current, widgets
from ui.session.current import Current
from ui.text.words import Words
from ui.weights import damage, keys
from ui.weights.damage import Damage


def view(words: Words) -> None:
    """A guess first; then two sliders, the answer to the digit, the test set, and the measured curve."""
    now = current.network()
    st.header(words["damage.title"], anchor=False)
    st.markdown(words["damage.lead"])
    if now.status is not None and now.status.state == State.RUNNING:
        st.info(words["damage.moving"], icon=":material/pause:")
        return
    net, count = now.network.copy(dtype=np.float32), len(load_mnist().test)
    whole = _right(net, 0.0, 0.0)
    least = damage.limit(whole / count)
    question = Question("damage", damage.options(words), about=current.identity(now))
    if question.guess is None:
        st.markdown(words("damage.ask", least=f"{least:.0%}"))
        with st.container(horizontal=True, gap="small"):
            guess_view.buttons(question, None)
        return
    measured = _curve(net)
    _verdict(words, question, measured, least)
    left, right = st.columns([1, 1.25], gap="medium")
    with left:
        chosen = _sliders(words)
        correct = _right(net, *chosen)
        lab.show(damage.result(correct, whole, count, words))
        _answer(words, now, chosen)
    with right:
        shown = damage.figure(measured, chosen, correct / count, least, words, lab.colours())
        st.markdown(f"**{words['damage.figure']}**")
        lab.chart(shown, "damage_curve", height=300, alt=words("damage.alt", least=f"{least:.0%}"))
        st.caption(words["damage.note"])
    lab.answer(words, "damage")


def _verdict(words: Words, question: Question, measured: Curve, least: float) -> None:
    share = measured.falls_to(least)
    right = question.guess is not None and question.guess.value == damage.place(share)
    found = {"least": f"{least:.0%}"}
    if share is None:
        guess_view.verdict(words, right, words("damage.never", **found))
    else:
        guess_view.verdict(words, right, words("damage.found", share=f"{share:.0%}", **found))


def _sliders(words: Words) -> Damage:
    """How much is damaged, and the way back."""
    share, noise = keys.DAMAGE_SHARE.get(), keys.DAMAGE_NOISE.get()
    widgets.slide(keys.DAMAGE_SHARE, words["damage.share"], damage.SHARES, lambda part: f"{part:.0%}", share)
    widgets.slide(keys.DAMAGE_NOISE, words["damage.noise"], damage.NOISES, lambda size: f"{size:g}", noise)
    st.button(
        words["damage.undo"],
        key="damage_undo",
        on_click=_undo,
        disabled=not (share or noise),
        icon=":material/undo:",
    )
    return Damage(share, noise)


def _undo() -> None:
    keys.DAMAGE_SHARE.remember(0.0)
    keys.DAMAGE_NOISE.remember(0.0)


def _answer(words: Words, now: Current, chosen: Damage) -> None:
    digit = current.digit(now)
    before, after = (net.feedforward(digit.x)[:, 0] for net in (now.network, damaged(now.network, *chosen)))
    components.bars("damage_answer", damage.answer(before, after, digit.label, words))


def _bytes(net: Network) -> tuple:
    return net.parameters.tobytes(), net.sizes, net.activation, net.output_activation


@st.cache_data(max_entries=100, show_spinner=False, hash_funcs={Network: _bytes})
def _right(net: Network, share: float, noise: float) -> int:
    """How many images of the test set it reads right when it is damaged."""
    return damaged(net, share, noise).evaluate(load_mnist().test)


@st.cache_data(max_entries=20, show_spinner=False, hash_funcs={Network: _bytes})
def _curve(net: Network) -> Curve:
    return curve(net, load_mnist().test)
