"""Gradient check: finite differences against backpropagation, and backpropagation with a bug."""

from engine import backprop
from ui.check import bugs_view, check_view
from ui.screen import frame, lab, pages
from ui.session import current

words = frame.open("check", digit=True)
now = current.network()
digit = current.digit(now)
lab.notice(words, digit, backprop(now.network, digit.x, digit.y, now.cost))
check_view.race(words)
check_view.epsilon(words, now, digit)
bugs_view.bug_hunt(words)
pages.link("paths", words["next"])
