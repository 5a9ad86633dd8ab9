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
    shown, given = keys.PICTURE.get(), keys.FEEDBACK.get()
    if shown and not _is_on_pad(shown):
        return
    parts_view.feedback(words, "picture")
    if shown is None or given is None or given.part != "picture":
        return
    picture = shown.picture
    with st.container(horizontal=True, gap="small", key="picture_pair"):
        on_pad = ("as_is", picture.plain) if shown.plain else ("ink", picture.ink)
        for name, image in (("original", picture.original), on_pad):
            st.image(image, caption=words[f"picture.{name}"], alt=words[f"picture.{name}"], width=WIDE)
    if not shown.plain and picture.doubtful:
        st.warning(words["picture.doubtful"])
    text = words["picture.clean" if shown.plain else "picture.as_it_is"]
    st.button(text, key="picture_plain", on_click=_put, args=(picture, not shown.plain))


def _put(picture: Picture, plain: bool) -> None:
    notes = ("plain",) if plain else ("taken", *picture.notes)
    keys.FEEDBACK.put(Feedback("picture", False, [(note, {}) for note in notes]))
    offer = Offer(picture.plain if plain else picture.ink, labelled=True)
    keys.PICTURE.put(OnPad(picture, plain, offer.id))
    pad.put_on(offer)


def _is_on_pad(last: OnPad) -> bool:
    """Whether the pad still holds that picture, or is about to: it may have been cleared since, or have another."""
    offer, drawing = pad.OFFER.get(), pad.SHOWN.get()
    if offer:
        return offer.id == last.offer
    return drawing is not None and drawing.picture and drawing.taken == last.offer
