"""Exercises: those of the chapter, each with a guess, an experiment and an answer."""

from ui.exercises import activation_view, batch_view, linear_view, neuron_view, proof_view, workbook_view
from ui.screen import frame
from ui.session import current, store

words = frame.open("exercises", digit=True)
store.begin_exercises()
workbook_view.choose(words)
now, digit = current.network(), current.digit()
match store.get(store.EXERCISE):
    case "neuron":
        neuron_view.show(words, now, digit)
    case "linear":
        linear_view.show(words, now, digit)
    case "proof":
        proof_view.show(words, now, digit)
        if "backprop" in frame.PAGES:
            frame.link("backprop", words["proof.more"])
    case "batch":
        batch_view.show(words, now)
    case "design":
        activation_view.show(words)
workbook_view.onward(words)
store.write_exercises()
