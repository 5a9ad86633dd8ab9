"""Networks that read better from rung to rung, and what each makes of a drawing. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ui.canvas.outputs import largest, name
from ui.charts import tables
from ui.draw.drawings import LabelledDrawing
from ui.session.resources import NamedNetwork
from ui.text.words import Words


@dataclass(frozen=True)
class Reading:
    """What a network reads: a drawing's `digit` with its activation `a`, and how many of other drawings right."""

    rung: str
    accuracy: float  # on the test set, in 0..1
    digit: int | None
    a: float
    right: int


def readings(rungs: Sequence[NamedNetwork], x: np.ndarray, drawings: Sequence[LabelledDrawing]) -> list[Reading]:
    """What the networks make of the image x `(784, 1)`, and of drawings with labels."""
    found = []
    for known in rungs:
        net, a = known.network, known.network.feedforward(x)[:, 0]
        answers = [largest(net.feedforward(each.x)[:, 0]) for each in drawings]
        right = sum(answer == each.label for answer, each in zip(answers, drawings, strict=True))
        found.append(Reading(known.name, known.config["test_accuracy"], largest(a), float(a.max()), right))
    return found


def first(found: Sequence[Reading], label: int) -> str | None:
    """The first rung whose answer is the label; None if none is."""
    return next((reading.rung for reading in found if reading.digit == label), None)


def table(found: Sequence[Reading], label: int, drawings: int, words: Words) -> str:
    """All rungs in Markdown: what each changes, its accuracy, its answer, and the drawings of the visit it reads."""
    heads = [words[f"ladder.{head}"] for head in ("rung", "test", "reads")] + [words["ladder.mine"]] * bool(drawings)
    rows = [
        (
            words[f"ladder.of.{reading.rung}"],
            f"{reading.accuracy:.2%}",
            f"{name(reading.digit)} ({reading.a:.2f}) {'✓' if reading.digit == label else '✗'}",
            *([words("ladder.share", right=reading.right, count=drawings)] * bool(drawings)),
        )
        for reading in found
    ]
    return tables.markdown(heads, rows, "l" * len(heads))
