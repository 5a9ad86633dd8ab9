"""`make fonts`: the fonts of a first visit in assets/fonts, cut from Streamlit's to what this app writes with.

assets/fonts/icons.txt names the icons that there are: those of our sources and those that Streamlit's elements show.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from ui.folders import ASSETS, ROOT
from ui.shell.fonts import FOLDER, ICONS, RANGES, TEXT

STREAMLIT = Path(importlib.util.find_spec("streamlit").origin).parent  # type: ignore[union-attr,arg-type]
MEDIA = STREAMLIT / "static" / "static" / "media"
WEIGHTS = {"wght": (400, 700)}
AXES: dict[str, dict[str, float | tuple[float, float]]] = {"serif": {"wght": (400, 700), "opsz": 28}}


def opened(pattern: str) -> TTFont:
    """The one font of Streamlit whose file begins so."""
    (file,) = MEDIA.glob(f"{pattern}.*woff2")
    return TTFont(file)


def keep(font: TTFont, unicodes: Iterable[int]) -> None:
    """Take from a font all other characters."""
    options = Options(layout_features=["kern", "liga", "clig", "calt", "ccmp", "locl", "mark", "mkmk", "rlig", "rclt"])
    options.notdef_outline, options.name_IDs = True, ["*"]  # whose licence it is stands in its names
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)


def save(font: TTFont, name: str) -> None:
    """Write a font under a name of its own: the licence reserves that of the original."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16, 25):
            record.string = f"Deltascope-{name}" if record.nameID == 6 else f"Deltascope {name}"
    font.flavor = "woff2"
    font.save(FOLDER / f"{name}.woff2")
    print(f"{name:12} {(FOLDER / f'{name}.woff2').stat().st_size / 1000:6.1f} kB")


def written() -> set[str]:
    """Every word of our sources and texts, and every icon that Streamlit's own elements show."""
    ours = [
        *ROOT.glob("*.py"),
        *ROOT.glob("*.md"),
        *(ROOT / "pages").glob("*.py"),
        *(ROOT / "ui").rglob("*.py"),
        *ASSETS.rglob("*.toml"),
    ]
    words = {word for file in ours for word in re.findall(r"\w+", file.read_text("utf-8"))}
    scripts = (STREAMLIT / "static" / "static" / "js").glob("*.js")
    return words | {name for file in scripts for name in re.findall(r":material/(\w+):", file.read_text("utf-8"))}


def keep_icons(font: TTFont, words: set[str]) -> list[str]:
    """Take from a font the ligatures that are none of these words, and return the names of those that stay."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    names = []
    tables = [table for lookup in font["GSUB"].table.LookupList.Lookup for table in lookup.SubTable]
    for table in tables:
        for first, found in getattr(table, "ExtSubTable", table).ligatures.items():
            known = {"".join(letters[glyph] for glyph in (first, *each.Component)): each for each in found}
            found[:] = [each for name, each in known.items() if name in words]
            names += sorted(known.keys() & words)
    keep(font, range(0x20, 0x7F))  # all: for a letter that were missing the browser would fetch Streamlit's
    return sorted(names)


def main() -> None:
    for name, pattern in TEXT.items():
        font = opened(pattern)
        keep(font, (code for first, last in RANGES for code in range(first, last + 1)))
        save(instantiateVariableFont(font, AXES.get(name, WEIGHTS)), name)
    icons = opened("MaterialSymbols-Rounded")
    ICONS.write_text("\n".join(keep_icons(icons, written())) + "\n")
    save(icons, "icons")


if __name__ == "__main__":
    main()
