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
from streamlit.runtime.state.session_state import SessionState

from ui.session import messages


@pytest.fixture
def places(monkeypatch):
    """Where the pages drawn from now on begin."""
    begun = []
    monkeypatch.setattr(AppSession, "request_rerun", AppSession.request_rerun)
    monkeypatch.setattr(ScriptRunner, "_maybe_handle_execution_control_request", lambda runner: None)
    monkeypatch.setattr(SessionState, "on_script_will_rerun", SessionState.on_script_will_rerun)
    monkeypatch.setattr(ScriptRunner, "_run_script", lambda runner, request: begun.append(context_dg_stack.get()))
    messages.mend.__wrapped__()
    return begun


def test_a_page_begins_at_its_top_where_a_part_was_drawn_before_it(places):
    def draw_a_page_after_a_part() -> None:
        context_dg_stack.set((*context_dg_stack.get(), st.container()))
        ScriptRunner._run_script(SimpleNamespace(), RerunData())

    copy_context().run(draw_a_page_after_a_part)
    assert places == [get_default_dg_stack_value()]


def test_what_a_timer_asks_for_is_no_click(monkeypatch, places):
    asked = []
    monkeypatch.setattr(AppSession, "request_rerun", lambda session, state: asked.append(state))
    messages._hear_a_click_once()
    for auto in (True, False):
        states = WidgetStates()
        states.widgets.add(id="button", trigger_value=True)
        states.widgets.add(id="slider", int_value=3)
        AppSession.request_rerun(SimpleNamespace(), ClientState(is_auto_rerun=auto, widget_states=states))
    assert [[each.id for each in state.widget_states.widgets] for state in asked] == [["slider"], ["button", "slider"]]
