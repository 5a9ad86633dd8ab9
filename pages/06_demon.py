"""Demon: what Δz at one neuron does to the cost, equation 29."""

from ui.demon import demon_view
from ui.screen import fragments, frame, pages

words = frame.open("demon", digit=True)
fragments.live(demon_view.view, 2.0, words)
pages.link("check", words["next"])
