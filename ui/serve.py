"""What the server adds to Streamlit; and the server for a class: `HOST=127.0.0.1 PORT=80 python -m ui.serve`.

There uvicorn binds the port itself, which makes answers to a pen faster than under `streamlit run`: Streamlit's own
socket waits for more to send before it sends small messages.
"""

from __future__ import annotations

import os
from typing import Any

import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.canvas.bundle import scripts
from ui.shell import fonts
from ui.shell.delivery import Delivery

HEADERS = {
    b"x-frame-options": b"SAMEORIGIN",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",  # the address may hold the id of a run, which gives control of it
}


class SafeHeaders:
    """Adds HEADERS to every answer."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS.items()]
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)


def live(request: Request) -> Response:
    """What a view shows now, and when to ask again; an empty answer without that if there is no such view."""
    from ui.session import feed  # which imports Streamlit: not before its settings are made

    frame = feed.VIEWS.look(request.path_params["token"])
    if frame is None:
        return Response(status_code=204)
    headers = {
        "x-again": f"{frame.again:g}",
        "cache-control": "no-store",
        "content-encoding": "identity",  # compressing numbers would take longer than sending them
    }
    return Response(frame.data, headers=headers, media_type="application/octet-stream")


def canvas(request: Request) -> Response:
    """The script of a component of ours, which may be kept for good: its address changes with it."""
    script = scripts().get(f"canvas/{request.path_params['file']}")
    if script is None:
        return Response(status_code=404)
    keep = {"cache-control": "public, immutable, max-age=31536000"}
    return Response(script, headers=keep, media_type="text/javascript")


MIDDLEWARE = [Middleware(SafeHeaders), Middleware(Delivery)]


def routes(base: str) -> list[Route]:
    """What is answered besides Streamlit's own addresses, below its `server.baseUrlPath`."""
    below = f"/{base.strip('/')}".rstrip("/")
    answers = {"live/{token}": live, "fonts/{name}": fonts.answer, "canvas/{file}": canvas}
    return [Route(f"{below}/{path}", answer) for path, answer in answers.items()]


def settings() -> dict[str, Any]:
    """What uvicorn is started with."""
    return {
        "host": os.environ.get("HOST", "0.0.0.0"),
        "port": int(os.environ.get("PORT", "8501")),
        "ws": "websockets-sansio",
        "ws_per_message_deflate": False,
        "ws_max_size": 6 * 2**20,  # an upload of 5 MB, and what surrounds it
        "access_log": False,
        "log_level": "warning",
    }


if __name__ == "__main__":
    os.environ.setdefault("STREAMLIT_SERVER_FILE_WATCHER_TYPE", "none")  # both are read when Streamlit is imported
    os.environ.setdefault("STREAMLIT_LOGGER_LEVEL", "warning")
    uvicorn.run("app:app", **settings())
