"""The table of mistakes as a picture: which label gets which answer, and how many are right. Pure: no Streamlit."""

from __future__ import annotations

from typing import Any

import numpy as np

from ui.canvas import blocks
from ui.text.words import Words
from ui.train.mistakes import accuracy, accuracy_by_digit

DIGITS = range(10)
COLUMNS = 11  # one an answer, and at last the shares


def block(counts: np.ndarray, when: str, words: Words, **options: Any) -> blocks.Block:
    """`counts[label, answer]`, written into their cells; the mistakes are ink, the right answers stand apart.

    The last column has the share of right answers of its row. `when` says of which moment they are.
    """
    wrong = counts - np.diag(counts.diagonal())
    shares = accuracy_by_digit(counts)
    return blocks.matrix(
        np.hstack([wrong, np.zeros((len(counts), 1))]),
        alt=words("mistakes.alt", when=when),
        label=words("mistakes.label", when=when, accuracy=f"{accuracy(counts):.2%}"),
        texts=[text for digit in DIGITS for text in (*map(_count, counts[digit]), f"{100 * shares[digit]:.1f}")],
        tips=_tips(counts, shares, words),
        apart=[COLUMNS * digit + digit for digit in DIGITS],
        axes=("y", "a"),
        row_names=[str(digit) for digit in DIGITS],
        col_names=[*map(str, DIGITS), "✓ %"],
        kind="ink",
        scale=blocks.round_scale(wrong),
        legend=words["mistakes.legend"],
        **{"aspect": 0.85, "most": 440, **options},
    )


def _count(count: int) -> str:
    return str(count) if count else ""


def _tips(counts: np.ndarray, shares: np.ndarray, words: Words) -> list[str]:
    """What each cell says under the pointer."""
    tips = []
    for r in DIGITS:
        tips += [words("mistakes.tip", r=r, c=c, count=words.whole(int(counts[r, c]))) for c in DIGITS]
        wrong = int(counts[r].sum() - counts[r, r])
        tips.append(words("mistakes.share", r=r, share=f"{shares[r]:.1%}", count=words.whole(wrong)))
    return tips
