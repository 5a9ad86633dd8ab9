"""The four proofs: BP1 and BP2 line by line, BP3 and BP4 guided."""

from __future__ import annotations

import streamlit as st

from ui.backprop import equations, keys, number_parser, pass_view, proofs
from ui.backprop.example_pass import ExamplePass
from ui.backprop.stepper_view import back_and_next
from ui.screen import fragments, guided_proof
from ui.session import selection, widgets
from ui.text.words import Words


def show(words: Words) -> None:
    fragments.live(_view, 3.0, words)


def _view(words: Words) -> None:
    seen = pass_view.current_pass(words, 1)
    widgets.pick(keys.PROOF, words["proof.which"], keys.PROOFS, lambda which: words[f"proof.{which}"])
    which = keys.PROOF.get()
    if which == "bp2" and seen.net.L < 3:
        st.info(words["hidden.none"])
    elif which in ("bp1", "bp2"):
        _lines(words, which, seen)
    else:
        guided_proof.show(words, which, lambda: _fill(words, which, seen))


# --- BP1 and BP2 ---


def _lines(words: Words, which: str, seen: ExamplePass) -> None:
    L = seen.net.L
    l = L if which == "bp1" else _hidden(seen)
    st.markdown(words(f"proof.{which}_lead", l=l, next=l + 1))
    lines = proofs.bp1(seen, words["proof.zeros"]) if which == "bp1" else proofs.bp2(seen, l, words["steps.others"])
    shown = min(keys.LINES.get().get(which, 1), len(lines))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        back_and_next(words, "bp_line", shown - 1, len(lines), lambda place: _show_lines(which, place + 1))
        pass_view.number(words("steps.neuron", l=l), seen, l)
    for line in lines[:shown]:
        left, right = st.columns([1, 1.4], gap="medium", vertical_alignment="center")
        left.markdown(f"**({line.number})** " + words(f"reason.{which}_{line.reason}", l=l, next=l + 1))
        right.latex(line.filled.latex)
    if shown == len(lines):
        st.success(words[f"proof.{which}_done"])
    st.caption(words["steps.rounded"])


def _hidden(seen: ExamplePass) -> int:
    """The hidden layer that a proof is about: that of the selected neuron, or the last one."""
    selected = selection.NEURON.get()
    return selected[0] if selected and 2 <= selected[0] < seen.net.L else seen.net.L - 1


def _show_lines(which: str, shown: int) -> None:
    keys.LINES.put(keys.LINES.get() | {which: shown})


# --- BP3 and BP4 ---


def _fill(words: Words, which: str, seen: ExamplePass) -> None:
    """After the proof: its number for the current digit, which the learner computes."""
    trace, l = seen.trace, seen.net.L
    j, k = seen.path[l], seen.path[l - 1]
    error, a = float(trace.delta[l][j, 0]), float(trace.a[l - 1][k, 0])
    known = [rf"{equations.delta(l, j)} = {equations.written(error)}"]
    if which == "bp4":
        known.append(rf"{equations.name('a', l - 1, k)} = {equations.written(a)}")
    st.markdown(words["proof.fill"])
    st.latex(r",\quad ".join(known))
    text = st.text_input(
        words["proof.result"], key=f"bp_fill:{which}:{l}:{j}:{k}:{seen.subject}", max_chars=40, width=260
    )
    if not text:
        return
    given = number_parser.read_number(text)
    filled = (
        equations.bias_gradient(trace, l, j, words["steps.others"])
        if which == "bp3"
        else equations.weight_gradient(trace, l, j, k, words["steps.others"])
    )
    if given is None:
        st.warning(words["proof.no_number"])
    elif number_parser.close(given, filled.result):
        st.success(words["proof.filled"])
        st.latex(filled.latex)
    else:
        st.warning(words[f"proof.{which}_off"])
