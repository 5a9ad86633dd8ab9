"""The frame of every page: its title, the menu, the language, the current network."""

from __future__ import annotations

import streamlit as st

from ui.folders import ASSETS
from ui.screen import digit_view, keys, network_view, pages, tour
from ui.session import address, current, language, messages, networks, resources, runs, selection, widgets
from ui.session.address import Group
from ui.session.current import Digit
from ui.session.store import LANGUAGE
from ui.text.words import LANGUAGES, Words, load

STYLE = """<style>
@media (hover: none) { [class*="st-key-"] kbd { display: none; } }
.st-key-menu { margin-bottom: 0.5rem; }
.st-key-menu a { min-height: 1.85rem; }
@media (max-width: 768px) { .st-key-menu a { min-height: 2.6rem; } }
@media (min-width: 768px) { :has(> .st-key-digit_here) { display: none; } }
:has(> [class*="st-key-address_"]), .st-key-watch { display: none; }
.st-key-curves { min-height: 420px; }
.st-key-brief h1 { font-size: 1.4rem; padding: 0 0 0.6rem; }
.st-key-brief p { font-size: 0.9rem; }
[class*="st-key-"] button[kind="primary"]:not(:disabled) { color: light-dark(#fff, #14171c); }
[class*="st-key-"] kbd { opacity: 1; }
:is([class*="st-key-digit_back"], [class*="st-key-digit_next"], .st-key-tour_end) button :has(> p) {
  position: absolute; width: 1px; overflow: hidden; clip-path: inset(50%);
}
:root a:focus-visible { outline: 2px solid light-dark(#34506b, #8db1d5); outline-offset: -2px; }
</style>"""  # no keys without a keyboard; the digit is on the page itself where the frame is a drawer; nothing jumps;
# a button of the primary colour can be read, one that shows an icon alone has a name, a link in focus is seen


def open(
    page: str,
    *groups: Group,
    picture: bool = True,
    digit: bool = False,
    label: bool = True,
    brief: bool = False,
) -> Words:
    """Begin a page: set it up, draw the frame and the title, and return the page's words.

    `groups` are the parameters of its address besides those of all pages. `picture` is whether the frame has the
    picture of the current network; a page that shows the network itself does not need it. `digit` is whether the
    frame shows the current digit and lets the visitor choose another one, and with `label` another label of it: a page
    that has its own choice of the label does not need that. `brief` is for a page whose figures need the room: its
    title and what it leads to are a line each.
    """
    _begin(page, *((selection.ADDRESS,) if digit else ()), *groups)
    words = load(LANGUAGE.get(), page)
    icon = str(ASSETS / "icon.png")
    st.set_page_config(page_title=f"{words['menu']} · Deltascope", page_icon=icon, layout="wide")
    st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=icon)
    st.html(STYLE)
    tour.enlarge()
    with st.sidebar:
        _menu(words)
        shown = _digit(words, label) if digit else None
        network_view.choose(words)
        if picture:
            network_view.show(words, page)
        _language(words)
        tour.teach(words)
        address.show()
    tour.bar(words.language, page)
    _head(words, brief)
    if shown:
        digit_view.here(words, shown, label)
    return words


def _head(words: Words, brief: bool) -> None:
    with st.container(key="brief" if brief else "head", gap="xxsmall" if brief else "small"):
        st.title(words["title"], anchor=False)
        st.markdown(words["lead"])


def _begin(page: str, *groups: Group) -> None:
    """Before anything is drawn: which network, which address, which station of the tour."""
    messages.mend()
    networks.open(page)
    address.open(pages.path(page), language.ADDRESS, keys.ADDRESS, networks.ADDRESS, runs.ADDRESS, *groups)
    tour.visit(page)


def _menu(words: Words) -> None:
    with st.container(key="menu", gap="xxsmall"):
        for name, file in pages.PAGES.items():
            page = load(words.language, name)
            st.page_link(file, label=page["menu"], icon=f":material/{page['icon']}:")


def _digit(words: Words, label: bool) -> Digit:
    """The current digit, where there are data to choose from."""
    resources.splits(words)
    digit = current.digit(current.network())
    digit_view.choose(words, digit, label)
    return digit


def _language(words: Words) -> None:
    widgets.pick(LANGUAGE, words["language"], list(LANGUAGES), LANGUAGES.__getitem__)
