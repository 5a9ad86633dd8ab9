"""The drill on w^l_jk: which weight is asked for, and what is wrong with a wrong answer. Pure: no Streamlit."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import NamedTuple

SIZES = (3, 4, 2)  # of the small network of the drill


class Weight(NamedTuple):
    """w^l_jk."""

    l: int
    j: int
    k: int

    @property
    def swapped(self) -> Weight:
        """The weight with j and k interchanged."""
        return Weight(self.l, self.k, self.j)

    @property
    def exists(self) -> bool:
        """Whether the small network has it."""
        return 2 <= self.l <= len(SIZES) and 0 <= self.j < SIZES[self.l - 1] and 0 <= self.k < SIZES[self.l - 2]


@dataclass(frozen=True)
class WeightDrill:
    """Question `number` of the drill and the last answer to it; of `asked` questions `right` were right at first go."""

    seed: int
    number: int = 0
    given: Weight | None = None
    right: int = 0
    asked: int = 0

    @property
    def weight(self) -> Weight:
        """The weight that the question is about: one with j ≠ k whose indices could be swapped."""
        choice = random.Random(f"{self.seed}-{self.number}")
        while True:
            l = choice.choice((2, 3))
            asked = Weight(l, choice.randrange(SIZES[l - 1]), choice.randrange(SIZES[l - 2]))
            if asked.j != asked.k and asked.swapped.exists:
                return asked

    @property
    def typing(self) -> bool:
        """Whether the answer is typed: at every second question; at the others a connection is clicked."""
        return self.number % 2 == 1

    @property
    def solved(self) -> bool:
        return self.given == self.weight

    def answered(self, given: Weight) -> WeightDrill:
        """The drill after an answer; the first one to a question counts."""
        first = self.given is None
        right = self.right + (first and given == self.weight)
        return replace(self, given=given, right=right, asked=self.asked + first)

    def following(self) -> WeightDrill:
        """The drill at the next question."""
        return replace(self, number=self.number + 1, given=None)


def judged(asked: Weight, given: Weight) -> str:
    """right; or what is wrong: missing, swapped, layers_differ (the right neurons of other layers), or other."""
    if given == asked:
        return "right"
    if not given.exists:
        return "missing"
    if given == asked.swapped:
        return "swapped"
    return "layers_differ" if given.l != asked.l and {given.j, given.k} == {asked.j, asked.k} else "other"
