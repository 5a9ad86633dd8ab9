"""A walk through every page and each part of it, with a run of given settings as the current network."""

from __future__ import annotations

import re
import subprocess
import sys

from engine import ACTIVATIONS
from tests.paths import ROOT
from tests.ui.app import opened, press, run_of, say, wait
from tests.ui.messages import ONE, drawn
from ui.backprop import keys as backprop
from ui.draw import keys as draw
from ui.errors import keys as errors
from ui.exercises import keys as exercises
from ui.screen import pages
from ui.session import selection
from ui.train import keys as train

NEURONS = ((2, 5), (3, 3))  # a hidden one and an output one
CHOICES = [  # page, and what is chosen on it
    *[("train", {train.VIEW: view}) for view in train.VIEWS],
    *[("draw", {draw.LESSON: lesson}) for lesson in draw.LESSONS],
    *[("errors", {errors.ERRORS: view, selection.NEURON: neuron}) for view in errors.VIEWS for neuron in NEURONS],
    *[("weights", {selection.NEURON: neuron}) for neuron in NEURONS],
    *[("backprop", {backprop.STAGE: stage, backprop.PASS_SIZE: m}) for m in backprop.PASS_SIZES for stage in range(7)],
    *[("backprop", {backprop.PART: part}) for part in backprop.PARTS],
    *[("backprop", {backprop.PART: "proofs", backprop.PROOF: proof}) for proof in backprop.PROOFS],
    *[(page, {selection.NEURON: neuron}) for page in ("demon", "paths") for neuron in NEURONS],
    ("check", {}),
    *[("exercises", {exercises.EXERCISE: task}) for task in exercises.TASKS],
    *[("exercises", {exercises.EXERCISE: "neuron", exercises.FUNCTION: name}) for name in ACTIVATIONS],
]


def trained(**link):
    """The page Train after a run of a single epoch with these settings."""
    at = opened("train", epochs="1", mini_batch="100", **link)
    press(at, "order_start")
    wait(at, lambda status: run_of(at).ended)
    return at.run()


def walk(at):
    """What each page and part shows, as text: (page, what was chosen, text). An exception on a page is raised."""
    for page, choices in CHOICES:
        at.switch_page(pages.PAGES[page])
        for key, value in choices.items():
            at.session_state[key.name] = value
        at.run()
        if page == "draw":
            say(at, "draw_pad", drawn(ONE, label=7))
        assert not at.exception, (page, choices, at.exception)
        yield page, {key.name: value for key, value in choices.items()}, shown(at)


def shown(at):
    elements = (*at.markdown, *at.latex, *at.caption, *at.code)
    return "\n".join([*(element.value for element in elements), *(each.proto.body for each in at.get("html"))])


def repeated(at):
    """How many test images were read right after each epoch: by the run, and by the script that one can take away."""
    at.switch_page(pages.PAGES["train"])
    at.session_state[train.VIEW.name] = "take"
    script = at.run().code[0].value
    command = [sys.executable, "-c", script, str(ROOT / "assets" / "mnist")]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    theirs = [int(re.search(r": (\d+) of", line)[1]) for line in lines]
    return [round(10_000 * row.test_accuracy) for row in run_of(at).poll().measurements.epochs], theirs
