"""The orders to a run, and going back to its moments, without a browser."""

from dataclasses import replace

import pytest

from engine import TrainingConfig
from engine.training.live import State
from engine.training.server import RunRegistry
from tests.ui.app import address, number, press, run_of, wait
from ui.session import resources, runs
from ui.session.runs import ObservedRun
from ui.train import orders_view

SHORT = {"hidden": "5", "epochs": "1", "mini_batch": "100"}
LONG = {"epochs": "1000"}


def state(at):
    return run_of(at).poll().state


def both(at):
    """The visitor's run and its twin."""
    return [resources.runs().get(at.session_state[key.name]) for key in runs.RUNS.values()]


def paused(at):
    """The status of a run that pauses after a step."""
    return wait(at, lambda status: status.state == State.PAUSED)


def finished(visit, **params):
    """The page with a short run that has ended."""
    at = press(visit(**SHORT, **params), "order_start")
    wait(at, lambda status: run_of(at).ended)
    return at.run()


def test_training_starts_pauses_steps_resumes_and_stops(visit):
    at = press(visit(**LONG), "order_start")
    assert state(at) == State.RUNNING
    wait(at, lambda status: status.snapshot.epochs > 0.5)
    press(at, "order_pause")
    assert state(at) == State.PAUSED
    press(at, "order_step")
    before = paused(at).snapshot
    press(at, "order_step")
    after = paused(at).snapshot
    assert after.epochs - before.epochs == pytest.approx(1 / 5000)
    press(at.run(), "order_pause")
    wait(at, lambda status: status.snapshot.epochs > after.epochs + 0.1)
    press(at, "order_stop")
    assert state(at) == State.STOPPED


def test_a_double_click_on_start_starts_one_run(visit, clicks):
    at = press(visit(**LONG), "order_start")
    first = run_of(at)
    clicks.apart = 0.3
    press(at, "order_start")
    assert run_of(at) is first
    clicks.apart = 0.5
    press(at, "order_start")
    assert run_of(at) is not first


def test_a_double_click_on_pause_does_not_resume(visit, clicks):
    at = press(visit(**LONG), "order_start")
    press(at, "order_pause")
    clicks.apart = 0.3
    press(at, "order_pause")
    assert state(at) == State.PAUSED
    clicks.apart = 0.5
    press(at, "order_pause")
    assert state(at) == State.RUNNING


def test_a_click_on_pause_that_follows_a_start_closely_pauses(visit, clicks):
    clicks.apart = 0.1
    at = press(visit(**LONG), "order_start")
    press(at, "order_pause")
    assert state(at) == State.PAUSED


def test_a_new_run_is_shown_as_it_is_now_whatever_moment_of_the_last_one_was_shown(visit):
    at = press(finished(visit), "travel_back")
    assert not at.button(key="travel_now").disabled
    press(at, "order_start")
    wait(at, lambda status: run_of(at).ended)
    assert at.run().button(key="travel_now").disabled


def test_a_run_that_is_resumed_is_shown_as_it_is_now_whatever_moment_was_shown(visit):
    at = press(visit(**LONG), "order_start")
    wait(at, lambda status: status.snapshot.epochs > 0.1)
    press(at, "order_pause")
    press(at.run(), "travel_back")
    assert at.session_state["moment"] is not None
    press(at, "order_pause")
    assert at.session_state["moment"] is None


def test_moments_that_lie_close_together_are_told_apart(visit):
    at = press(press(visit(**LONG), "order_start"), "order_pause")
    for _ in range(4):
        before = paused(at).snapshot
        press(at.run(), "order_step")
        history = wait(at, lambda status, before=before: status.snapshot.epochs > before.epochs).history
    place = len(history) - 3
    slider = next(each for each in at.run().select_slider if each.key.startswith("travel"))
    assert slider.value == len(history) - 1
    slider.set_value(place).run()
    assert at.session_state["moment"] == history[place].epochs


def test_a_new_start_stops_the_runs_before_and_the_server_drops_them(visit):
    at = press(visit(**LONG, b_eta="0.5"), "order_start")
    before = both(at)
    press(at, "order_start")
    after = both(at)
    assert [run.state for run in (*before, *after)] == [State.STOPPED] * 2 + [State.RUNNING] * 2
    assert [resources.runs().get(run.id) for run in before] == [None, None]


