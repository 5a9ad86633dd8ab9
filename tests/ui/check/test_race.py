import numpy as np
import pytest

from engine import gradient_check
from tests.engine.problems import problem
from ui.check import race as module
from ui.check.race import GradientRace


def race(method="central"):
    net, x, y = problem((6, 5, 3))
    return net, x, y, GradientRace(net, x, y, "quadratic", method, ())


@pytest.mark.parametrize("method", ["central", "forward"])
def test_a_race_in_slices_ends_with_the_numbers_of_the_engine(method, monkeypatch):
    monkeypatch.setattr(module, "SLICE", 0.0)
    net, x, y, run = race(method)
    looks = 0
    while run.going:
        run.advance()
        looks += 1
    assert looks == net.parameters.size
    exact = gradient_check(net, x, y, method=method)
    assert (run.result.numeric.vector == exact.numeric.vector).all()
    assert run.run.done == run.run.total == exact.forward_passes
    assert run.ratio == pytest.approx(run.result.seconds_numeric / run.result.seconds_backprop)


def test_a_race_that_is_stopped_stands_still_and_goes_on(monkeypatch):
    monkeypatch.setattr(module, "SLICE", 0.0)
    *_, run = race()
    run.advance()
    run.held = True
    run.advance()
    assert run.run.done == 2
    run.held = False
    run.advance()
    assert run.run.done == 4


def test_a_stop_that_comes_during_a_slice_holds(monkeypatch):
    *_, run = race()
    advance = run.run.advance

    def advance_while_somebody_stops(**limits):
        run.held = True
        return advance(weights=3)

    monkeypatch.setattr(run.run, "advance", advance_while_somebody_stops)
    run.advance()
    assert not run.going
    run.advance()
    assert run.run.done == 6


def test_before_the_first_pass_there_is_no_ratio():
    *_, run = race()
    assert np.isnan(run.ratio)
