"""The guided proofs of BP3 and BP4, which the pages Backprop and Exercises both show."""

import pytest

from tests.ui.app import opened, press
from ui.backprop.keys import PART, PROOF
from ui.exercises.keys import ORDERED
from ui.screen import pages
from ui.screen.proof_lines import PROOFS
from ui.text.words import LANGUAGES, load

WORDS = load("en", "exercises")


@pytest.mark.parametrize("name", PROOFS)
def test_every_line_is_offered_until_it_stands_and_a_trap_until_all_do(name):
    proof = PROOFS[name]
    assert sorted(proof.order) == sorted([*proof.lines, *proof.traps])
    assert proof.order[0] != proof.names[0]
    for placed in range(len(proof.lines)):
        offered = proof.offered(placed)
        assert set(offered) == {*proof.names[placed:], *proof.traps}
        assert [line for line in proof.order if line in offered] == list(offered)
    assert proof.offered(len(proof.lines)) == {}


@pytest.mark.parametrize("name", PROOFS)
def test_no_two_lines_look_the_same(name):
    every = [*PROOFS[name].lines.values(), *PROOFS[name].traps.values()]
    assert len(set(every)) == len(every) == 7


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROOFS)
def test_each_line_has_a_reason_and_a_hint_and_each_trap_says_what_is_wrong(name, language):
    texts, proof = load(language, "exercises").part(f"guided.{name}"), PROOFS[name]
    hints = {f"early_{line}" for line in proof.lines}
    assert set(texts) == {"lead", "answer", *proof.lines, *hints, *proof.traps}


def open_door(door, name):
    if door == "exercises":
        at = opened("exercises", exercise="proof", digit="8", label="3")
        at.session_state[ORDERED.name] = name
    else:
        at = opened("backprop", digit="8", label="3")
        at.session_state[PART.name], at.session_state[PROOF.name] = "proofs", name
    return at.run()


def said(at):
    return "\n".join(element.value for element in (*at.markdown, *at.caption))


def prove(at, name):
    for line in PROOFS[name].names:
        press(at, f"proof_{name}_{line}")
    return at


@pytest.mark.parametrize("door", ["exercises", "backprop"])
@pytest.mark.parametrize("name", PROOFS)
def test_at_both_doors_a_proof_stands_line_by_line_and_a_wrong_line_gets_a_hint(name, door):
    at, proof = open_door(door, name), PROOFS[name]
    assert WORDS[f"guided.{name}.lead"] in said(at)
    press(at, f"proof_{name}_definition")
    assert WORDS[f"guided.{name}.early_chain"] in said(at)
    for trap in proof.traps:
        press(at, f"proof_{name}_{trap}")
        assert WORDS[f"guided.{name}.{trap}"] in said(at)
        assert WORDS[f"guided.{name}.early_chain"] not in said(at)
    for i, line in enumerate(proof.names, start=1):
        assert WORDS("guided.next", line=i, lines=5) in said(at)
        assert WORDS[f"guided.{name}.{line}"] not in [reason.value for reason in at.caption]
        press(at, f"proof_{name}_{line}")
        assert WORDS[f"guided.{name}.{line}"] in [reason.value for reason in at.caption]
        assert proof.lines[line] in said(at)
    assert WORDS[f"guided.{name}.answer"] in said(at)
    assert not [button for button in at.button if button.key.startswith(f"proof_{name}_")]
    press(at, "proof_again")
    assert WORDS("guided.next", line=1, lines=5) in said(at)
    assert ":material/close:" not in said(at)


def test_a_proof_that_was_completed_at_one_door_stands_at_the_other():
    at = prove(open_door("backprop", "bp3"), "bp3")
    at.session_state[PROOF.name] = "bp4"
    prove(at.run(), "bp4")
    press(at, "proof_again")
    at.switch_page(pages.PAGES["exercises"]).run()
    assert WORDS("progress", done=1, count=5) in said(at)
    at.session_state["exercise"] = "proof"
    at.run()
    assert WORDS["guided.bp3.answer"] in said(at)
    press(at, "other_proof")
    assert WORDS("guided.next", line=1, lines=5) in said(at)
    assert WORDS("progress", done=1, count=5) in said(at)
