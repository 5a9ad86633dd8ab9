"""Gradient check: finite differences against backpropagation, and backpropagation with a bug."""

from engine import backprop
from ui import bug_lab, check_lab, current, frame, lab

words = frame.open("check", digit=True)
now, digit = current.network(), current.digit()
lab.notice(words, backprop(now.network, digit.x, digit.y, now.cost))
check_lab.race(words)
check_lab.epsilon(words)
bug_lab.bug_hunt(words)
frame.link("paths", words["next"])
