"""Messages of the pad: how many, how often, and that the newest state always arrives."""

from itertools import pairwise

import pytest

from tests.browser.canvas.scripts import Scripts

START = """({Post}) => {
  window.messages = [];
  window.post = new Post((sequence) => messages.push([sequence, Math.round(performance.now() - begun)]));
  window.begun = performance.now();
}"""


class Line:
    """A pad's post on a page whose clock stands still until it is told to run."""

    def __init__(self, scripts):
        self.scripts = scripts
        self.clock = scripts.page.clock
        scripts.call("pad/post.js", START)

    def do(self, script):
        return self.scripts.page.evaluate(script)

    def messages(self):
        """Number and millisecond of each message so far."""
        return [tuple(message) for message in self.do("messages")]


@pytest.fixture
def line(browser):
    page = browser.new_page()
    page.clock.install(time=0)
    scripts = Scripts(page)
    page.clock.pause_at(10_000)
    yield Line(scripts)
    page.close()


def test_the_first_change_goes_at_once_and_further_ones_keep_their_distance(line):
    for _ in range(20):
        line.do("post.changed()")
        line.clock.run_for(10)
        line.do("post.hear(post.sequence)")
    times = [time for _, time in line.messages()]
    assert times[0] == 0
    assert all(later - earlier >= 50 for earlier, later in pairwise(times))
    assert len(times) >= 4


def test_no_more_than_two_are_under_way_and_the_newest_state_goes_when_one_is_answered(line):
    for _ in range(20):
        line.do("post.changed()")
        line.clock.run_for(20)
    assert [sequence for sequence, _ in line.messages()] == [1, 2]
    assert line.do("post.hear(1)") is True
    line.clock.run_for(60)
    assert [sequence for sequence, _ in line.messages()] == [1, 2, 3]
    assert line.do("post.waiting") is False


def test_a_lost_reply_is_not_waited_for_for_ever(line):
    line.do("post.changed()")
    line.clock.run_for(60)
    line.do("post.changed()")
    line.clock.run_for(60)
    line.do("post.changed()")
    line.clock.run_for(600)
    assert len(line.messages()) == 2
    line.clock.run_for(200)
    assert len(line.messages()) == 3
    assert line.do("[post.pending, post.recent]") == [True, True]
    line.clock.run_for(700)
    assert line.do("[post.pending, post.recent]") == [True, False]


def test_a_reply_is_news_unless_it_is_old_or_answers_nothing_that_was_sent(line):
    for _ in range(2):
        line.do("post.changed()")
        line.clock.run_for(60)
    assert line.do("[3, 2, 1, 2].map((sequence) => post.hear(sequence))") == [False, True, False, True]


def test_nothing_is_sent_while_the_page_may_be_left(line):
    line.do("post.fallSilent()")
    line.do("post.changed()")
    line.clock.run_for(2500)
    assert line.messages() == []
    assert line.do("post.silent") is True
    line.clock.run_for(1000)
    line.do("post.changed()")
    line.clock.run_for(60)
    assert [sequence for sequence, _ in line.messages()] == [1]
