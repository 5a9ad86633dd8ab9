"""Views that the browser asks for by itself."""

import pytest

from ui.session import feed, store
from ui.session.feed import FORGOTTEN, LAPSE, Frame, Views


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_a_view_is_drawn_each_time_that_it_is_asked_for(clock):
    views, counts = Views(clock), iter(range(3))
    token = views.offer(lambda: Frame(b"%d" % next(counts), 0.2))
    assert [views.look(token).data for _ in range(3)] == [b"0", b"1", b"2"]


def test_nobody_can_guess_where_a_view_is(clock):
    views = Views(clock)
    tokens = {views.offer(lambda: Frame(b"", 1)) for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 22  # 128 bits
    assert views.look("") is views.look("x" * 22) is None


def test_a_view_that_nobody_asks_for_is_dropped_and_one_that_is_asked_for_stays(clock):
    views = Views(clock)
    asked, forgotten = (views.offer(lambda: Frame(b"", 1)) for _ in range(2))
    for _ in range(4):
        clock.now += FORGOTTEN / 3
        assert views.look(asked)
    views.offer(lambda: Frame(b"", 1))
    assert views.look(asked)
    assert views.look(forgotten) is None
    assert len(views) == 2


def test_a_page_that_is_drawn_again_replaces_its_views_and_not_those_of_others(clock, monkeypatch):
    monkeypatch.setattr(feed, "VIEWS", Views(clock))
    monkeypatch.setattr(store.st, "session_state", {})
    first, other, second = (
        feed.offer(name, lambda name=name: Frame(name.encode(), 1)).removeprefix("live/") for name in ("a", "b", "a")
    )
    clock.now += LAPSE - 1
    assert feed.VIEWS.look(first).data == b"a"  # the browser has yet to hear of the new one
    clock.now += 1
    assert feed.VIEWS.look(first) is None
    assert feed.VIEWS.look(other).data == b"b"
    assert feed.VIEWS.look(second).data == b"a"
