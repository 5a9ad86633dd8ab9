"""Break backpropagation: a bug is dealt or chosen, the check says where it hurts, the visitor says which equation."""

from __future__ import annotations

import random

import numpy as np
import streamlit as st

from engine import GradientCheck, Network, load_mnist
from ui.charts import tables
from ui.check import bugs, keys
from ui.check.bugs import Bench, Case
from ui.screen import components, guess_view, guesses, lab
from ui.session import current, memo, store, widgets
from ui.session.current import Current
from ui.text.words import Words


@st.fragment
def bug_hunt(words: Words) -> None:
    """The whole hunt."""
    now = current.network()
    st.header(words["bugs.title"], anchor=False)
    st.markdown(words["bugs.text"])
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(words["bugs.deal"], key="bug_deal", type="primary", icon=":material/casino:", on_click=_deal)
        _choose(words, now.network)
        widgets.pick(keys.BENCH, words["bugs.bench"], bugs.BENCHES, lambda name: words[f"bugs.{name}"], then=_drop)
    case = _case(now.network)
    if case is None:
        st.info(words["bugs.none"], icon=":material/bug_report:")
        return
    bench, question = _bench(case, now), _question(case)
    check = bugs.findings(bench, case.bug)
    left, right = st.columns([1, 1.15], gap="medium")
    with left:
        _findings(words, case, bench, check)
        _name_it(words, case, question)
    with right:
        _pictures(words, case, bench, check)
    if case.open or question.guess:
        lab.answer(words, "bugs")


def _case(net: Network) -> Case | None:
    """The bug at hand, if it runs on the current network."""
    case = keys.BUG.get()
    return case if case and case.name in bugs.runs(case.bench, net) else None


def _bench(case: Case, now: Current) -> Bench:
    if case.bench == "laboratory":
        return memo.once("laboratory", (case.seed,), lambda: bugs.laboratory(case.seed))
    digit = current.digit(now)
    test, first = load_mnist().test, digit.index or 0
    others = test[[(first + i) % len(test) for i in (1, 2)]]
    x = np.hstack([digit.x, others.images.astype(float)])
    y = np.hstack([digit.y, others.targets.astype(float)])
    about = (now.network.parameters, x, y, now.cost)
    return memo.once("own", about, lambda: bugs.own(now.network, x, y, now.cost))


def _deal() -> None:
    """A hidden bug, another one than before."""
    bench, before = keys.BENCH.get(), keys.BUG.get()
    names = [name for name in bugs.runs(bench, current.network().network) if not before or name != before.name]
    keys.BUG.put(Case(random.choice(names), bench, seed=keys.DEALT.get() % 3))
    keys.DEALT.put(keys.DEALT.get() + 1)
    store.tell("bug_choice", None)


def _drop() -> None:
    keys.BUG.put(None)
    store.tell("bug_choice", None)


def _choose(words: Words, net: Network) -> None:
    """Any bug, by its wrong equation in words: nothing is hidden then."""

    def take() -> None:
        name, bench = store.heard("bug_choice"), keys.BENCH.get()
        keys.BUG.put(Case(name, bench, open=True) if name else None)

    st.selectbox(
        words["bugs.choose"],
        bugs.runs(keys.BENCH.get(), net),
        index=None,
        format_func=lambda name: words[f"bug.{name}"],
        key="bug_choice",
        on_change=take,
        placeholder=words["bugs.choose"],
        label_visibility="collapsed",
        width=330,
    )


def _findings(words: Words, case: Case, bench: Bench, check: GradientCheck) -> None:
    heads = ["", "∂C/∂w", "∂C/∂b"]
    st.html(tables.table(words["bugs.found"], heads, bugs.rows(check), marks=lab.marks()))
    st.caption(words("bugs.note", passes=words.whole(check.forward_passes), shape="-".join(map(str, bench.net.sizes))))


def _question(case: Case) -> guesses.Question:
    """Which equation is broken? Each deal asks anew, even if it is the same bug again."""
    options = {name: f"{name}: ${latex}$" for name, latex in bugs.EQUATIONS.items()}
    return guesses.Question("bug", options, about=(case, keys.DEALT.get()), kept=guesses.MANY)


def _name_it(words: Words, case: Case, question: guesses.Question) -> None:
    """The question, then the bug itself."""
    guess = question.guess
    if not case.open and not guess:
        st.markdown(f"**{words['bugs.ask']}**")
        guess_view.buttons(question, case.bug.equation, width="stretch")
        return
    if guess:
        score = {"found": question.right, "dealt": keys.DEALT.get()}
        guess_view.verdict(words, guess.right, words("bugs.score", equation=case.bug.equation, **score))
    st.markdown(words("bugs.was", equation=case.bug.equation, bug=words[f"bug.{case.name}"]))
    st.markdown(words["bugs.wrong"])
    st.latex(case.bug.latex)
    st.markdown(words["bugs.right"])
    st.latex(bugs.EQUATIONS[case.bug.equation])
    st.markdown(words[f"sign.{case.bug.equation}"])


def _pictures(words: Words, case: Case, bench: Bench, check: GradientCheck) -> None:
    """Both gradients of the small network as maps; of the large one the parts only have numbers."""
    if case.bench != "laboratory":
        st.markdown(words("bugs.sample", count=bugs.SAMPLE))
        return
    numeric, broken = bugs.pictures(bench, check, words)
    for column, name, blocks in zip(st.columns(2, gap="small"), ("numeric", "broken"), (numeric, broken), strict=True):
        with column:
            components.maps(f"bug_{name}", blocks, title=words[f"pictures.{name}"])
