"""Messages that cross: what the browser sends while the server is still busy with what came before."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.browser.visitor import ONE, Visitor


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of one's own: what is put between it and the server stays."""
    context = browser.new_context(locale="en-US")
    yield context.new_page()
    context.close()


def is_click(state: WidgetState) -> bool:
    return state.WhichOneof("value") == "trigger_value"


def send(visitor: Visitor, instead: Callable[[ClientState], list[ClientState]]) -> None:
    """Send other requests at once instead of each request of this browser."""

    def pass_on(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def sent(message: str | bytes) -> None:
            request = BackMsg.FromString(message) if isinstance(message, bytes) else BackMsg()
            if not request.HasField("rerun_script"):
                server.send(message)
                return
            for state in instead(request.rerun_script):
                server.send(BackMsg(rerun_script=state).SerializeToString())

        route.on_message(sent)

    visitor.page.route_web_socket(re.compile("_stcore/stream"), pass_on)


@pytest.mark.parametrize(("name", "late"), [("Weights", True), ("Train", True), ("Draw", True), ("Weights", False)])
def test_a_part_of_the_page_that_was_left_is_not_drawn_over_the_next_one(visitor, name, late):
    said: list[ClientState] = []  # by a part of the first page

    def with_a_part(request: ClientState) -> list[ClientState]:
        if request.fragment_id:
            said.append(request)
        if request.fragment_id or not said:
            return [request]
        return [request, said[-1]] if late else [said[-1], request]

    send(visitor, with_a_part)
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

    def and_the_rest_again(request: ClientState) -> list[ClientState]:
        rest = [state for state in request.widget_states.widgets if not is_click(state)]
        if len(rest) == len(request.widget_states.widgets):
            return [request]
        clicked.append(request)
        more = ClientState()
        more.CopyFrom(request)
        del more.widget_states.widgets[:]
        more.widget_states.widgets.extend(rest)
        return [request, more]

    send(visitor, and_the_rest_again)
    visitor.open("/train?epochs=1000")
    visitor.button("Start").click()
    expect(visitor.status()).to_contain_text("Running")
    assert clicked
    visitor.button("Stop").click()
    expect(visitor.status()).to_contain_text("Stopped")


def saying(request: ClientState, other: ClientState) -> ClientState:
    """A request with what the widgets say in another one."""
    saying = ClientState()
    saying.CopyFrom(request)
    saying.widget_states.CopyFrom(other.widget_states)
    return saying


def paused(visitor: Visitor) -> tuple[int, int]:
    """Train with a run that has been paused; epoch and mini-batch at which it stands."""
    visitor.open("/train?epochs=1000")
    visitor.button("Start").click()
    visitor.watch(lambda: visitor.accuracy() > 60)
    visitor.button("Pause").click()
    expect(visitor.status()).to_contain_text("Paused")
    visitor.page.wait_for_timeout(1000)  # until all is drawn
    return visitor.position()


def test_a_widget_that_has_given_way_to_another_says_nothing_any_more(visitor):
    shown: list[ClientState] = []  # with the slider of the moments as it was first
    again: list[bool] = []

    def with_what_was_shown_first(request: ClientState) -> list[ClientState]:
        if not shown and any("travel:" in state.id for state in request.widget_states.widgets):
            shown.append(request)
        return [saying(request, shown[0]), request] if again else [request]

    send(visitor, with_what_was_shown_first)
    before = paused(visitor)
    visitor.pick("Inside")
    visitor.watch(lambda: bool(shown))
    visitor.button("Step").click()
    visitor.watch(lambda: visitor.position() != before)
    again.append(True)
    visitor.pick("Weights")
    visitor.page.wait_for_timeout(1500)
    expect(visitor.status()).to_contain_text("Paused")
    expect(visitor.status()).not_to_contain_text("looking at")


def test_a_click_that_a_timer_s_request_carries_too_is_one_click(visitor):
    timers: list[ClientState] = []  # the last request of a part that draws itself
    doubled = []

    def and_before_it_the_timer(request: ClientState) -> list[ClientState]:
        if request.is_auto_rerun:
            timers[:] = [request]
        if request.is_auto_rerun or not timers or not any(map(is_click, request.widget_states.widgets)):
            return [request]
        timer = ClientState()
        timer.CopyFrom(timers[0])
        timer.widget_states.CopyFrom(request.widget_states)
        doubled.append(request)
        return [timer, request]

    send(visitor, and_before_it_the_timer)
    visitor.open("/train?epochs=1000")
    visitor.button("Start").click()
    expect(visitor.status()).to_contain_text("Running")
    visitor.go("Backprop")
    for title in ("2 · Feedforward, l = 2", "2 · Feedforward, l = 3", "3 · Output error"):
        timers.clear()
        visitor.watch(lambda: bool(timers))
        visitor.page.locator(".st-key-bp_next button").click()
        expect(visitor.page.get_by_role("heading", level=2).first).to_contain_text(title)
        visitor.page.wait_for_timeout(500)
        expect(visitor.page.get_by_role("heading", level=2).first).to_contain_text(title)
    assert len(doubled) == 3
    visitor.go("Train")
    visitor.button("Stop").click()


def test_the_browser_is_never_asked_for_a_message_that_it_has_had(visitor):
    requests: list[ClientState] = []

    def as_it_is(request: ClientState) -> list[ClientState]:
        requests.append(request)
        return [request]

    send(visitor, as_it_is)
    visitor.open("/backprop")
    for key, title in (("next", "2 · Feedforward, l = 2"), ("back", "1 · Input")):
        visitor.page.locator(f".st-key-bp_{key} button").click()
        expect(visitor.page.get_by_role("heading", level=2).first).to_contain_text(title)
    assert len(requests) > 2
    assert not any(request.cached_message_hashes for request in requests)
