"""What the page Backprop remembers."""

from __future__ import annotations

from typing import Any

from ui.backprop.notation import WeightDrill
from ui.session.store import Key, one_of

PARTS = ("steps", "notation", "predict", "proofs")
PASS_SIZES = (1, 10)
PROOFS = ("bp1", "bp2", "bp3", "bp4")

PART: Key[str] = Key("bp_part", "steps", one_of(*PARTS))
STAGE: Key[int] = Key("bp_step", 0)  # which step of the algorithm
PASS_SIZE: Key[int] = Key("bp_batch", 1, one_of(*PASS_SIZES))  # how many examples are columns of the pass
PASS_COLUMN: Key[int] = Key("bp_example", 0)  # which of them is written out
PATH: Key[dict[int, int]] = Key("bp_path", {})  # the neuron of each layer that was selected last, {l: j}
DRILL: Key[WeightDrill | None] = Key("bp_drill", None)  # the drill on w^l_jk, once there is an answer
GUESSES: Key[dict[Any, Any]] = Key("bp_guesses", {})  # predictions that were made, by what they are about
PROOF: Key[str] = Key("bp_proof", "bp1", one_of(*PROOFS))
LINES: Key[dict[str, int]] = Key("bp_lines", {})  # how many lines of BP1 and BP2 are shown
