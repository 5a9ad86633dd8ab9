"""Train: choose a network and η, press Start, and watch it learn."""

from ui.screen import frame
from ui.session import experiment, resources, runs
from ui.train import advice_view, console_view, keys, orders_view, settings_view

words = frame.open("train", experiment.ADDRESS, keys.ADDRESS, picture=False, brief=True)
splits, observed = resources.splits(words), runs.observe()

settings_view.essential(words)
orders_view.row(words, splits, observed)
advice_view.view(words)
settings_view.others(words, splits, observed)
console_view.watch(words, splits, observed)
