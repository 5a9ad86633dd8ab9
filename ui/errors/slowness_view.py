"""Why learning is slow, on the page Errors: |δ^l| in each layer, and three stories."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from engine import load_mnist
from engine.training.measurements import SATURATED
from ui.charts import plotly
from ui.errors import charts, keys, stories
from ui.errors import slowness as slow
from ui.screen import pages
from ui.session import experiment, networks, resources, settings, widgets
from ui.session.current import Current
from ui.text.words import Words, load


def slowness(words: Words, now: Current) -> None:
    """|δ^l| in each layer, for both ways to start this architecture, and for the current network."""
    sample = slow.sample_of(load_mnist())
    measured = {
        name: slow.measure(net, sample, now.cost)
        for name, net in slow.starts(replace(now.config, sizes=now.network.sizes)).items()
    }
    st.markdown(slow.finding(measured, words))
    measured["current"] = slow.measure(now.network, sample, now.cost)
    if now.network.L > 2:  # else δ has nothing to go through
        left, right = st.columns([1.3, 1], gap="large")
        shape = "-".join(map(str, now.network.sizes))
        with left:
            st.markdown(f"**{words('slow.figure', shape=shape)}**")
            figure = charts.layers(measured, words)
            st.plotly_chart(
                figure, height=370, key="errors_slow", config=plotly.CONFIG, alt=words("slow.alt", shape=shape)
            )
    else:
        right = st.container()
    with right:
        st.html(slow.layer_table(measured, words))
        st.caption(words("slow.note", count=words.whole(len(sample)), threshold=f"{SATURATED:g}"))
        if now.moment:
            st.caption(words("slow.moment", epochs=f"{now.moment.epochs:.1f}"))


def tell(words: Words) -> None:
    """Stories in one click; each trains its networks here and now."""
    st.subheader(words["story.title"], anchor=False)
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
        st.markdown(told.text)
        st.markdown(f"**{words[f'story.{name}_figure']}**")
        st.plotly_chart(
            told.figure,
            height=340,
            key=f"story_{name}_{words.language}",
            config=plotly.CONFIG,
            alt=words[f"story.{name}_alt"],
        )
        with st.container(horizontal=True):
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
        if keys.CARRIED.forget():
            st.switch_page(pages.PAGES["train"])


@st.cache_resource(show_spinner=False, max_entries=20)
def _told(name: str, language: str) -> stories.Story:
    """A story; what was told once is not computed again."""
    return stories.tell(name, load_mnist(), load(language, "errors"))


def _see(seen: stories.StoryNetwork, name: str) -> None:
    """Make a story's network the current one, on all pages."""
    networks.adopt(resources.NamedNetwork(seen.network, seen.config.to_dict(), name))


def _set_up(name: str) -> None:
    """Put the settings of a story on the page Train."""
    params = settings.write(settings.values(stories.setting_of(name)))
    experiment.put(settings.read(params)[0], "a")
    keys.CARRIED.put(True)
