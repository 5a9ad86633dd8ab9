"""The canvas scripts as modules of their own, on an empty page without a server."""

from __future__ import annotations

import base64
from typing import Any

from playwright.sync_api import Page, Route

from tests.paths import ROOT
from ui.canvas.bundle import parts

FOLDER = ROOT / "assets" / "canvas"
HOME = "http://canvas.test"  # never asked: what it would say is read from the folder
EMPTY = '<!doctype html><body style="margin: 8px"></body>'

MOUNT = """async ([html, css, js, colours]) => {
  const url = URL.createObjectURL(new Blob([js], {type: "text/javascript"}));
  const {default: component} = await import(url);
  const host = document.createElement("div");
  document.body.replaceChildren(host);
  for (const [name, colour] of Object.entries(colours)) host.style.setProperty(`--st-${name}-color`, colour);
  const root = host.attachShadow({mode: "open"});
  root.innerHTML = `<style>${css}</style>${html}`;
  const sent = [];
  const setTriggerValue = (name, value) => sent.push([name, structuredClone(value)]); // a stroke may grow on
  window.sent = sent;
  window.update = (data) =>
    component({parentElement: root, data, setStateValue: setTriggerValue, setTriggerValue});
}"""
COLOURS = {
    "text": "#000",
    "background": "#fff",
    "secondary-background": "#eee",
    "border": "#ccc",
    "primary": "#036",
    "blue": "#00f",
    "orange": "#f80",
    "green": "#080",
    "red": "#c00",
}


class Scripts:
    """An empty page that imports modules from assets/canvas."""

    def __init__(self, page: Page):
        self.page = page
        page.route(f"{HOME}/**", self._answer)
        page.goto(HOME)

    @staticmethod
    def _answer(route: Route) -> None:
        file = FOLDER / route.request.url.removeprefix(HOME).strip("/")
        if file.is_file():
            route.fulfill(path=file, content_type="text/javascript")
        else:
            route.fulfill(body=EMPTY, content_type="text/html")

    def call(self, module: str, function: str, *arguments: object) -> Any:
        """What a JavaScript function says of a module's exports and some arguments."""
        script = f"async (given) => ({function})(await import('/{module}'), ...given)"
        return self.page.evaluate(script, list(arguments))

    def mount(self, name: str) -> None:
        """A component as Streamlit mounts it, in a tab that remembers nothing."""
        self.page.evaluate("() => sessionStorage.clear()")
        self.page.evaluate(MOUNT, [*parts(name), COLOURS])

    def update(self, data: object) -> None:
        """Hand data, which may be bytes, to the mounted component."""
        if isinstance(data, bytes):
            code = base64.b64encode(data).decode()
            self.page.evaluate("(code) => { update(Uint8Array.from(atob(code), (c) => c.charCodeAt(0))); }", code)
        else:
            self.page.evaluate("(data) => { update(data); }", data)

    def sent(self) -> list[tuple[str, Any]]:
        """What the mounted component has sent since the last look, by name and value."""
        return [(name, value) for name, value in self.page.evaluate("() => sent.splice(0)")]
