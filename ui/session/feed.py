"""What moves: views that the browser asks for by itself, several times a second, without a run of the page.

A page offers a view under an address that nobody can guess; a component asks there again and again (live.js). For
Streamlit such a picture is one element that never changes, so that neither the server nor the browser goes through
the rest of the page for it.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from ui.session import memo

FORGOTTEN = 180.0  # seconds after which a view is dropped that nobody asks for; a hidden tab asks once a minute
LAPSE = 5.0  # seconds after which one is dropped that another has replaced: the browser has yet to hear of that


class Frame(NamedTuple):
    """What a component gets, and the seconds after which it asks again."""

    data: bytes
    again: float


View = Callable[[], Frame]  # called by the server: it may use what it has at hand, but not the session


class Views:
    """The views that the visitors of a server are offered, by the ends of their addresses."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._lock = threading.Lock()
        self._views: dict[str, tuple[View, float]] = {}  # and when each is dropped
        self._replaced: set[str] = set()

    def offer(self, view: View, instead: str = "") -> str:
        """The end of the address of a view, which may take the place of another one."""
        token = secrets.token_urlsafe(16)
        with self._lock:
            now = self._clock()
            self._drop(now)
            self._views[token] = view, now + FORGOTTEN
            if instead in self._views:
                self._views[instead] = self._views[instead][0], now + LAPSE
                self._replaced.add(instead)
        return token

    def look(self, token: str) -> Frame | None:
        """What a view shows now; None if there is none any more."""
        with self._lock:
            now = self._clock()
            self._drop(now)
            view, _ = self._views.get(token, (None, 0.0))
            if view and token not in self._replaced:
                self._views[token] = view, now + FORGOTTEN
        return view() if view else None

    def _drop(self, now: float) -> None:
        for token in [token for token, (_, end) in self._views.items() if now >= end]:
            del self._views[token]
            self._replaced.discard(token)

    def __len__(self) -> int:
        return len(self._views)


VIEWS = Views()  # of this server, not in a cache of Streamlit's, which a browser may empty
_OFFERED = "offered"  # the memo of the ends of addresses, by the names of their views


def offer(name: str, view: View) -> str:
    """The address of a view, instead of the one that had this name before."""
    offered = memo.last(_OFFERED) or {}
    token = VIEWS.offer(view, offered.get(name, ""))
    memo.keep(_OFFERED, offered | {name: token})
    return f"live/{token}"
