"""Weights: what each neuron looks for, and what changes when you change it."""

from ui.screen import frame
from ui.session import resources
from ui.weights import weights_view

words = frame.open("weights", digit=True)
resources.splits(words)
frame.live(weights_view.view, 1.0, words)
frame.link("train", words["next"])
