"""Streamlit's page and scripts on their way: the page completed, all of it compressed.

Streamlit leaves compression to a server in front of it, which a laptop and a class do not have.
"""

from __future__ import annotations

import asyncio
import gzip
import re
from typing import NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.shell import page

SCRIPTS = re.compile(r"/(static/(js|css)|canvas)/[\w.-]+\.(js|css)$")  # a name changes with what is in the file
KINDS = ("text/javascript", "application/javascript", "text/css")  # of answers that are kept
LEVEL = 6  # 9 takes a third more time and saves 0.3 %


class Answer(NamedTuple):
    """An answer that has been collected: how it starts, and its body."""

    start: Message
    body: bytes

    def replaced(self, body: bytes, **headers: str) -> Answer:
        """The same with another body, which no longer is the file that its tag and its date speak of."""
        found = MutableHeaders(raw=[*self.start["headers"]])
        for name in ("etag", "last-modified"):
            del found[name]
        for name, value in {**headers, "content-length": str(len(body))}.items():
            found[name.replace("_", "-")] = value
        return Answer({**self.start, "headers": found.raw}, body)

    def compressed(self) -> Answer:
        return self.replaced(gzip.compress(self.body, LEVEL), content_encoding="gzip", vary="Accept-Encoding")

    @property
    def kind(self) -> str:
        return Headers(raw=self.start["headers"]).get("content-type", "")

    async def send(self, send: Send) -> None:
        await send({**self.start})  # who passes it on adds to it
        await send({"type": "http.response.body", "body": self.body})


class Delivery:
    """Completes the page, and compresses it and Streamlit's scripts; a script that has been compressed is kept.

    Nothing else is touched: what moves is asked for several times a second, and compressing it takes longer than
    sending it.
    """

    def __init__(self, app: ASGIApp):
        self.app = app
        self.kept: dict[str, Answer] = {}
        self.turn = asyncio.Lock()  # of many visitors who come at once, one waits for a script to be compressed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" and scope["method"] == "GET" else Headers()
        small = "gzip" in headers.get("accept-encoding", "")
        path = scope.get("path", "")
        if small and SCRIPTS.search(path) and "range" not in headers:
            async with self.turn:
                answer = self.kept.get(path) or await self._script(scope)
            await answer.send(send)
        elif "text/html" in headers.get("accept", ""):
            answer = await self._collected(scope)
            if answer.start["status"] == 200 and answer.kind.startswith("text/html"):
                answer = _completed(answer, path)
                answer = await asyncio.to_thread(answer.compressed) if small else answer
            await answer.send(send)
        else:
            await self.app(scope, receive, send)

    async def _script(self, scope: Scope) -> Answer:
        answer = await self._collected(scope)
        if answer.start["status"] == 200 and answer.kind.startswith(KINDS):
            answer = self.kept[scope["path"]] = await asyncio.to_thread(answer.compressed)
        return answer

    async def _collected(self, scope: Scope) -> Answer:
        """The answer as it is: Streamlit would compress some. It is whole, even if who asked has left meanwhile."""
        bare = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        messages: list[Message] = []
        nothing: asyncio.Queue[Message] = asyncio.Queue()
        nothing.put_nowait({"type": "http.request", "body": b"", "more_body": False})

        async def hear(message: Message) -> None:
            messages.append(message)

        await self.app(bare, nothing.get, hear)
        return Answer(messages[0], b"".join(message.get("body", b"") for message in messages[1:]))


def _completed(answer: Answer, path: str) -> Answer:
    """The page with what Streamlit's lacks."""
    html = page.with_head(answer.body.decode("utf-8"), labs=not path.endswith("/"))
    return answer.replaced(html.encode("utf-8"))
