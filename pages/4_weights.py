"""Weights: what each neuron looks for, and what changes when you change it."""

from ui import frame, resources, workbench

words = frame.open("weights", digit=True)
resources.splits(words)
frame.live(workbench.view, 1.0, words)
frame.link("train", words["next"])
