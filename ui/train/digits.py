"""Test digits and what a network says of them while it learns, as pictures. Pure: no Streamlit."""

from __future__ import annotations

from functools import cache

import numpy as np

from engine import Dataset, Network
from ui.canvas import blocks
from ui.text.words import Words

EACH = 3  # of each of the ten digits
AMONG = 1000  # test images that are searched for those it gets wrong


@cache
def same(test: Dataset) -> np.ndarray:
    """The indices `(30,)` of the first three test images of each digit, a row of ten different ones after the other."""
    firsts = [np.flatnonzero(test.labels == digit)[:EACH] for digit in range(10)]
    return np.stack(firsts, axis=1).ravel()


def wrong(net: Network, test: Dataset) -> np.ndarray:
    """The indices `(≤ 30,)` of the first test images among 1,000 that the network reads wrong now."""
    first = test[:AMONG]
    return np.flatnonzero(net.feedforward(first.images).argmax(axis=0) != first.labels)[: 10 * EACH]


def block(net: Network, test: Dataset, indices: np.ndarray, words: Words) -> blocks.Block:
    """These test images, each with the answer, its activation, and whether that is right."""
    these = test[indices]
    outputs = net.feedforward(these.images)
    answers, certain = outputs.argmax(axis=0), outputs.max(axis=0)
    right = answers == these.labels
    said = [f"{answer} {'✓' if ok else '✗'} {_short(a)}" for answer, ok, a in zip(answers, right, certain, strict=True)]
    notes = [
        words("digits.right" if ok else "digits.wrong", index=i, label=label, answer=answer, a=f"{a:.3f}")
        for i, label, answer, ok, a in zip(indices, these.labels, answers, right, certain, strict=True)
    ]
    return blocks.images(
        these.images.T,
        alt=words("digits.alt", right=int(right.sum()), count=len(indices)),
        ids=indices,
        names=said,
        notes=notes,
        right=right,
        kind="ink",
        least=38,
        most=60,
        tip="{n}",
        show_scale=False,
        picks="picture",
    )


def _short(a: float) -> str:
    """An activation in three characters, where it can be: there is no room for more below a picture."""
    if not 0 <= a <= 1:
        return f"{a:.2g}".replace("-", "−")
    text = f"{a:.2f}"
    return text.removeprefix("0") if text != "1.00" else "1.0"
