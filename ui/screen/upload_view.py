"""A place for the file of a network, which becomes the current one of all pages."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from ui.screen import keys
from ui.session import networks, resources, store, upload
from ui.text.words import Words


def view(words: Words, place: str, then: Callable[[], None] | None = None) -> None:
    """The place, by its name, and what became of the last file there; `then` follows where it was taken."""
    key = f"network_file_{place}"

    def take() -> None:
        if file := store.heard(key):
            problem = _adopt(file)
            keys.UPLOADED.put((place, problem))
            if then and not problem:
                then()

    help = words["upload.help"]
    file = st.file_uploader(words["upload.label"], "npz", key=key, help=help, max_upload_size=5, on_change=take)
    there, problem = keys.UPLOADED.get()
    if file is None or there != place:
        return
    if problem:
        st.error(words("upload.refused", reason=problem))
    else:
        st.success(words("upload.loaded", name=file.name))


def _adopt(file: UploadedFile) -> str:
    """Make the network in a file the current one; what is wrong with it, if that cannot be."""
    try:
        network, config = upload.read(file)
    except ValueError as error:
        return str(error)
    networks.adopt(resources.NamedNetwork(network, config, file.name))
    return ""
