"""Stories of slow learning on the page Errors, told in one click; each trains its networks here and now."""

from __future__ import annotations

import streamlit as st

from engine import load_mnist
from ui.errors import keys, stories
from ui.errors.stories import Story, StoryNetwork
from ui.screen import moving, pages
from ui.session import experiment, networks, resources, settings, widgets
from ui.text.words import Words, load


def tell(words: Words) -> None:
    """The choice of a story, and the chosen one."""
    st.header(words["story.title"], anchor=False)
    st.markdown(words["story.lead"])
    widgets.pick(
        keys.STORY,
        words["story.which"],
        ("", *stories.STORIES),
        lambda name: words[f"story.{name or 'off'}"],
        label_visibility="collapsed",
    )
    name = keys.STORY.get()
    if name not in stories.STORIES:
        return
    with st.container(border=True):
        with st.spinner(words["story.working"]):
            told = _told(name, words.language)
        _figure(words, name, told)
        with st.container(horizontal=True):
            _ways_on(words, name, told)
        if keys.CARRIED.forget():
            st.switch_page(pages.PAGES["train"])


def _figure(words: Words, name: str, told: Story) -> None:
    """What happened, and its figure."""
    st.markdown(told.text)
    st.markdown(f"**{words[f'story.{name}_figure']}**")
    moving.plot(f"story_{name}", lambda: told.figure, None)


def _ways_on(words: Words, name: str, told: Story) -> None:
    """To look at the story's networks on all pages, or to train with its settings."""
    for init, seen in told.networks.items():
        st.button(
            words[f"story.see_{init}"],
            key=f"story_see_{init}",
            icon=":material/grid_view:",
            on_click=_see,
            args=(seen, words[f"story.{name}"]),
        )
    st.button(
        words["story.train"],
        key="story_train",
        icon=":material/model_training:",
        on_click=_set_up,
        args=(name,),
    )


@st.cache_resource(show_spinner=False, max_entries=20)
def _told(name: str, language: str) -> Story:
    """A story; what was told once is not computed again."""
    return stories.tell(name, load_mnist(), load(language, "errors"))


def _see(seen: StoryNetwork, name: str) -> None:
    """Make a story's network the current one, on all pages."""
    networks.adopt(resources.NamedNetwork(seen.network, seen.config.to_dict(), name))


def _set_up(name: str) -> None:
    """Put the settings of a story on the page Train."""
    params = settings.write(settings.values(stories.setting_of(name)))
    experiment.put(settings.read(params)[0], "a")
    keys.CARRIED.put(True)
