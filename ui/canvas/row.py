"""The digits of a drawing as the pad shows them, one beside the other, where there are several. Pure: no Streamlit."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine import Network
from engine.doubt import Doubt
from ui.canvas.outputs import largest, name
from ui.canvas.sketch import Sketch, code, point_of
from ui.text.words import Words


def data(sketch: Sketch, net: Network, doubt: Doubt, words: Words) -> dict[str, Any]:
    """What the pad shows of them: `digits`, and which is `chosen`; nothing for one digit.

    Each has its image `seen` `(784,)` in base64, the network's answer, whether it looks like no digit, a text for who
    does not see it, and a point of its ink on the pad, in
    0..280. `joined` says that several are one because the visitor said so.
    """
    if len(sketch.apart) < 2:
        return {}
    if sketch.whole:
        return {"joined": True}
    columns = np.hstack([steps.x for steps in sketch.preparations])
    answers = [largest(a) for a in net.feedforward(columns).T]
    doubted = doubt(columns).tolist()
    return {
        "chosen": sketch.current,
        "digits": [
            {
                "seen": code(columns[:, i]),
                "digit": digit,
                "doubted": doubted[i],
                "text": words(
                    f"pad.part{'_doubted' * doubted[i]}", number=i + 1, count=len(answers), digit=name(digit)
                ),
                "at": point_of(sketch.digits[i]),
            }
            for i, digit in enumerate(answers)
        ],
    }
