"""Exercise 3: BP3 and BP4, line by line."""

from __future__ import annotations

import numpy as np
import streamlit as st

from engine import CheckRun, Network, Trace, backprop
from engine.layers import views
from ui.exercises import keys
from ui.screen import guided_proof
from ui.screen.proof_lines import PROOFS
from ui.session import widgets
from ui.session.current import Current, Digit, selected
from ui.text.numbers import number
from ui.text.words import Words


def show(words: Words, now: Current, digit: Digit) -> None:
    """The guided proof; then its number in the current network."""
    widgets.pick(keys.ORDERED, words["proof.which"], list(PROOFS), str.upper, label_visibility="collapsed")
    name = keys.ORDERED.get()
    guided_proof.show(words, name, lambda: _complete(words, name, now, digit))


def _complete(words: Words, name: str, now: Current, digit: Digit) -> None:
    """What the proof says about one bias or weight of the current network; a button to the other proof."""
    net = now.network
    trace = backprop(net, digit.x, digit.y, now.cost)
    l, j, k = _weight(net, trace)
    w, b = views(np.arange(net.parameters.size), net.sizes)
    index = b[l][j, 0] if name == "bp3" else w[l][j, k]
    check = CheckRun(net, digit.x, digit.y, now.cost, indices=[int(index)]).advance()
    values = {
        "delta": trace.delta[l][j, 0],
        "a": trace.a[l - 1][k, 0],
        "exact": trace.nabla_b[l][j, 0] if name == "bp3" else trace.nabla_w[l][j, k],
        "numeric": check.numeric.vector[index],
    }
    texts = {key: number(value) for key, value in values.items()}
    st.markdown(words(f"proof.{name}.number", l=l, j=j, k=k, before=l - 1, **texts))
    if other := guided_proof.unfinished():
        label = words("proof.other", name=other.upper())
        st.button(label, key="other_proof", on_click=keys.ORDERED.remember, args=(other,))


def _weight(net: Network, trace: Trace) -> tuple[int, int, int]:
    """The selected weight; otherwise one into the neuron with the largest error, from the brightest pixel."""
    l, j, *k = selected(net) or (2, int(np.abs(trace.delta[2]).argmax()))
    return l, j, k[0] if k else int(trace.a[l - 1].argmax())
