"""Backprop: the whole backward pass of one digit, with every number, its equation and its line of code."""

from ui.backprop import keys, notation_view, proofs_view, steps_view
from ui.backprop import predictions_view as predict
from ui.screen import frame, pages
from ui.session import widgets

words = frame.open("backprop", digit=True)
widgets.pick(
    keys.PART, words["part.title"], keys.PARTS, lambda part: words[f"part.{part}"], label_visibility="collapsed"
)
show = {"steps": steps_view.show, "notation": notation_view.show, "predict": predict.show, "proofs": proofs_view.show}
show[keys.PART.get()](words)
pages.link("train", words["next"])
