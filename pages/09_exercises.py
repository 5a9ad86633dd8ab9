"""Exercises: those of the chapter, each with a guess, an experiment and an answer."""

from ui.exercises import activation_view, batch_view, exercise_view, keys, linear_view, neuron_view, proof_view
from ui.screen import frame, pages
from ui.session import current

words = frame.open("exercises", keys.ADDRESS, digit=True)
exercise_view.choose(words)
now = current.network()
digit = current.digit(now)
match keys.EXERCISE.get():
    case "neuron":
        neuron_view.show(words, now, digit)
    case "linear":
        linear_view.show(words, now, digit)
    case "proof":
        proof_view.show(words, now, digit)
        if "backprop" in pages.PAGES:
            pages.link("backprop", words["proof.more"])
    case "batch":
        batch_view.show(words, now)
    case "design":
        activation_view.show(words)
exercise_view.onward(words)
