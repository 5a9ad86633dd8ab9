"""Predict, then see: questions that a visitor answers before the page does. They are drawn by guess_view."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ui.session.store import Key

MANY = 1000  # more guesses than a visit has


@dataclass(frozen=True)
class Guess:
    """A chosen option, or a tuple of several; with the answer and what explains it, where the page knew them then."""

    value: Any
    answer: Any = None
    reason: Any = None

    @property
    def right(self) -> bool:
        return self.value == self.answer


GUESSES: Key[dict[str, dict[Hashable, Guess]]] = Key("guesses", {})  # by question, then by what it was about


@dataclass(frozen=True)
class Question:
    """A question and its options, values with their labels; no options where a picture is clicked.

    A guess holds for what the question is `about` (a digit, a layer, a network); about anything else it is asked anew.
    The newest `kept` guesses are remembered.
    """

    name: str
    options: Mapping[Any, str] = field(default_factory=dict)
    about: Hashable = None
    kept: int = 1

    @property
    def guesses(self) -> dict[Hashable, Guess]:
        """Those that are remembered, the newest last, by what they are about."""
        return GUESSES.get().get(self.name, {})

    @property
    def guess(self) -> Guess | None:
        return self.guesses.get(self.about)

    @property
    def right(self) -> int:
        """How many guesses were right, of those that were made with their answer."""
        return sum(guess.right for guess in self.guesses.values())

    def put(self, value: Any, answer: Any = None, reason: Any = None) -> None:
        """Remember a guess; None takes it back. One that came with its answer stays, since that has been seen."""
        if self.guess and self.guess.answer is not None:
            return
        kept = [(about, guess) for about, guess in self.guesses.items() if about != self.about]
        if value is not None:
            kept.append((self.about, Guess(value, answer, reason)))
        GUESSES.put(GUESSES.get() | {self.name: dict(kept[-self.kept :])})

    def text(self, values: Collection[Any]) -> str:
        """The labels of some options, in the order in which they are offered."""
        return ", ".join(label for option, label in self.options.items() if option in values)
