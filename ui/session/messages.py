"""Messages from the browser that cross: four faults of Streamlit 1.67, mended."""

from __future__ import annotations

from functools import cache
from weakref import WeakKeyDictionary

from streamlit.delta_generator_singletons import context_dg_stack, get_default_dg_stack_value
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData


@cache
def mend() -> None:
    """Mend them for all sessions of this server."""
    _hear_a_click_once()
    _ignore_pages_that_were_left()
    _complete_callbacks()
    _begin_at_the_top()


def _hear_a_click_once() -> None:
    """A click that a timer's request carries as well is not made again by its own message.

    A click is sent in the next turn of the browser's loop. If a part of the page is due just before, its request has
    the click too, and Streamlit would call the callback twice.
    """
    original = AppSession.request_rerun
    heard: WeakKeyDictionary[AppSession, set[bytes]] = WeakKeyDictionary()  # since the last message of the visitor's

    def request_rerun(session: AppSession, state: ClientState | None) -> None:
        if state is not None:
            widgets, known = state.widget_states.widgets, heard.pop(session, set())
            clicks = {each.SerializeToString() for each in widgets if _is_click(each)}
            if state.is_auto_rerun and session.has_fragment(state.fragment_id):
                heard[session] = known | clicks
            if clicks & known:
                fresh = [each for each in widgets if each.SerializeToString() not in known]
                del widgets[:]
                widgets.extend(fresh)
        original(session, state)

    AppSession.request_rerun = request_rerun  # type: ignore[assignment, method-assign]


def _is_click(state: WidgetState) -> bool:
    return (state.WhichOneof("value") or "").endswith("trigger_value")


def _ignore_pages_that_were_left() -> None:
    """No session redraws a part of a page that its visitor has left.

    A part may ask for it after the click that leads to another page and before that page has reached the browser.
    Streamlit draws the part when the other page is complete and announces the page left as the one that is shown; the
    browser then empties itself, or stops with "Bad delta path index".
    """
    original = AppSession.request_rerun
    asked: WeakKeyDictionary[AppSession, tuple[str, str]] = WeakKeyDictionary()

    def request_rerun(session: AppSession, state: ClientState | None) -> None:
        drawn = session.page_script_hash
        if state is not None and not state.fragment_id:
            asked[session] = state.page_script_hash, drawn
        elif state is not None and session in asked:  # the first one of a server began before this was mended
            page, drawn_when_asked = asked[session]
            newest = page if drawn == drawn_when_asked else drawn
            if state.page_script_hash != newest:
                return
        original(session, state)

    AppSession.request_rerun = request_rerun  # type: ignore[assignment, method-assign]


def _complete_callbacks() -> None:
    """No message cuts off the callbacks of the one before.

    Streamlit looks for a newer message at each access to the session, in callbacks too, and abandons what it is doing
    if there is one: of a click that another message follows at once, a half is done, or nothing. Here it looks when
    the callbacks are through. (`runner.fastReruns` would throw away a click that has not been taken up yet.)
    """
    original = ScriptRunner._maybe_handle_execution_control_request

    def look_for_a_newer_message(runner: ScriptRunner) -> None:
        context = get_script_run_ctx(suppress_warning=True)
        if context is None or context.has_script_started:
            original(runner)

    ScriptRunner._maybe_handle_execution_control_request = look_for_a_newer_message  # type: ignore[assignment, method-assign]


def _begin_at_the_top() -> None:
    """A page begins at its top, not inside the part that was drawn before it.

    Where a page is asked for while a part is being drawn, one thread draws both, and Streamlit leaves it standing in
    the container of the part.
    """
    original = ScriptRunner._run_script

    def run_script(runner: ScriptRunner, request: RerunData) -> None:
        context_dg_stack.set(get_default_dg_stack_value())
        original(runner, request)

    ScriptRunner._run_script = run_script  # type: ignore[assignment, method-assign]
