"""Backprop: the whole backward pass of one digit, with every number, its equation and its line of code."""

from ui import frame, proving, state, trainer, walk, widgets
from ui import predictions as predict

words = frame.open("backprop", digit=True)
widgets.pick(
    state.PART, words["part.title"], state.PARTS, lambda part: words[f"part.{part}"], label_visibility="collapsed"
)
show = {"steps": walk.show, "notation": trainer.show, "predict": predict.show, "proofs": proving.show}
show[state.get(state.PART)](words)
frame.link("train", words["next"])
