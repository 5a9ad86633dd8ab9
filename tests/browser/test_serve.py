"""The server itself, started as `make run` starts it."""

import urllib.request

import pytest

from ui.serve import HEADERS


@pytest.mark.parametrize("path", ["/", "/train", "/_stcore/health", "/live/nothing"])
def test_every_answer_has_the_safe_headers(address, path):
    with urllib.request.urlopen(address + path) as answer:
        found = {name.lower(): value for name, value in answer.headers.items()}
    assert {name.decode(): value.decode() for name, value in HEADERS.items()}.items() <= found.items()


def test_numbers_are_not_compressed_on_their_way(visitor):
    with visitor.page.expect_response(lambda response: "/live/" in response.url) as found:
        visitor.open("/train?epochs=1000")
        visitor.button("Start").click()
    assert found.value.status == 200
    assert found.value.headers["content-encoding"] == "identity"
    assert float(found.value.headers["x-again"]) > 0
    visitor.button("Stop").click()
