"""Messages that cross: what the browser sends while the server is still busy with what came before."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from tests.browser.visitor import ONE, Visitor

Behind = Callable[[ClientState], ClientState | None]


def send_behind(visitor: Visitor, behind: Behind) -> None:
    """Send something more at once behind each request of this browser."""

    def pass_on(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def sent(message: str | bytes) -> None:
            server.send(message)
            request = BackMsg.FromString(message) if isinstance(message, bytes) else BackMsg()
            more = behind(request.rerun_script) if request.HasField("rerun_script") else None
            if more is not None:
                server.send(BackMsg(rerun_script=more).SerializeToString())

        route.on_message(sent)

    visitor.page.route_web_socket(re.compile("_stcore/stream"), pass_on)


@pytest.mark.parametrize("name", ["Weights", "Train", "Draw"])
def test_a_message_of_the_page_that_was_left_does_not_empty_the_next_one(visitor, name):
    said: list[ClientState] = []  # by a part of the first page

    def late(request: ClientState) -> ClientState | None:
        if request.fragment_id:
            said.append(request)
        return said[-1] if said and not request.fragment_id else None

    send_behind(visitor, late)
    visitor.open("/")
    visitor.draw(*ONE)
    visitor.expect_answer(1)
    assert said
    visitor.go(name)
    expect(visitor.page).to_have_title(re.compile(name))
    expect(visitor.page.get_by_test_id("stStatusWidget")).not_to_be_visible()
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()


def test_a_click_is_heard_although_another_message_follows_at_once(visitor):
    clicked = []

    def without_the_click(request: ClientState) -> ClientState | None:
        rest = [state for state in request.widget_states.widgets if state.WhichOneof("value") != "trigger_value"]
        if len(rest) == len(request.widget_states.widgets):
            return None
        clicked.append(request)
        more = ClientState()
        more.CopyFrom(request)
        del more.widget_states.widgets[:]
        more.widget_states.widgets.extend(rest)
        return more

    send_behind(visitor, without_the_click)
    visitor.open("/train?epochs=1000")
    visitor.button("Start").click()
    expect(visitor.status()).to_contain_text("Running")
    assert clicked
    visitor.button("Stop").click()
    expect(visitor.status()).to_contain_text("Stopped")
