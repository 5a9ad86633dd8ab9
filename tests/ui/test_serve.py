"""What the server adds to Streamlit; tests/browser/test_serve.py asks a real one."""

from starlette.requests import Request

from ui import serve
from ui.session import feed
from ui.session.feed import Frame


def asked(token):
    return serve.live(Request({"type": "http", "headers": [], "path_params": {"token": token}}))


def test_a_view_is_answered_with_its_bytes_and_when_to_ask_again():
    answer = asked(feed.VIEWS.offer(lambda: Frame(b"abc", 0.2)))
    assert (answer.status_code, answer.body) == (200, b"abc")
    assert answer.headers["x-again"] == "0.2"
    assert answer.headers["cache-control"] == "no-store"


def test_views_lie_below_the_path_of_the_app():
    assert [serve.routes(base)[0].path for base in ("", "learn", "/learn/")] == [
        "/live/{token}",
        "/learn/live/{token}",
        "/learn/live/{token}",
    ]


def test_where_there_is_no_view_the_answer_is_empty_and_says_no_time():
    answer = asked("x")
    assert (answer.status_code, answer.body) == (204, b"")
    assert "x-again" not in answer.headers
