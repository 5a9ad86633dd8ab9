"""Weights: what each neuron looks for, and what changes when you change it."""

from ui.screen import fragments, frame, pages
from ui.session import resources
from ui.weights import damage_view, weights_view

words = frame.open("weights", digit=True)
resources.splits(words)
fragments.live(weights_view.view, 1.0, words)
fragments.live(damage_view.view, 3.0, words)
pages.link("train", words["next"])
