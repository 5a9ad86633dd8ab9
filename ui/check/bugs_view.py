"""Break backpropagation: a bug is dealt or chosen, the check says where it hurts, the visitor says which equation."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import streamlit as st

from engine import GradientCheck, Network, load_mnist
from ui.charts import tables
from ui.check import bugs, keys
from ui.check.bugs import Bench, Case
from ui.screen import components, lab
from ui.session import current, memo, store, widgets
from ui.session.current import Current
from ui.text.words import Words


@st.fragment
def bug_hunt(words: Words) -> None:
    """The whole hunt."""
    now = current.network()
    st.subheader(words["bugs.title"], anchor=False)
    st.markdown(words["bugs.text"])
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(words["bugs.deal"], key="bug_deal", type="primary", icon=":material/casino:", on_click=_deal)
        _choose(words, now.network)
        widgets.pick(keys.BENCH, words["bugs.bench"], bugs.BENCHES, lambda name: words[f"bugs.{name}"], then=_drop)
    case = _case(now.network)
    if case is None:
        st.info(words["bugs.none"], icon=":material/bug_report:")
        return
    bench = _bench(case, now)
    check = bugs.findings(bench, case.bug)
    left, right = st.columns([1, 1.15], gap="medium")
    with left:
        _findings(words, case, bench, check)
        _name_it(words, case, check)
    with right:
        _pictures(words, case, bench, check)
    if case.open or case.guess:
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
    others = [(first + i) % len(test) for i in (1, 2)]
    x = np.hstack([digit.x, test.images[:, others].astype(float)])
    y = np.hstack([digit.y, test.targets[:, others].astype(float)])
    about = (now.network.parameters, x, y, now.cost)
    return memo.once("own", about, lambda: bugs.own(now.network, x, y, now.cost))


def _deal() -> None:
    """A hidden bug, another one than before."""
    bench, before = keys.BENCH.get(), keys.BUG.get()
    names = [name for name in bugs.runs(bench, current.network().network) if not before or name != before.name]
    found, dealt = keys.SCORE.get() or (0, 0)
    keys.BUG.put(Case(random.choice(names), bench, seed=dealt % 3))
    keys.SCORE.put((found, dealt + 1))
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


def _name_it(words: Words, case: Case, check: GradientCheck) -> None:
    """Which equation is broken? A guess, then the bug itself."""
    if not case.open and not case.guess:
        st.markdown(f"**{words['bugs.ask']}**")
        for name, latex in bugs.EQUATIONS.items():
            st.button(f"{name}: ${latex}$", key=f"bug_{name}", on_click=_guess, args=(name,), width="stretch")
        return
    if case.guess:
        found, dealt = keys.SCORE.get() or (0, 0)
        lab.verdict(words, case.solved, words("bugs.score", equation=case.bug.equation, found=found, dealt=dealt))
    st.markdown(words("bugs.was", equation=case.bug.equation, bug=words[f"bug.{case.name}"]))
    st.markdown(words["bugs.wrong"])
    st.latex(case.bug.latex)
    st.markdown(words["bugs.right"])
    st.latex(bugs.EQUATIONS[case.bug.equation])
    st.markdown(words[f"sign.{case.bug.equation}"])


def _guess(name: str) -> None:
    case = keys.BUG.get()
    if case and not case.guess:
        case = replace(case, guess=name)
        found, dealt = keys.SCORE.get() or (0, 1)
        keys.BUG.put(case)
        keys.SCORE.put((found + case.solved, dealt))


def _pictures(words: Words, case: Case, bench: Bench, check: GradientCheck) -> None:
    """Both gradients of the small network as maps; of the large one the parts only have numbers."""
    if case.bench != "laboratory":
        st.markdown(words("bugs.sample", count=bugs.SAMPLE))
        return
    numeric, broken = bugs.pictures(bench, check, words)
    for column, name, blocks in zip(st.columns(2, gap="small"), ("numeric", "broken"), (numeric, broken), strict=True):
        with column:
            components.maps(f"bug_{name}", blocks, title=words[f"pictures.{name}"])
