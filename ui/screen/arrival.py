"""A part of a page that a link leads to."""

from __future__ import annotations

from ui.screen.mount import mounted

_arrival = mounted("arrival")


def here(key: str, at: float) -> None:
    """What follows is scrolled to, once for each time `at` which a link that leads here was followed; 0 is never."""
    _arrival(key=key, data=at, height="content")
