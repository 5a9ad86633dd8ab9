"""Exercise 3: BP3 and BP4, line by line."""

from __future__ import annotations

import numpy as np
import streamlit as st

from engine import CheckRun, Network, backprop
from engine.layers import views
from ui.exercises import keys, workbook_view
from ui.exercises.proof_lines import PROOFS, Proof
from ui.session import widgets
from ui.session.current import Current, Digit, selected
from ui.text.numbers import number
from ui.text.words import Words


def show(words: Words, now: Current, digit: Digit) -> None:
    """Choose the line that comes next, until the proof stands; then its number in the current network."""
    widgets.pick(keys.ORDERED, words["proof.which"], list(PROOFS), str.upper, label_visibility="collapsed")
    name = keys.ORDERED.get()
    proof, placed = PROOFS[name], _placed(name)
    stands, offered = st.columns([1.65, 1], gap="medium")
    with stands:
        _standing(words, name, proof, placed)
    with offered:
        if placed < len(proof.lines):
            _offer(words, name, proof, placed)
        else:
            _complete(words, name, now, digit)


def _placed(name: str) -> int:
    return keys.PLACED.get().get(name, 0)


def _standing(words: Words, name: str, proof: Proof, placed: int) -> None:
    """The lines that stand, each with its reason."""
    with st.container(border=True):
        if not placed:
            st.markdown(rf"$\displaystyle {proof.left}=\;?$")
        for number_, line in enumerate(proof.lines[:placed]):
            formula, reason = st.columns([1.7, 1], vertical_alignment="center")
            left = proof.left if number_ == 0 else rf"\phantom{{{proof.left}}}"
            formula.markdown(rf"$\displaystyle {left}{line}$")
            reason.caption(words[f"proof.{name}.{number_}"])


def _offer(words: Words, name: str, proof: Proof, placed: int) -> None:
    """The lines that are left; a wrong one is told apart by a hint."""
    st.markdown(words["proof.next"])
    for number_ in proof.left_over(placed):
        st.button(
            rf"$\displaystyle {proof.line(number_)}$",
            key=f"line_{name}_{number_}",
            width="stretch",
            on_click=_try,
            args=(name, number_, placed),
        )
    wrong = keys.MISTAKE.get()
    if wrong == (name, placed, len(proof.lines)):
        st.markdown(f":red[:material/close:] {words[f'proof.{name}.trap']}")
    elif wrong and wrong[:2] == (name, placed):
        st.markdown(f":red[:material/close:] {words[f'proof.{name}.hint{placed}']}")


def _try(name: str, number_: int, placed: int) -> None:
    if number_ == placed:
        keys.PLACED.put(keys.PLACED.get() | {name: placed + 1})
        if all(_placed(each) == len(PROOFS[each].lines) for each in PROOFS):
            workbook_view.done("proof")
    else:
        keys.MISTAKE.put((name, placed, number_))


def _complete(words: Words, name: str, now: Current, digit: Digit) -> None:
    """What is proved, and what it says of one bias or weight of the current network."""
    workbook_view.answer(words, "proof", f"{name}.answer")
    net = now.network
    l, j, k = _weight(net, digit)
    trace = backprop(net, digit.x, digit.y, now.cost)
    w, b = views(np.arange(net.parameters.size), net.sizes)
    index = b[l][j, 0] if name == "bp3" else w[l][j, k]
    check = CheckRun(net, digit.x, digit.y, now.cost, indices=[int(index)]).advance()
    exact = trace.nabla_b[l][j, 0] if name == "bp3" else trace.nabla_w[l][j, k]
    st.markdown(
        words(
            f"proof.{name}.number",
            l=l,
            j=j,
            k=k,
            before=l - 1,
            delta=number(trace.delta[l][j, 0]),
            a=number(trace.a[l - 1][k, 0]),
            exact=number(exact),
            numeric=number(check.numeric.vector[index]),
        )
    )
    if other := next((each for each in PROOFS if _placed(each) < len(PROOFS[each].lines)), None):
        label = words("proof.other", name=other.upper())
        st.button(label, key="other_proof", on_click=keys.ORDERED.remember, args=(other,))
    st.button(words["proof.again"], key="proof_again", type="tertiary", on_click=_again, args=(name,))


def _again(name: str) -> None:
    keys.PLACED.put(keys.PLACED.get() | {name: 0})
    keys.MISTAKE.put(None)


def _weight(net: Network, digit: Digit) -> tuple[int, int, int]:
    """The selected weight; otherwise one into the neuron with the largest error, from the brightest pixel."""
    chosen = selected(net) or (2, int(np.abs(backprop(net, digit.x, digit.y).delta[2]).argmax()))
    l, j = chosen[:2]
    inputs = backprop(net, digit.x, digit.y).a[l - 1]
    return l, j, chosen[2] if len(chosen) == 3 else int(inputs.argmax())
