"""What tests/browser/test_messages.py cannot time."""

from contextvars import copy_context
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData

from ui.session import messages


@pytest.fixture
def places(monkeypatch):
    """Where the pages drawn from now on begin."""
    begun = []
    monkeypatch.setattr(AppSession, "request_rerun", AppSession.request_rerun)
    monkeypatch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", lambda runner: None)
    monkeypatch.setattr(ScriptRunner, "_run_script", lambda runner, request: begun.append(context_dg_stack.get()))
    messages.mend.__wrapped__()
    return begun


def test_a_page_begins_at_its_top_where_a_part_was_drawn_before_it(places):
    def draw_a_page_after_a_part() -> None:
        context_dg_stack.set((*context_dg_stack.get(), st.container()))
        ScriptRunner._run_script(SimpleNamespace(), RerunData())

    copy_context().run(draw_a_page_after_a_part)
    assert places == [get_default_dg_stack_value()]


class Session:
    """A session that draws one part of a page."""

    def has_fragment(self, name):
        return name == "part"


def request(*clicked, auto=False, part="part"):
    states = WidgetStates()
    states.widgets.add(id="slider", int_value=3)
    for name in clicked:
        states.widgets.add(id=name, trigger_value=True)
    return ClientState(widget_states=states, is_auto_rerun=auto, fragment_id=part)


@pytest.mark.parametrize(
    ("requests", "heard"),
    [
        ([request("step", auto=True), request("step")], [["step"], []]),
        ([request("step", auto=True), request("step", auto=True), request("step")], [["step"], [], []]),
        ([request("step", auto=True), request("step"), request("step")], [["step"], [], ["step"]]),
        ([request("step"), request("step")], [["step"], ["step"]]),
        ([request("step", auto=True), request("stop")], [["step"], ["stop"]]),
        ([request("step", auto=True, part="gone"), request("step")], [["step"], ["step"]]),
    ],
    ids=["timer", "two timers", "two clicks", "no timer", "another click", "timer of a part that is gone"],
)
def test_a_click_is_heard_once_however_many_requests_carry_it(monkeypatch, requests, heard):
    asked = []
    monkeypatch.setattr(AppSession, "request_rerun", lambda session, state: asked.append(state))
    messages._hear_a_click_once()
    session = Session()
    for each in requests:
        again = ClientState()
        again.CopyFrom(each)  # parameters are shared by all runs of the test
        AppSession.request_rerun(session, again)
    said = [[state.id for state in each.widget_states.widgets] for each in asked]
    assert said == [["slider", *names] for names in heard]


def asks(page, part=""):
    return ClientState(page_script_hash=page, fragment_id=part)


@pytest.mark.parametrize(
    ("requests", "heard"),
    [
        ([asks("draw", "pad")], [True]),
        ([asks("home"), asks("home", "pad"), asks("draw"), asks("home", "pad")], [True, True, True, False]),
        ([asks("home"), asks("draw"), asks("draw", "pad")], [True, True, True]),
    ],
    ids=["older than the mend", "of a page that was left", "of the page that was asked for"],
)
def test_a_part_is_heard_unless_its_page_was_left(monkeypatch, requests, heard):
    asked = []
    monkeypatch.setattr(AppSession, "request_rerun", lambda session, state: asked.append(state))
    messages._ignore_pages_that_were_left()
    session = Session()
    session.page_script_hash = "home"
    for each in requests:
        AppSession.request_rerun(session, each)
    assert asked == [each for each, is_heard in zip(requests, heard, strict=True) if is_heard]
