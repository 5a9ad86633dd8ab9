"""What the frame remembers."""

from __future__ import annotations

from ui.session import address
from ui.session.store import Key, Param, one_of


def _flag(text: str) -> bool:
    if text != "1":
        raise ValueError(text)
    return True


def _write_flag(on: bool) -> str | None:
    return "1" if on else None


BIG: Key[bool] = Key("big", False, one_of(False, True), Param("big", _flag, _write_flag))  # larger type, for a lecture
TOUR: Key[bool] = Key("tour", False, one_of(False, True), Param("tour", _flag, _write_flag))  # the tour goes on
SEEN: Key[tuple[str, ...]] = Key("tour_seen", ())  # the stations of it that were visited
UPLOADED: Key[tuple[str, str]] = Key("uploaded", ("", ""))  # where the last file came, and what is wrong with it
ADDRESS = address.of(BIG, TOUR)
TYPED: Key[tuple[str, int, int, int] | None] = Key("typed_neuron", None)  # where, (l, j), and what the field began with
