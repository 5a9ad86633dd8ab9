"""The one HTML file that Streamlit serves, with what it lacks: less to load, and a first look that does not jump."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path

from ui.folders import ASSETS
from ui.shell import fonts

EVERYWHERE = ("BidiComponent", "Button", "ButtonGroup", "Checkbox", "Html", "PageLink")
LABS = ("NumberInput", "Selectbox", "rehype-katex")  # on every page but Home
FONT = re.compile(r'<link[^>]+rel="preload"[^>]+as="font"[^>]*>')  # Streamlit's own, which is not needed at first
IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


def with_head(html: str, labs: bool) -> str:
    """The page with our fonts, scripts and styles; what a page needs is asked for before Streamlit knows of it."""
    if "</head>" not in html:
        return html
    names = modules(EVERYWHERE + LABS) if labs else modules(EVERYWHERE)
    early = [f'<link rel="modulepreload" crossorigin href="./static/js/{name}">' for name in names if name not in html]
    return FONT.sub("", html).replace("</head>", "".join(early) + _own() + "</head>")


@cache
def _own() -> str:
    scripts = "".join(f"<script>{_file(name)}</script>" for name in ("fonts.js", "menu.js", "opening.js"))
    return f"{fonts.head()}<style>{_file('opening.css')}</style>{scripts}"


def _file(name: str) -> str:
    return (ASSETS / "shell" / name).read_text("utf-8")


@cache
def modules(roots: tuple[str, ...]) -> list[str]:
    """Streamlit's scripts that begin with such names, and all that they import; none where Streamlit has others."""
    spec = importlib.util.find_spec("streamlit")
    folder = Path(spec.origin).parent / "static" / "static" / "js" if spec and spec.origin else Path()
    ahead = [file.name for root in roots for file in folder.glob(f"{root}.*.js")]
    found: list[str] = []
    while ahead:
        name = ahead.pop()
        if name not in found and (folder / name).exists():
            found.append(name)
            ahead += IMPORTED.findall((folder / name).read_text("utf-8"))
    return sorted(found)
