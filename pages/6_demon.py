"""Demon: what Δz at one neuron does to the cost, equation 29."""

from ui.demon import demon_view
from ui.screen import frame

words = frame.open("demon", digit=True)
frame.live(demon_view.view, 2.0, words)
frame.link("check", words["next"])
