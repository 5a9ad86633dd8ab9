"""What the page Exercises remembers."""

from __future__ import annotations

from ui.exercises.activation import ActivationRace
from ui.exercises.experiments import Timing
from ui.screen.proof_lines import PROOFS
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
DONE: Key[tuple[str, ...]] = Key("exercises_done", ())  # those that a click has done
FUNCTION: Key[str] = Key("neuron_function", "formula")  # f of the modified neuron: of the registry, or "formula"
NEURON_FORMULA: Key[str] = Key("neuron_formula", "sin(z)")
ORDERED: Key[str] = Key("ordered", "bp3", one_of(*PROOFS))  # which proof is open
TIMINGS: Key[list[Timing]] = Key("timings", [])  # of the loop against columns
RACE: Key[ActivationRace | None] = Key("activation_race", None)  # of the designed activation against the sigmoid
RACE_ETA: Key[float] = Key("activation_race_eta", 0.3)
