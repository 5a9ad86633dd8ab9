"""Exercises: those of the chapter, each with a guess, an experiment and an answer."""

from ui import (
    current,
    exercise_batch,
    exercise_design,
    exercise_linear,
    exercise_neuron,
    exercise_proof,
    frame,
    state,
    workbook,
)

words = frame.open("exercises", digit=True)
state.begin_exercises()
workbook.choose(words)
now, digit = current.network(), current.digit()
match state.get(state.EXERCISE):
    case "neuron":
        exercise_neuron.show(words, now, digit)
    case "linear":
        exercise_linear.show(words, now, digit)
    case "proof":
        exercise_proof.show(words, now, digit)
        if "backprop" in frame.PAGES:
            frame.link("backprop", words["proof.more"])
    case "batch":
        exercise_batch.show(words, now)
    case "design":
        exercise_design.show(words)
workbook.onward(words)
state.write_exercises()
