"""What else can be put on the pad of the page Draw: a picture, a photo from the camera, a test digit to trace."""

from __future__ import annotations

import base64
import binascii

import numpy as np
import streamlit as st

from engine import load_mnist
from ui.canvas.sketch import Offer, enlarged
from ui.draw import keys, photo, picture_view
from ui.session import current, pad, resources, store, widgets
from ui.text.words import Words


def choose(words: Words) -> None:
    """The sources in a row, and what was done to the last picture."""
    resources.splits(words)
    with st.container(horizontal=True, gap="small"):
        with st.popover(words["sources.picture"], icon=":material/image:"):
            _picture(words)
        with st.popover(words["sources.trace"], icon=":material/gesture:"):
            _test_digit(words)
    picture_view.show(words)


def trace() -> np.ndarray | None:
    """The test image `(784, 1)` to be traced, if there is one."""
    index = keys.TRACE_INDEX.get()
    return None if index is None else load_mnist().test[[index]].images


def pasted(text: str) -> None:
    """Put a picture in base64 on the pad; it comes from a browser and may be anything."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    picture_view.take(raw)


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
        picture_view.take(file.getvalue())


def _test_digit(words: Words) -> None:
    """A test image of a chosen digit, to be traced or to be put on the pad as it is."""
    widgets.select(keys.TRACE_DIGIT, words["sources.digit"], range(10), str, then=_next)
    index = keys.TRACE_INDEX.get()
    with st.container(horizontal=True, gap="small"):
        st.button(words["sources.show" if index is None else "sources.another"], key="trace_next", on_click=_next)
        st.button(words["sources.hide"], key="trace_hide", on_click=_hide, disabled=index is None)
        st.button(words["sources.copy"], key="trace_copy", on_click=copy, disabled=index is None)
    st.caption(words["sources.about"] if index is None else words("sources.traced", index=index))


def _following() -> int:
    """The index of the next test image of the chosen digit."""
    indices = current.images_of(keys.TRACE_DIGIT.get())
    here = keys.TRACE_INDEX.get()
    place = indices.searchsorted(-1 if here is None else here, "right")
    return int(indices[place % len(indices)])


def _next() -> None:
    keys.TRACE_INDEX.put(_following())


def _hide() -> None:
    keys.TRACE_INDEX.put(None)


def copy() -> None:
    """Put a test image on the pad, with its label: the one to be traced, or the first of the chosen digit."""
    index, test = keys.TRACE_INDEX.get(), load_mnist().test
    if index is None:
        index = _following()
    keys.TRACE_INDEX.put(None)
    keys.FEEDBACK.put(None)
    pad.put_on(Offer(enlarged(test[[index]].images), int(test.labels[index]), labelled=True))
