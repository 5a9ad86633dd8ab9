"""The four proofs: BP1 and BP2 line by line, BP3 and BP4 guided."""

from __future__ import annotations

import streamlit as st

from ui.backprop import equations, keys, pass_view, proofs, quiz
from ui.backprop.quantities import Pass
from ui.screen import fragments, guided_proof
from ui.session import selection, widgets
from ui.text.words import Words


def show(words: Words) -> None:
    fragments.live(_view, 3.0, words)


def _view(words: Words) -> None:
    seen = pass_view.look(words, 1)
    widgets.pick(keys.PROOF, words["proof.which"], keys.PROOFS, lambda which: words[f"proof.{which}"])
    which = keys.PROOF.get()
    if which == "bp2" and seen.net.L < 3:
        st.info(words["hidden.none"])
    elif which in ("bp1", "bp2"):
        _lines(which, seen)
    else:
        guided_proof.show(words, which, lambda: _fill(which, seen))


# --- BP1 and BP2 ---


def _lines(which: str, seen: Pass) -> None:
    words, L = seen.words, seen.net.L
    l = L if which == "bp1" else _hidden(seen)
    st.markdown(words(f"proof.{which}_lead", l=l, next=l + 1))
    lines = proofs.bp1(seen, words["proof.zeros"]) if which == "bp1" else proofs.bp2(seen, l, words["steps.others"])
    known = keys.LINES.get() or {}
    shown = min(known.get(which, 1), len(lines))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(
            words["steps.back"],
            key="bp_line_back",
            shortcut="B",
            disabled=shown == 1,
            on_click=_turn,
            args=(which, shown - 1),
        )
        st.button(
            words["steps.next"],
            key="bp_line_next",
            shortcut="N",
            type="primary",
            disabled=shown == len(lines),
            on_click=_turn,
            args=(which, shown + 1),
        )
        pass_view.number(words("steps.neuron", l=l), seen, l)
    for line in lines[:shown]:
        left, right = st.columns([1, 1.4], gap="medium", vertical_alignment="center")
        left.markdown(f"**({line.number})** " + words(f"reason.{which}_{line.reason}", l=l, next=l + 1))
        right.latex(line.filled.latex)
    if shown == len(lines):
        st.success(words[f"proof.{which}_done"])
    st.caption(words["steps.rounded"])


def _hidden(seen: Pass) -> int:
    """The hidden layer that a proof is about: that of the selected neuron, or the last one."""
    selected = selection.NEURON.get()
    return selected[0] if selected and 2 <= selected[0] < seen.net.L else seen.net.L - 1


def _turn(which: str, shown: int) -> None:
    keys.LINES.put(keys.LINES.get() | {which: shown})


# --- BP3 and BP4 ---


def _fill(which: str, seen: Pass) -> None:
    """After the proof: its number for the current digit, which the learner computes."""
    words, trace, l = seen.words, seen.trace, seen.net.L
    j, k = seen.path[l], seen.path[l - 1]
    error, a = float(trace.delta[l][j, 0]), float(trace.a[l - 1][k, 0])
    known = [rf"{equations.delta(l, j)} = {equations.written(error)}"]
    if which == "bp4":
        known.append(rf"{equations.name('a', l - 1, k)} = {equations.written(a)}")
    st.markdown(words["proof.fill"])
    st.latex(r",\quad ".join(known))
    text = st.text_input(
        words["proof.result"], key=f"bp_fill:{which}:{l}:{j}:{k}:{quiz.about(seen)}", max_chars=40, width=260
    )
    if not text:
        return
    given = quiz.read_number(text)
    filled = (
        equations.bias_gradient(trace, l, j, words["steps.others"])
        if which == "bp3"
        else equations.weight_gradient(trace, l, j, k, words["steps.others"])
    )
    if given is None:
        st.warning(words["proof.no_number"])
    elif quiz.close(given, filled.result):
        st.success(words["proof.filled"])
        st.latex(filled.latex)
    else:
        st.warning(words[f"proof.{which}_off"])
