"""The page that Streamlit serves with what it lacks, its fonts, and what is compressed on its way."""

import asyncio
import contextlib
import gzip
import re
import tomllib
from concurrent.futures import ThreadPoolExecutor

import pytest
import streamlit
from starlette.responses import HTMLResponse, Response

from tests.paths import ROOT
from ui.shell import fonts, page
from ui.shell.delivery import Delivery

INDEX = (ROOT / streamlit.__path__[0] / "static" / "index.html").read_text("utf-8")
SCRIPT = b"let a = 1;" * 500


async def left():
    """What a server hears of a visitor who has left."""
    return {"type": "http.disconnect"}


class Server:
    """An app that answers everything with one answer, and what has come out of Delivery in front of it."""

    def __init__(self, answer):
        self.asked = 0
        self.answer = answer
        self.delivery = Delivery(self.app)

    async def app(self, scope, receive, send):
        self.asked += 1
        self.encodings = dict(scope["headers"]).get(b"accept-encoding", b"")
        await self.answer(scope, receive, send)

    def get(self, path, **headers):
        sent = []

        async def send(message):
            sent.append(message)
            if "headers" in message:  # as what stands before it adds its own
                message["headers"] = [*message["headers"], (b"x-added", b"1")]

        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        scope = {"type": "http", "method": "GET", "path": path, "headers": raw}
        with ThreadPoolExecutor() as thread:  # in this one a browser may have a loop of its own
            thread.submit(asyncio.run, self.delivery(scope, left, send)).result()
        head = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return head, b"".join(message.get("body", b"") for message in sent[1:])


def test_a_script_is_compressed_once_and_is_the_same_when_unpacked():
    server = Server(Response(SCRIPT, media_type="text/javascript", headers={"etag": "x"}))
    for _ in range(2):
        head, body = server.get("/static/js/a.1.js", accept_encoding="gzip, br")
        assert gzip.decompress(body) == SCRIPT
        assert (head["content-encoding"], head["vary"]) == ("gzip", "Accept-Encoding")
        assert server.encodings == b""  # nobody else compresses it as well
        assert int(head["content-length"]) == len(body) < len(SCRIPT) / 10
        assert "etag" not in head
    assert server.asked == 1


def test_a_visitor_who_leaves_while_a_script_is_read_leaves_no_half_of_it_to_others():
    """As Starlette's BaseHTTPMiddleware does, which Streamlit has: it ends an answer where the visitor has left."""

    async def until_he_leaves(scope, receive, send):
        await receive()
        kind = (b"content-type", b"text/javascript")
        await send({"type": "http.response.start", "status": 200, "headers": [kind]})
        with contextlib.suppress(TimeoutError):
            if (await asyncio.wait_for(receive(), 0.05))["type"] == "http.disconnect":
                return
        await send({"type": "http.response.body", "body": SCRIPT})

    server = Server(until_he_leaves)
    assert gzip.decompress(server.get("/static/js/a.1.js", accept_encoding="gzip")[1]) == SCRIPT


def test_who_cannot_unpack_gets_a_script_as_it_is():
    head, body = Server(Response(SCRIPT, media_type="text/javascript")).get("/static/js/a.1.js")
    assert (body, "content-encoding" in head) == (SCRIPT, False)


def test_a_script_that_is_missing_is_asked_for_again():
    server = Server(Response("no", status_code=404))
    for _ in range(2):
        assert server.get("/static/js/a.1.js", accept_encoding="gzip")[1] == b"no"
    assert server.asked == 2


@pytest.mark.parametrize("path", ["/static/js/a.1.js", "/canvas/pad.1.js"])
def test_who_adds_headers_to_a_script_that_is_kept_adds_them_once(path):
    server = Server(Response(SCRIPT, media_type="text/javascript"))
    for _ in range(3):
        head, body = server.get(path, accept_encoding="gzip")
        assert gzip.decompress(body) == SCRIPT
        assert "x-added" in head
    assert server.asked == 1
    assert b"x-added" not in dict(server.delivery.kept[path].start["headers"])


def test_only_scripts_by_their_plain_names_are_kept():
    """Whoever asks may write a path in many ways, and Streamlit answers the page to what it does not know."""
    for path, kind in (("/static/./js/a.js", "text/javascript"), ("/static/js/none.js", "text/html")):
        server = Server(Response(SCRIPT, media_type=kind))
        assert server.get(path, accept_encoding="gzip")[1]
        assert server.delivery.kept == {}


@pytest.mark.parametrize("path", ["/live/token", "/media/picture.png", "/static/media/font.woff2"])
def test_what_moves_and_what_is_small_already_goes_through_untouched(path):
    async def pieces(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"etag", b"x")]})
        for piece in (b"a", b"b"):
            await send({"type": "http.response.body", "body": piece, "more_body": piece == b"a"})

    assert Server(pieces).get(path, accept="*/*") == ({"etag": "x", "x-added": "1"}, b"ab")


def test_a_page_is_completed_whether_it_is_compressed_or_not():
    server = Server(HTMLResponse(INDEX))
    plain = server.get("/train", accept="text/html")[1]
    packed = server.get("/train", accept="text/html", accept_encoding="gzip")[1]
    assert gzip.decompress(packed) == plain
    assert "opening" in plain.decode()


def test_streamlit_s_page_gets_our_fonts_in_place_of_its_own():
    own = [*page.FONT.finditer(INDEX)]
    assert len(own) == 1
    assert own[0][0] not in page.with_head(INDEX, labs=True)
    assert "./fonts/sans." in page.with_head(INDEX, labs=True)


def test_streamlit_s_scripts_are_asked_for_early_with_all_that_they_import():
    for root in page.EVERYWHERE + page.LABS:
        assert any(name.startswith(f"{root}.") for name in page.modules((root,))), root
    early = re.findall(r'rel="modulepreload"[^>]+js/([^"]+)"', page.with_head(INDEX, labs=True))
    assert len(early) == len(set(early)) > len(page.EVERYWHERE + page.LABS)
    assert set(page.modules(page.LABS)) <= {*early, *re.findall(r'js/([^"]+)"', INDEX)}


def test_a_font_is_served_under_a_name_that_changes_with_it_and_nothing_else_is():
    assert set(fonts.files().values()) == set(fonts.FACES)
    assert all(name in fonts.head() for name in fonts.files())


def test_every_icon_of_the_app_is_in_the_font_of_icons():
    """If one is missing: make fonts."""
    sources = [*ROOT.glob("*.py"), *(ROOT / "pages").glob("*.py"), *(ROOT / "ui").rglob("*.py")]
    used = {name for file in sources for name in re.findall(r":material/(\w+):", file.read_text("utf-8"))}
    texts = (ROOT / "assets" / "text" / "en").glob("*.toml")
    used |= {tomllib.loads(file.read_text("utf-8")).get("icon", "home") for file in texts}
    assert len(used) > 30
    assert used <= set(fonts.ICONS.read_text("utf-8").split())
