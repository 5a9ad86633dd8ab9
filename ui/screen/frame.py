"""The frame of every page: its title, the menu, the language, the current network."""

from __future__ import annotations

import streamlit as st

from ui.folders import ASSETS
from ui.screen import components, digit_view, fragments, keys, pages, tour
from ui.session import address, current, language, messages, resources, runs, selection, widgets
from ui.session.address import Group
from ui.session.current import Digit
from ui.session.networks import KEPT, NETWORK
from ui.session.store import LANGUAGE
from ui.text.words import LANGUAGES, Words, load

STYLE = """<style>
@media (hover: none) { [class*="st-key-"] kbd { display: none; } }
@media (min-width: 768px) { :has(> .st-key-digit_here) { display: none; } }
:has(> [class*="st-key-address_"]), .st-key-watch { display: none; }
.st-key-curves { min-height: 454px; }
</style>"""  # no keys without a keyboard; the digit is on the page itself where the frame is a drawer; nothing jumps


def open(page: str, *groups: Group, picture: bool = True, digit: bool = False) -> Words:
    """Begin a page: set it up, draw the frame and the title, and return the page's words.

    `groups` are the parameters of its address besides those of all pages. `picture` is whether the frame has the
    picture of the current network; a page that shows the network itself does not need it. `digit` is whether the
    frame shows the current digit and lets the visitor choose another one.
    """
    messages.mend()
    groups = (language.ADDRESS, keys.ADDRESS, runs.ADDRESS, *((selection.ADDRESS,) if digit else ()), *groups)
    address.open(pages.path(page), *groups)
    tour.visit(page)
    words = load(LANGUAGE.get(), page)
    icon = str(ASSETS / "icon.png")
    st.set_page_config(page_title=f"{words['menu']} · Deltascope", page_icon=icon, layout="wide")
    st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=icon)
    st.html(STYLE)
    tour.enlarge()
    with st.sidebar:
        _menu(words)
        shown = _digit(words) if digit else None
        _network(words, picture)
        _language(words)
        tour.teach(words)
        address.show()
    tour.bar(words.language, page)
    st.title(words["title"], anchor=False)
    st.markdown(words["lead"])
    if shown:
        digit_view.here(words, shown)
    return words


def _menu(words: Words) -> None:
    for name, file in pages.PAGES.items():
        page = load(words.language, name)
        st.page_link(file, label=page["menu"], icon=f":material/{page['icon']}:")


def _digit(words: Words) -> Digit:
    """The current digit, where there are data to choose from."""
    resources.splits(words)
    digit = current.digit(current.network())
    digit_view.choose(words, digit)
    return digit


def _language(words: Words) -> None:
    widgets.pick(LANGUAGE, words["language"], list(LANGUAGES), LANGUAGES.__getitem__)


def _network(words: Words, picture: bool) -> None:
    """The current network: which it is, and the choice where there is one."""
    available = current.available()
    if len(available) > 1:
        widgets.pick(
            NETWORK,
            words["network.title"],
            available,
            lambda name: words[f"network.{name}"],
            help=words["network.help"],
        )
    if not picture:
        return
    fragments.live(_picture, 2.0, words)


def _picture(words: Words) -> None:
    """The first layer of the current network, small, and one line on it."""
    now = current.network()
    components.weights("frame_weights", now.network, words, most=30, width=30, title=False)
    shape = "-".join(map(str, now.network.sizes))
    if now.taught:
        correct = words.whole(now.taught.correct)
        st.caption(words("network.caption_taught", shape=shape, correct=correct))
    elif now.status:
        st.caption(words("network.caption_run", shape=shape, epochs=current.position(now.status)))
    elif NETWORK.get() == "kept" and (kept := KEPT.get()):
        st.caption(words("network.caption_kept", shape=shape, name=kept.name))
    else:
        accuracy = f"{resources.book().config['test_accuracy']:.1%}"
        st.caption(words("network.caption_book", shape=shape, accuracy=accuracy))
