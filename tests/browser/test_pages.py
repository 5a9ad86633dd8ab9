"""From page to page."""

import re

from playwright.sync_api import WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.browser.visitor import ONE


def test_a_message_of_the_page_that_was_left_does_not_empty_the_next_one(visitor):
    late = []  # what a part of the first page has sent: it is sent again behind the click on a link

    def pass_on(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def sent(message: str | bytes) -> None:
            server.send(message)
            request = BackMsg.FromString(message).rerun_script if isinstance(message, bytes) else None
            if request and request.fragment_id:
                late.append(message)
            elif request and late:
                server.send(late[-1])

        route.on_message(sent)

    visitor.page.route_web_socket(re.compile("_stcore/stream"), pass_on)
    visitor.open("/")
    visitor.draw(*ONE)
    visitor.expect_answer(1)
    assert late
    for name in "Weights", "Home", "Paths":
        visitor.go(name)
        expect(visitor.page).to_have_title(re.compile(name))
        expect(visitor.page.get_by_test_id("stStatusWidget")).not_to_be_visible()
        expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
