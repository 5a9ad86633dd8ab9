"""The guided proof of BP3 or BP4: the line that comes next is chosen until the proof stands.

Backprop and Exercises both show it. What follows a complete proof is theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_uppercase
from typing import NamedTuple

import streamlit as st

from ui.screen.proof_lines import PROOFS, GuidedProof
from ui.session.store import Key
from ui.text.words import Words


class Mistake(NamedTuple):
    """A line that was chosen too early, or a trap: of which proof, and after how many lines."""

    proof: str
    placed: int
    line: str


PLACED: Key[dict[str, int]] = Key("proof_placed", {})  # how many lines of each proof stand
MISTAKE: Key[Mistake | None] = Key("proof_mistake", None)  # the last one
PROVED: Key[tuple[str, ...]] = Key("proof_proved", ())  # the proofs that were completed in this visit


def show(words: Words, name: str, after: Callable[[], None]) -> None:
    """The proof of that name as far as it stands, and the lines to choose from; `after` draws what follows the last."""
    proof, count = PROOFS[name], placed(name)
    st.markdown(words[f"guided.{name}.lead"])
    stands, side = st.columns([1.65, 1], gap="medium")
    with stands:
        _standing(words, name, proof, count)
    with side:
        if count < len(proof.lines):
            _offer(words, name, proof, count)
        else:
            with st.container(border=True):
                st.markdown(words[f"guided.{name}.answer"])
            after()
        if count:
            st.button(words["guided.again"], key="proof_again", type="tertiary", on_click=_begin_again, args=(name,))


def placed(name: str) -> int:
    """How many lines of a proof stand."""
    return PLACED.get().get(name, 0)


def complete() -> bool:
    """Whether all proofs were completed in this visit."""
    return set(PROVED.get()) == set(PROOFS)


def unfinished() -> str | None:
    """A proof that does not stand; None if all do."""
    return next((name for name, proof in PROOFS.items() if placed(name) < len(proof.lines)), None)


def _standing(words: Words, name: str, proof: GuidedProof, count: int) -> None:
    """The lines that stand, each with its reason."""
    with st.container(border=True):
        if not count:
            st.markdown(rf"$\displaystyle {proof.left}=\;?$")
        for i, line in enumerate(proof.names[:count]):
            formula, reason = st.columns([1.7, 1], vertical_alignment="center")
            left = proof.left if i == 0 else rf"\phantom{{{proof.left}}}"
            formula.markdown(rf"$\displaystyle {left}{proof.lines[line]}$")
            reason.caption(words[f"guided.{name}.{line}"])


def _offer(words: Words, name: str, proof: GuidedProof, count: int) -> None:
    """The lines to choose from; what is wrong with the one that was chosen wrongly."""
    st.markdown(words("guided.next", line=count + 1, lines=len(proof.lines)))
    for letter, (line, latex) in zip(ascii_uppercase, proof.offered(count).items(), strict=False):
        st.button(
            rf"**{letter}** $\quad\displaystyle {latex}$",  # a formula alone is no name for a button
            key=f"proof_{name}_{line}",
            width="stretch",
            on_click=_choose,
            args=(name, line, count),
        )
    wrong = MISTAKE.get()
    if wrong and wrong[:2] == (name, count):
        text = wrong.line if wrong.line in proof.traps else f"early_{proof.names[count]}"
        st.markdown(f":red[:material/close:] {words[f'guided.{name}.{text}']}")


def _choose(name: str, line: str, count: int) -> None:
    names = PROOFS[name].names
    if line != names[count]:
        MISTAKE.put(Mistake(name, count, line))
        return
    PLACED.put(PLACED.get() | {name: count + 1})
    if count + 1 == len(names) and name not in PROVED.get():
        PROVED.put((*PROVED.get(), name))


def _begin_again(name: str) -> None:
    PLACED.put(PLACED.get() | {name: 0})
    MISTAKE.put(None)
