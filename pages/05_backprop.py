"""Backprop: the whole backward pass of one digit, with every number, its equation and its line of code."""

from ui.backprop import keys, notation_view, predictions_view, proofs_view, steps_view
from ui.screen import frame, pages
from ui.session import widgets

words = frame.open("backprop", digit=True)
widgets.pick(
    keys.PART, words["part.title"], keys.PARTS, lambda part: words[f"part.{part}"], label_visibility="collapsed"
)
match keys.PART.get():
    case "steps":
        steps_view.show(words)
    case "notation":
        notation_view.show(words)
    case "predict":
        predictions_view.show(words)
    case "proofs":
        proofs_view.show(words)
pages.link("train", words["next"])
