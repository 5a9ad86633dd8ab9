"""What a component of Streamlit takes: one page, one style sheet, one script. Pure: no Streamlit."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ui.folders import ASSETS

FOLDER = ASSETS / "canvas"
_IMPORT = re.compile(r'^import \{\s*\w+(?:,\s*\w+)*,?\s*\} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async |const |class |function ))", re.MULTILINE)


class Parts(NamedTuple):
    """The HTML, the CSS and the JavaScript of a component."""

    html: str
    css: str
    js: str


@cache
def address(name: str) -> str:
    """Where the browser fetches the script of a component, once: another script has another address."""
    digest = hashlib.blake2b(parts(name).js.encode(), digest_size=8).hexdigest()
    return f"canvas/{name}.{digest}.js"


@cache
def scripts() -> dict[str, str]:
    """The scripts of all components, by their addresses."""
    names = (folder.name for folder in FOLDER.iterdir() if (folder / f"{folder.name}.html").exists())
    return {address(name): parts(name).js for name in names}


def loader(name: str) -> str:
    """What Streamlit sends with each message to a component, in place of the script: it fetches that."""
    where = f'new URL("{address(name)}", document.baseURI)'
    return f"const {{ default: component }} = await import({where});\nexport default component;\n"


@cache
def parts(name: str) -> Parts:
    """Those of a component of ours, which lie in a folder of its own; figure.css stands before its style sheets."""
    folder = FOLDER / name
    sheets = (FOLDER / "shared" / "figure.css", *sorted(folder.glob("*.css"), key=lambda sheet: sheet.stem != name))
    css = "".join(sheet.read_text("utf-8") for sheet in sheets)
    return Parts((folder / f"{name}.html").read_text("utf-8"), css, bundle(folder / f"{name}.js"))


def bundle(entry: Path) -> str:
    """A JavaScript module and all that it imports as one script: each file once, after those that it imports itself.

    The `import` lines are the only order that there is. Names keep their own, so that a name at the top of a file must
    be the only one of that name. Raises ValueError where files import each other in a circle, and for an import that is
    not of the form `import { name, name } from "./file.js";`.
    """
    scripts: dict[Path, str] = {}

    def add(file: Path, importers: tuple[Path, ...]) -> None:
        if file in importers:
            circle = " imports ".join(f"{part.parent.name}/{part.name}" for part in (*importers, file))
            raise ValueError(f"a circle: {circle}; move what they share to a file that imports neither")
        if file in scripts:
            return
        source = file.read_text("utf-8")
        for path in _IMPORT.findall(source):
            add((file.parent / path).resolve(), (*importers, file))
        scripts[file] = _EXPORT.sub("", _IMPORT.sub("", source))
        if left := re.search(r"^(import|export \{).*$", scripts[file], re.MULTILINE):
            raise ValueError(f'{file.name}: cannot join "{left[0]}"; write import {{ name }} from "./file.js";')

    add(entry.resolve(), ())
    return "\n".join(scripts.values())
