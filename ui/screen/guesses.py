"""What was guessed at the questions of the labs."""

from __future__ import annotations

from typing import Any

from ui.session.store import Key

GUESSES: Key[dict[str, Any]] = Key("guesses", {})  # by question


def made(question: str) -> Any:
    """What was guessed at a question; None before."""
    return GUESSES.get().get(question)


def put(question: str, value: Any) -> None:
    """Remember a guess; None takes it back."""
    GUESSES.put(GUESSES.get() | {question: value})
