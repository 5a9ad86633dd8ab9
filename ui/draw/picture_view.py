"""The last picture that was put on the pad: what it was, what was done to it, and a way to have it as it is."""

from __future__ import annotations

import streamlit as st

from ui.canvas.sketch import Offer
from ui.draw import keys, parts_view
from ui.draw.keys import Feedback, OnPad
from ui.draw.photo import BadPicture, Picture, read
from ui.session import pad
from ui.text.words import Words

WIDE = 112  # CSS pixels of each picture


def take(raw: bytes) -> None:
    """Put a picture from a stranger's file on the pad, cleaned."""
    keys.PICTURE.forget()
    try:
        picture = read(raw)
    except BadPicture as bad:
        keys.FEEDBACK.put(Feedback("picture", True, [(bad.reason, bad.values)]))
        return
    _put(picture, plain=False)


def show(words: Words) -> None:
    """Feedback on the last picture; where it is on the pad, the original beside what the pad got."""
    parts_view.feedback(words, "picture")
    shown, given = keys.PICTURE.get(), keys.FEEDBACK.get()
    if shown is None or given is None or given.part != "picture":
        return
    picture = shown.picture
    with st.container(horizontal=True, gap="small", key="picture_pair"):
        on_pad = picture.plain if shown.plain else picture.ink
        for name, image in (("original", picture.original), ("on_pad", on_pad)):
            st.image(image, caption=words[f"picture.{name}"], alt=words[f"picture.{name}"], width=WIDE)
    if not shown.plain and picture.doubtful:
        st.warning(words["picture.doubtful"])
    text = words["picture.clean" if shown.plain else "picture.as_it_is"]
    st.button(text, key="picture_plain", on_click=_put, args=(picture, not shown.plain))


def _put(picture: Picture, plain: bool) -> None:
    notes = ("plain",) if plain else ("taken", *picture.notes)
    keys.FEEDBACK.put(Feedback("picture", False, [(note, {}) for note in notes]))
    keys.PICTURE.put(OnPad(picture, plain))
    pad.put_on(Offer(picture.plain if plain else picture.ink, labelled=True))
