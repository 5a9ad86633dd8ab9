"""What the page Exercises remembers."""

from __future__ import annotations

from typing import Any

from ui.exercises.activation import Race
from ui.exercises.experiments import Timing
from ui.exercises.proof_lines import PROOFS
from ui.session import address
from ui.session.settings import Choice
from ui.session.store import Key, Param, one_of

TASKS = ("neuron", "linear", "proof", "batch", "design")

EXERCISE: Key[str] = Key("exercise", "neuron", one_of(*TASKS), Param("exercise", Choice("neuron", TASKS).read, str))
FORMULA: Key[str] = Key(  # of the designed activation
    "formula",
    "tanh(z)",
    lambda text: isinstance(text, str),
    Param("formula", str, lambda text: text if EXERCISE.get() == "design" else None),
)
ADDRESS = address.of(EXERCISE, FORMULA)
DONE: Key[tuple[str, ...]] = Key("exercises_done", ())
GUESSED: Key[dict[str, Any]] = Key("exercise_guesses", {})
FUNCTION: Key[str] = Key("neuron_function", "formula")  # f of the modified neuron: of the registry, or "formula"
NEURON_FORMULA: Key[str] = Key("neuron_formula", "sin(z)")
ORDERED: Key[str] = Key("ordered", "bp3", one_of(*PROOFS))  # which proof is put in order
PLACED: Key[dict[str, int]] = Key("placed", {})  # how many lines of each proof stand
MISTAKE: Key[tuple[str, int, int] | None] = Key("mistake", None)  # the proof, how many lines stood, the line tried
TIMINGS: Key[list[Timing]] = Key("timings", [])  # of the loop against columns
CONTEST: Key[Race | None] = Key("contest", None)  # of the designed activation against the sigmoid
CONTEST_ETA: Key[float] = Key("contest_eta", 0.3)
