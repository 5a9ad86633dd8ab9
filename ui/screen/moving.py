"""What moves while a run goes on: the browser asks for it by itself, see ui/session/feed.py."""

from __future__ import annotations

from collections.abc import Callable

from ui.canvas.plot import Plot
from ui.screen.mount import mounted
from ui.session import feed

Again = Callable[[], float]  # after how many seconds the browser asks again

_plot, _notice = (mounted(name) for name in ("plot", "notice"))


def plot(key: str, view: Callable[[], Plot], again: Again | None) -> None:
    """Curves, which may move; with `again` the browser asks for newer ones, and `view` must do without the session."""
    live = asked_for(key, lambda: view().encode(), again)
    _plot(key=key, data=view().encode(live), width="stretch", height="content")


def asked_for(key: str, view: Callable[[], bytes], again: Again | None) -> str:
    """The address where the browser asks for a view; empty if it need not ask."""
    if again is None:
        return ""

    def frame() -> feed.Frame:
        seconds = again()  # first: of a run that ends meanwhile, the next look is not put off
        return feed.Frame(view(), seconds)

    return feed.offer(key, frame)


def notice(key: str, stale: Callable[[], bool], again: Again, on_gone: Callable[[], None]) -> None:
    """Have the part of the page in which this stands drawn again as soon as it is `stale`; nothing of this is seen.

    The browser asks by itself, so `stale` must do without the session. A part in which nothing changes rests. `on_gone`
    is called before, if the server has forgotten what the browser asks for, because it has not asked for long.
    """

    def frame() -> feed.Frame:
        seconds = again()  # first, as in `asked_for`
        return feed.Frame(b"1", min(seconds, 1.0)) if stale() else feed.Frame(b"", seconds)

    _notice(
        key=key, data=feed.offer(key, frame), on_stale_change=lambda: None, on_gone_change=on_gone, height="content"
    )
