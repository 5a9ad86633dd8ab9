"""Whether each epoch varies the training images, and nine of them as the run will see them."""

from __future__ import annotations

import numpy as np

from engine import Splits
from engine.training.order import order
from ui.canvas import blocks
from ui.screen import components
from ui.session import experiment, settings, widgets
from ui.text.words import Words

EXAMPLES = 9


def choose(words: Words, splits: Splits) -> None:
    """The switch; where it is on, the first images of the first epoch."""
    widgets.switch(experiment.key("variations"), words["settings.variations"], help=words["settings.variations_help"])
    if experiment.key("variations").get():
        config = settings.config(experiment.values())
        seen = np.empty((EXAMPLES, splits.train.rows.shape[1]), np.uint8)
        order(config, splits.train, 0).take(0, seen)
        label = words["settings.variations_seen"]
        examples = blocks.images(seen / 255, alt=label, label=label, tip="", kind="ink", show_scale=False, most=34)
        components.maps("variations", [examples], note=words["settings.variations_why"])
