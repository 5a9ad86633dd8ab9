"""What is selected on all pages: the current digit, its label, and a neuron or a weight."""

from __future__ import annotations

from ui.session import address
from ui.session.store import Key, Param, one_of

SOURCES = ("test", "drawing")
FILTERS = ("all", "wrong", *range(10))
FIRST = 115  # the first one seen: a 4 that the bundled network reads as a 9, so there is an error to look at
IMAGES = 10_000  # of the test set


def _whole(text: str, below: int) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < below):
        raise ValueError(text)
    return int(text)


def _neuron(text: str) -> tuple[int, ...]:
    place = tuple(_whole(part, 1000) for part in text.split("-"))
    if len(place) not in (2, 3):
        raise ValueError(text)
    return place


def _is_neuron(value: object) -> bool:
    return value is None or (
        isinstance(value, tuple) and len(value) in (2, 3) and all(isinstance(part, int) and part >= 0 for part in value)
    )


def _write_index(index: int) -> str | None:
    """A drawing is not in the URL."""
    return str(index) if SOURCE.get() == "test" else None


SOURCE: Key[str] = Key("source", "test", one_of(*SOURCES))  # of the current digit
INDEX: Key[int] = Key(
    "index",
    FIRST,
    lambda index: type(index) is int and 0 <= index < IMAGES,
    Param("digit", lambda text: _whole(text, IMAGES), _write_index),
)
LABEL: Key[int | None] = Key(  # the label y that the visitor chose for the current digit; None for its own
    "label",
    None,
    one_of(None, *range(10)),
    Param("label", lambda text: _whole(text, 10), lambda label: None if label is None else str(label)),
)
FILTER: Key[str | int] = Key("filter", "all", one_of(*FILTERS))  # which test images one steps through
NEURON: Key[tuple[int, ...] | None] = Key(  # (l, j), or a weight (l, j, k)
    "neuron",
    None,
    _is_neuron,
    Param("neuron", _neuron, lambda place: "-".join(map(str, place)) if place else None),
)
ADDRESS = address.of(INDEX, LABEL, NEURON)


def show_image(index: int) -> None:
    """Make a test image the current digit, with its own label."""
    SOURCE.remember("test")
    INDEX.remember(index)
    LABEL.remember(None)


def select(l: int, j: int, k: int | None = None) -> None:
    """Select neuron j of layer l, and perhaps the weight from neuron k of the layer before."""
    NEURON.put((l, j) if k is None else (l, j, k))
