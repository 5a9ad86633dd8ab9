"""The way through: the map of the chapter, the guided tour, and what helps to teach with the app."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from ui.screen import chapter, keys
from ui.screen.pages import PAGES
from ui.session import address, runs, widgets
from ui.session.address import Params
from ui.session.store import LANGUAGE
from ui.text.words import Words, load

LARGER = """<style>
html:root { font-size: 128%; }
[class*="st-key-step_unit"], [class*="st-key-pace"] { min-width: 11rem; }
</style>"""  # selects whose width is given in pixels
LINES = "<style>.st-key-chapter_map a p { white-space: normal; }</style>"  # links as long as a sentence
COPY = """<style>
.st-key-shared_link :is(:has(button), button, button *) { opacity: 1 !important; visibility: visible !important; }
</style>"""  # the button that copies, without a pointer above it
SLIM = "<style>@media (min-width: 640px) { .st-key-tour_bar { flex-wrap: nowrap; } }</style>"


def chapter_map(words: Words) -> None:
    """Each section of the chapter, and the pages that let one do it."""
    st.header(words["map.title"], anchor=False)
    st.html(LINES)
    with st.container(key="chapter_map"):
        for section, found in chapter.sections(PAGES).items():
            name, ways = st.columns([1, 1.7], gap="small")
            number = list(chapter.SECTIONS).index(section) + 1
            name.markdown(f"{number}. **{words[f'section.{section}']}**  \n:small[{words[f'about.{section}']}]")
            with ways.container(gap="xxsmall"):
                for page in found:
                    there = load(words.language, page)
                    label = f"**{there['menu']}**: {words[f'do.{section}.{page}']}"
                    st.page_link(PAGES[page], label=label, icon=f":material/{there['icon']}:")


# --- the tour ---


def tour(words: Words) -> None:
    """On Home: the way into the tour, or back into it."""
    if keys.TOUR.get():
        return
    route, seen = chapter.stations(PAGES), keys.SEEN.get()
    texts = load(words.language, "tour")
    ahead = next((place for place, page in enumerate(route) if page not in seen), 0)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        label = texts("resume", station=ahead + 1) if seen and ahead else texts["start"]
        st.button(label, key="tour_start", icon=":material/tour:", on_click=_begin, args=(not ahead,))
        st.caption(texts("about", count=len(route), minutes=chapter.MINUTES * len(route)), width="content")


def bar(language: str, page: str) -> None:
    """While the tour goes on: which station this page is, what to do here, and the way on. Otherwise nothing."""
    route = chapter.stations(PAGES)
    if not keys.TOUR.get() or page not in route:
        return
    texts = load(language, "tour")
    if page not in keys.SEEN.get():
        keys.SEEN.put((*keys.SEEN.get(), page))
    ahead = chapter.following(page, keys.SEEN.get(), PAGES)
    station = texts("station", number=route.index(page) + 1, count=len(route))
    st.html(SLIM)
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small", key="tour_bar"):
        st.markdown(f"**{station}** {texts[f'do.{page}']}", width="stretch")
        if ahead:
            label = texts("next", name=load(language, ahead)["menu"])
            st.page_link(PAGES[ahead], label=label, icon=":material/arrow_forward:")
        else:
            st.button(texts["finish"], key="tour_finish", icon=":material/flag:", on_click=_end)
        end = texts["end"]
        st.button(end, key="tour_end", icon=":material/close:", type="tertiary", help=end, on_click=_end)


def _begin(anew: bool) -> None:
    keys.TOUR.put(True)
    if anew:
        keys.SEEN.put(())


def _end() -> None:
    keys.TOUR.put(False)


def visit(page: str) -> None:
    """Before a page is drawn: while the tour goes on, its station has been seen."""
    if keys.TOUR.get() and page in chapter.stations(PAGES) and page not in keys.SEEN.get():
        keys.SEEN.put((*keys.SEEN.get(), page))


# --- teaching ---


def enlarge() -> None:
    """Larger type, if it is chosen."""
    if keys.BIG.get():
        st.html(LARGER)


def teach(words: Words, page: str = "") -> None:
    """Larger type, and the link to this page as it is; `page` tells the widgets of Home from those of the frame."""
    widgets.switch(keys.BIG, words["teach.big"], variant=page)
    if st.button(words["teach.link"], key=f"link_{page}", icon=":material/link:", type="tertiary"):
        st.dialog(words["teach.link"])(_link)(words)


def _link(words: Words) -> None:
    """The address that opens this page as it is, for copying."""
    st.html(COPY)
    with st.container(key="shared_link"):
        st.code(link(st.context.url, address.params(), words.language), language=None, wrap_lines=True)
    st.caption(words["teach.link_help"])


def link(url: str | None, params: Params, language: str) -> str:
    """The address of a page with its state: all parameters but the runs, which are one's own, and the language."""
    own = {key.name for key in runs.RUNS.values()}
    kept = {name: text for name, text in params.items() if text is not None and name not in own}
    return f"{url or ''}?{urlencode(kept | {LANGUAGE.name: language})}"


def on_teaching(words: Words) -> None:
    """On Home: what helps to teach with the app."""
    st.header(words["teaching.title"], anchor=False)
    st.markdown(words["teaching.text"])
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        teach(words, "page")
