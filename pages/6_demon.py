"""Demon: what Δz at one neuron does to the cost, equation 29."""

from ui import demon_lab, frame

words = frame.open("demon", digit=True)
frame.live(demon_lab.view, 2.0, words)
frame.link("check", words["next"])
