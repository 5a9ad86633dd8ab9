"""The current network, in the frame and where it reads: which one, and the way to its neurons."""

from __future__ import annotations

import streamlit as st

from ui.screen import components, fragments, pages, upload_view
from ui.session import current, networks, resources, widgets
from ui.session.current import Current
from ui.text.words import Words


def choose(words: Words) -> None:
    """The choice of the network that all pages show."""
    widgets.choose(
        "network_choice",
        current.name(),
        words["network.title"],
        current.available(),
        lambda name: words[f"network.{name}"],
        networks.NETWORK.remember,
        help=words["network.help"],
    )
    with st.popover(words["upload.open"], icon=":material/upload_file:", type="tertiary"):
        upload_view.view(words, "frame")


def show(words: Words, page: str) -> None:
    """The first layer of the current network, small, one line on it, and from `page` the way to its neurons."""
    fragments.live(_picture, 2.0, words, page)


def _picture(words: Words, page: str) -> None:
    now = current.network()
    components.weights("frame_weights", now.network, words, most=30, width=30, title=False)
    st.caption(_caption(now, words))
    if page != "weights":
        name = current.name()
        pages.link("weights", words["network.neurons"], **({"network": name} if name in resources.BUNDLED else {}))


def line(words: Words) -> None:
    """Which network reads, in one line."""
    st.caption(_caption(current.network(), words))


def _caption(now: Current, words: Words) -> str:
    shape, name = "-".join(map(str, now.network.sizes)), current.name()
    if now.taught:
        return words("network.caption_taught", shape=shape, correct=words.whole(now.taught.correct))
    if now.status:
        return words("network.caption_run", shape=shape, epochs=current.position(now.status))
    if name == "kept" and (kept := networks.KEPT.get()):
        return words("network.caption_kept", shape=shape, name=kept.name)
    accuracy = f"{resources.bundled(name).config['test_accuracy']:.1%}"
    return words(f"network.caption_{name}", shape=shape, accuracy=accuracy)
