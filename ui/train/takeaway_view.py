"""Take a run away: its network, its numbers, a script that repeats it; and bring a network back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from engine.training.live import Status
from ui.session import current, networks, resources
from ui.text.words import Words
from ui.train import export, keys, upload


def view(words: Words, status: Status | None) -> None:
    """Downloads, if there is a run, and a place for the file of a network."""
    if status:
        _downloads(words, status)
        _script(words, status)
    help = words["take.upload_help"]
    file = st.file_uploader(words["take.upload"], "npz", key="network_file", help=help, max_upload_size=5)
    if file is None:
        return
    taken = keys.UPLOADED.get()
    if not taken or taken[0] != file.file_id:
        taken = (file.file_id, _adopt(file))
        keys.UPLOADED.put(taken)
        st.rerun(scope="app")
    if taken[1]:
        st.error(words("take.refused", reason=taken[1]))
    else:
        st.success(words("take.loaded", name=file.name))


def _downloads(words: Words, status: Status) -> None:
    moment = current.moment(status)
    files: list[tuple[str, str, Callable[[], str | bytes]]] = [
        (
            "network",
            "network.npz",
            lambda: export.network_npz(moment.network, status.config, after_epochs=moment.epochs),
        ),
        ("json", "run.json", lambda: export.run_json(status)),
        ("csv", "curve.csv", lambda: export.curve_csv(status)),
    ]
    with st.container(horizontal=True, gap="small"):
        for name, file, content in files:
            label, key = words[f"take.{name}"], f"take_{name}"
            st.download_button(label, content, f"deltascope-{file}", key=key, on_click="ignore")


def _script(words: Words, status: Status) -> None:
    try:
        code = export.script(status.config, status.changes)
    except ValueError:
        st.caption(words["take.no_script"])
        return
    st.markdown(words["take.script"])
    st.code(code, None, height=320)


def _adopt(file: UploadedFile) -> str:
    """Make the network in a file the current one; what is wrong with it, if that cannot be."""
    try:
        network, config = upload.read(file)
    except ValueError as error:
        return str(error)
    networks.adopt(resources.NamedNetwork(network, config, file.name))
    return ""
