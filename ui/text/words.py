"""The texts of a page in a language, from assets/text/<language>/. Pure: no Streamlit."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from ui.folders import ASSETS

FOLDER = ASSETS / "text"
LANGUAGES = {"en": "English", "de": "Deutsch"}
THOUSANDS = {"de": "’"}  # between the thousands of a number; a comma where nothing is said
DEFAULT = "en"


class Words(Mapping[str, str]):
    """Texts by key; tables are joined by dots, as in `words["state.running"]`.

    `words("state.left", …)` fills the placeholders of a text. A key that a language lacks is taken from English.
    """

    def __init__(self, language: str, texts: Mapping[str, str]):
        self.language = language
        self._texts = texts

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __call__(self, key: str, **values: object) -> str:
        return self._texts[key].format(**values)

    def part(self, table: str) -> dict[str, str]:
        """The texts of one table, by the rest of their keys."""
        prefix = f"{table}."
        return {key.removeprefix(prefix): text for key, text in self.items() if key.startswith(prefix)}

    def whole(self, number: int) -> str:
        """A whole number with its thousands apart: 23,860 in English, 23’860 in Swiss German."""
        return f"{number:,}".replace(",", THOUSANDS.get(self.language, ","))


@cache
def load(language: str, page: str) -> Words:
    """The words of a page; an unknown language gives English."""
    language = language if language in LANGUAGES else DEFAULT
    texts: dict[str, str] = {}
    for part in (DEFAULT, language):
        for name in ("common", page):
            texts |= read(FOLDER / part / f"{name}.toml")
    return Words(language, texts)


def read(file: Path) -> dict[str, str]:
    """All texts of a file, tables joined by dots; nothing if there is no such file."""
    return dict(_flat(tomllib.loads(file.read_text("utf-8")))) if file.exists() else {}


def _flat(table: Mapping, prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, value.strip()
