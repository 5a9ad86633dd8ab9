"""What tests/browser/test_messages.py cannot time: a page is asked for in the instant in which a part is complete."""

from contextvars import copy_context
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value
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
