"""Other ways to put something on the pad of the page Draw: a picture, the camera, a test digit to trace."""

from __future__ import annotations

import base64
import binascii

import numpy as np
import streamlit as st

from engine import load_mnist
from ui.canvas.sketch import Offer, enlarged
from ui.draw import keys, photo
from ui.session import current, pad, resources, store, widgets
from ui.text.words import Words


def choose(words: Words) -> None:
    """The ways, in a row; below them what is to be said about the last picture."""
    resources.splits(words)
    with st.container(horizontal=True, gap="small"):
        with st.popover(words["sources.picture"], icon=":material/image:"):
            _picture(words)
        with st.popover(words["sources.trace"], icon=":material/gesture:"):
            _test_digit(words)
    tell(words, "picture")


def trace() -> np.ndarray | None:
    """The test image `(784, 1)` that is traced, if one is."""
    index = keys.TRACE.get()
    return None if index is None else load_mnist().test.images[:, [index]]


def pasted(text: str) -> None:
    """Put a picture on the pad that came as base64, which may be anything."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    _take(raw)


def tell(words: Words, about: str) -> None:
    """What is to be said about the last picture, or the last file of drawings."""
    match keys.TOLD.get():
        case (subject, kind, texts) if subject == about:
            text = " ".join(words(f"{about}.{key}", **values) for key, values in texts)
            (st.error if kind == "error" else st.info)(text)


def _picture(words: Words) -> None:
    st.caption(words["sources.ways"])
    upload = st.file_uploader(
        words["sources.upload"],
        type=["png", "jpg", "jpeg"],
        key="picture_file",
        on_change=_uploaded,
        args=("picture_file",),
        max_upload_size=photo.MOST_FILE // 2**20,
        label_visibility="collapsed",
    )
    if upload is None and st.toggle(words["sources.camera"], key="camera_on"):
        st.camera_input(
            words["sources.camera"],
            key="picture_camera",
            on_change=_uploaded,
            args=("picture_camera",),
            label_visibility="collapsed",
        )


def _uploaded(key: str) -> None:
    if file := store.heard(key):
        _take(file.getvalue())


def _take(raw: bytes) -> None:
    try:
        picture = photo.read(raw)
    except photo.BadPicture as bad:
        keys.TOLD.put(("picture", "error", [(bad.reason, bad.values)]))
        return
    notes: list[tuple[str, dict]] = [(note, {}) for note in ("taken", *picture.notes)]
    keys.TOLD.put(("picture", "info", notes))
    pad.put_on(Offer(picture.ink, labelled=True))


def _test_digit(words: Words) -> None:
    """Which digit, the next test image of it, and whether it is traced or put on the pad as it is."""
    widgets.select(keys.TRACED, words["sources.digit"], range(10), str, then=_next)
    index = keys.TRACE.get()
    with st.container(horizontal=True, gap="small"):
        st.button(words["sources.show" if index is None else "sources.another"], key="trace_next", on_click=_next)
        st.button(words["sources.hide"], key="trace_hide", on_click=_hide, disabled=index is None)
        st.button(words["sources.copy"], key="trace_copy", on_click=copy, disabled=index is None)
    st.caption(words["sources.about"] if index is None else words("sources.traced", index=index))


def _following() -> int:
    """The index of the next test image of the chosen digit."""
    indices = current.images_of(keys.TRACED.get())
    here = keys.TRACE.get()
    place = indices.searchsorted(-1 if here is None else here, "right")
    return int(indices[place % len(indices)])


def _next() -> None:
    keys.TRACE.put(_following())


def _hide() -> None:
    keys.TRACE.put(None)


def copy() -> None:
    """Put a test image on the pad, with its label: the one that is traced, or the first of the chosen digit."""
    index, test = keys.TRACE.get(), load_mnist().test
    if index is None:
        index = _following()
    keys.TRACE.put(None)
    keys.TOLD.put(None)
    pad.put_on(Offer(enlarged(test.images[:, [index]]), int(test.labels[index]), labelled=True))
