"""The frame of every page: its title, the menu, the language, the current network."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.folders import ASSETS, ROOT
from ui.screen import components, tour
from ui.screen import digit as digits
from ui.session import current, resources, store, widgets
from ui.text.words import DEFAULT, LANGUAGES, Words, load

PAGES = {"home": "app.py"} | {
    re.sub(r"^\d+_", "", file.stem): f"pages/{file.name}" for file in sorted((ROOT / "pages").glob("*.py"))
}
"""The file of each page by its name, in the order of the menu; the digits before a page's name give that order."""

STYLE = """<style>
@media (hover: none) { [class*="st-key-"] kbd { display: none; } }
@media (min-width: 768px) { :has(> .st-key-digit_here) { display: none; } }
</style>"""  # no keys without a keyboard; the digit is on the page itself where the frame is a drawer


def open(page: str, *, picture: bool = True, digit: bool = False) -> Words:
    """Begin a page: set it up, draw the frame and the title, and return the page's words.

    `picture` is whether the frame shows the current network; a page that shows it itself has no need of that.
    `digit` is whether it shows the current digit, and lets one choose another.
    """
    words = load(language(), page)
    icon = str(ASSETS / "icon.png")
    st.set_page_config(page_title=f"{words['menu']} · Deltascope", page_icon=icon, layout="wide")
    st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=icon)
    st.html(STYLE)
    tour.enlarge()
    with st.sidebar:
        _menu(words)
        if digit:
            digits.choose(words)
        _network(words, picture)
        _language(words)
        tour.teach(words)
    tour.bar(words.language, page, PAGES)
    st.title(words["title"], anchor=False)
    st.markdown(words["lead"])
    if digit:
        digits.here(words)
    return words


def language() -> str:
    """The visitor's language: chosen, from the URL, or the browser's; in the URL if it is not the browser's."""
    own = (st.context.locale or "").split("-")[0]
    browser = own if own in LANGUAGES else DEFAULT
    chosen = store.get(store.LANGUAGE) or st.query_params.get(store.LANGUAGE)
    language = chosen if chosen in LANGUAGES else browser
    store.put(store.LANGUAGE, language)
    store.write_param(store.LANGUAGE, None if language == browser else language)
    return language


def link(page: str, label: str) -> None:
    """A link to a page of the app."""
    st.page_link(PAGES[page], label=label, icon=":material/arrow_forward:")


def live(view: Callable[..., None], seconds: float, *args: Any) -> None:
    """Draw a part of the page; again every so many seconds while the current network is a run that goes on."""

    def going_on() -> bool:
        run = store.run()
        return run is not None and not run.state.over and store.get(store.NETWORK) == "run"

    lively = going_on()

    def draw() -> None:
        if lively and not going_on():
            st.rerun()
        view(*args)

    with fixed():
        st.fragment(draw, run_every=resources.interval(seconds) if lively else None)()


def fixed() -> DeltaGenerator:
    """A place for a part that is drawn again by itself.

    While pages are drawn anew, Streamlit may send such a part to the place that it had before. If that is one that the
    page no longer has, the browser shows nothing at all any more; in a container of its own a part is always first.
    """
    return st.container()


def _menu(words: Words) -> None:
    for name, file in PAGES.items():
        page = load(words.language, name)
        st.page_link(file, label=page["menu"], icon=f":material/{page['icon']}:")


def _language(words: Words) -> None:
    widgets.pick(store.LANGUAGE, words["language"], list(LANGUAGES), LANGUAGES.__getitem__)


def _network(words: Words, picture: bool) -> None:
    """The current network: which it is, and the choice where there is one."""
    networks = store.networks()
    if len(networks) > 1:
        widgets.pick(
            store.NETWORK,
            words["network.title"],
            networks,
            lambda name: words[f"network.{name}"],
            help=words["network.help"],
        )
    if not picture:
        return
    live(_picture, 2.0, words)


def _picture(words: Words) -> None:
    """The first layer of the current network, small, and one line on it."""
    now = current.network()
    components.weights("frame_weights", now.network, words, most=30, width=30, title=False)
    shape = "-".join(map(str, now.network.sizes))
    if now.taught:
        correct = words.whole(now.taught.correct)
        st.caption(words("network.caption_taught", shape=shape, correct=correct))
    elif now.moment:
        st.caption(words("network.caption_run", shape=shape, epochs=f"{now.moment.epochs:.2f}"))
    elif store.get(store.NETWORK) == "kept" and (kept := store.get(store.KEPT)):
        st.caption(words("network.caption_kept", shape=shape, name=kept.name))
    else:
        accuracy = f"{resources.book().config['test_accuracy']:.1%}"
        st.caption(words("network.caption_book", shape=shape, accuracy=accuracy))
