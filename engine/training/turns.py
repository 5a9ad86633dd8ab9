"""A lock that threads get in the order in which they ask for it."""

from __future__ import annotations

import threading
from collections import deque
from typing import Self


class FairLock:
    """One thread at a time, first come, first served.

    A plain lock starves the others: the thread that releases it takes it again before they wake up.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    @property
    def waiting(self) -> int:
        """How many threads are waiting for it."""
        return len(self._waiting)

    def __enter__(self) -> Self:
        with self._lock:
            if not self._taken:
                self._taken = True
                return self
            mine = threading.Event()
            self._waiting.append(mine)
        mine.wait()
        return self

    def __exit__(self, *exception: object) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()  # still taken: now by that thread
            else:
                self._taken = False