def test_a_start_without_a_twin_stops_the_one_that_there_was_and_forgets_it(visit):
    at = press(visit(**LONG, b_eta="0.5"), "order_start")
    _, twin = both(at)
    assert "twin" in address(at)
    next(toggle for toggle in at.toggle if toggle.label == "Two runs at once").set_value(False).run()
    press(at, "order_start")
    assert (twin.state, state(at)) == (State.STOPPED, State.RUNNING)
    assert "twin" not in address(at)
    assert at.session_state["twin"] is None


@pytest.mark.parametrize(("side", "eta"), [("a", 3.0), ("b", 0.5)])
def test_who_continues_from_a_moment_does_so_with_what_is_shown_and_without_a_twin(visit, side, eta):
    at = visit(**SHORT, b_eta="0.5")
    at.session_state["side"] = side
    press(at.run(), "order_start")
    wait(at, lambda status: status.state.over)
    press(at.run(), "travel_continue")
    assert not at.exception
    assert not next(toggle for toggle in at.toggle if toggle.label == "Two runs at once").value
    assert (number(at, "η").value, run_of(at).poll().eta) == (eta, eta)


def test_the_language_may_change_before_a_start(visit):
    at = visit(**LONG)
    next(box for box in at.selectbox if box.key.startswith("pace")).set_value(10).run()
    at.sidebar.button_group[0].set_value("de").run()
    press(at, "order_start")
    assert not at.exception
    assert run_of(at).pace == 10


def test_a_server_that_is_full_says_so(visit, small, monkeypatch):
    """By a registry of its own, whose only run has always just been looked at: one left alone would make room."""
    full = RunRegistry(most=1)
    other = full.launch(TrainingConfig(sizes=(6, 4, 3), epochs=1000), small, clock=lambda: 0.0)
    monkeypatch.setattr(resources, "runs", lambda: full)
    at = press(visit(), "order_start")
    other.stop()
    assert "This server keeps 1 runs, and all of them are being watched" in at.error[0].value
    assert "run" not in at.session_state


def test_a_run_that_is_replaced_lies_on_the_shelf(visit):
    at = press(visit(**LONG), "order_start")
    wait(at, lambda status: status.measurements.curve and status.snapshot.epochs > 0)
    at.session_state["view"] = "shelf"
    press(at.run(), "order_start")
    assert any(text.value.startswith("**1** · 784-30-10 · η = 3") for text in at.markdown)


@pytest.mark.parametrize(("state", "fresh"), [(State.PAUSED, True), (State.FINISHED, True), (State.RUNNING, False)])
def test_what_comes_late_is_drawn_with_the_orders_of_a_run_or_twin_that_rests(status, state, fresh):
    """The last numbers of a run that was told to pause, and the test set after its last epoch."""
    before = replace(status, state=state)
    after = replace(before, version=before.version + 1)
    run, twin = (ObservedRun(id, ended=False, status=before) for id in "ab")
    for late in ({"a": replace(run, status=after), "b": twin}, {"a": run, "b": replace(twin, status=after)}):
        assert (orders_view.basis(late) != orders_view.basis({"a": run, "b": twin})) is fresh


def test_who_starts_anew_in_another_window_is_followed_by_the_first_one_which_says_so(visit):
    first = press(visit(**LONG), "order_start")
    second = visit(run=run_of(first).id)
    assert run_of(second) is run_of(first)
    press(second, "order_start")
    first.run()
    assert run_of(first) is run_of(second)
    assert [text.value for text in first.info] == ["Another window has started a new run; here it is."]
    assert not second.info
    press(first, "order_start")
    assert not first.info
    assert second.run().info


def test_of_two_runs_it_is_said_which_one_is_taken_away(visit):
    at = press(visit(**SHORT, b_eta="0.5"), "order_start")
    wait(at, lambda status: all(run.ended for run in both(at)))
    at.session_state["view"] = "take"
    at.run()
    assert not at.exception
    assert [bool("'eta': 0.5" in each.value or "{0: 0.5}" in each.value) for each in at.code] == [False]
    at.session_state["taken_run"] = "b"
    at.run()
    assert [bool("{0: 0.5}" in each.value) for each in at.code] == [True]
