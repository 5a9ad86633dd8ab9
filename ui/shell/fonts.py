"""The fonts of the app: cut from Streamlit's to what it writes with, an eighth of their size.

They take the places of those of the same names (assets/shell/fonts.js). What is missing in them comes from the
visitor's machine. Icons are ligatures, for which there is no such way out: ICONS names those that there are, and
`make fonts` cuts the fonts anew.
"""

from __future__ import annotations

import hashlib
from functools import cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from ui.folders import ASSETS

FOLDER = ASSETS / "fonts"
ICONS = FOLDER / "icons.txt"
TEXT = {
    "serif": "SourceSerifVariable-Roman",
    "sans": "SourceSansVF-Upright",
    "italic": "SourceSansVF-Italic",
    "code": "SourceCodeVF-Upright",
}
RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2B0, 0x2FF),
    (0x300, 0x30C),
    (0x391, 0x3C9),
    (0x1D2C, 0x1D6A),
    (0x2000, 0x209C),
    (0x2190, 0x2199),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2713, 0x2717),
)
"""What they hold: Latin, Greek, numbers and letters above and below the line, arrows, mathematics, shapes."""
FACES = {
    "serif": ("Source Serif", "normal"),
    "sans": ("Source Sans", "normal"),
    "italic": ("Source Sans", "italic"),
    "code": ("Source Code Pro", "normal"),
    "icons": ("Material Symbols Rounded", "normal"),
}
"""The family and the style of each, as Streamlit calls them."""
FIRST = ("sans", "serif", "icons")  # what every page shows at once


@cache
def files() -> dict[str, str]:
    """The fonts by the names under which they are served, which change with what is in them."""
    return {
        f"{name}.{hashlib.sha256((FOLDER / f'{name}.woff2').read_bytes()).hexdigest()[:8]}.woff2": name
        for name in FACES
    }


def answer(request: Request) -> Response:
    """One of the fonts."""
    name = files().get(request.path_params["name"])
    if name is None:
        raise HTTPException(404)
    forever = {"cache-control": "public, immutable, max-age=31536000"}
    return FileResponse(FOLDER / f"{name}.woff2", media_type="font/woff2", headers=forever)


def head() -> str:
    """What the head of the page has to say of them."""
    known = {name: f"./fonts/{file}" for file, name in files().items()}
    early = (f'<link rel="preload" href="{known[name]}" as="font" type="font/woff2" crossorigin>' for name in FIRST)
    return "".join(early) + f"<style id=faces>{''.join(_face(name, url) for name, url in known.items())}</style>"


def _face(name: str, url: str) -> str:
    family, style = FACES[name]
    own = "font-weight:100 900" if name in TEXT else "font-weight:400;font-display:block"
    return f"@font-face{{font-family:{family};font-style:{style};{own};src:url({url})format('woff2')}}"
