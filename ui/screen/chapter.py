"""The chapter's sections with the pages that let one do them, and the guided tour. Pure: no Streamlit.

Pages are named as in `ui.pages.PAGES`; what does not exist is passed over. The texts are in home.toml and tour.toml.
"""

from __future__ import annotations

from collections.abc import Container

SECTIONS: dict[str, tuple[str, ...]] = {
    "warm_up": ("weights", "backprop"),
    "assumptions": ("backprop", "train"),
    "hadamard": ("backprop",),
    "equations": ("demon", "errors", "weights"),
    "proof": ("backprop", "exercises"),
    "algorithm": ("backprop",),
    "code": ("train", "exercises"),
    "fast": ("check",),
    "big_picture": ("paths",),
    "exercises": ("exercises",),
}
"""The sections of the chapter in its order, and the pages that belong to each, the best one first."""

STATIONS = ("home", "train", "draw", "demon", "errors", "weights", "backprop", "check", "exercises", "paths")
"""The pages of the tour, from the first drawing to the sum over all paths."""

MINUTES = 3  # that a station takes


def sections(pages: Container[str]) -> dict[str, tuple[str, ...]]:
    """The sections that one can do something in, with the pages that exist."""
    there = {name: tuple(page for page in wanted if page in pages) for name, wanted in SECTIONS.items()}
    return {name: found for name, found in there.items() if found}


def stations(pages: Container[str]) -> tuple[str, ...]:
    """The stations of the tour that exist."""
    return tuple(page for page in STATIONS if page in pages)


def following(page: str, seen: Container[str], pages: Container[str]) -> str | None:
    """The station after this one; from the first on, that which was not seen yet. None after the last."""
    route = stations(pages)
    rest = route[route.index(page) + 1 :]
    if page == route[0]:
        return next((station for station in rest if station not in seen), rest[0] if rest else None)
    return rest[0] if rest else None
