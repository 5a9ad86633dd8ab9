"""The visitor's drawings of this visit with their labels, on the page Draw."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from ui.canvas import blocks
from ui.canvas.blocks import Block
from ui.canvas.sketch import Offer, Sketch, enlarged
from ui.draw import archive, drawings, keys, parts_view
from ui.draw.drawings import LabelledDrawing
from ui.draw.keys import Feedback
from ui.screen import components
from ui.session import pad, store
from ui.text.words import Words


def show(drawing: Sketch | None, words: Words) -> None:
    """The drawings: keep the one on the pad, look at one, put it on the pad, delete, download, upload."""
    kept = keys.COLLECTION.get()
    st.markdown(words("mine.lead", count=len(kept)))
    if drawing:
        parts_view.label(drawing, words)
    st.button(
        words["mine.keep"],
        key="mine_keep",
        type="primary",
        icon=":material/add:",
        on_click=_add,
        disabled=drawing is None or drawing.label is None or len(kept) >= drawings.MOST,
    )
    parts_view.feedback(words, "mine")
    if kept:
        _gallery(kept, words)
    _files(kept, words)


def _files(kept: Sequence[LabelledDrawing], words: Words) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        st.download_button(
            words["mine.download"],
            drawings.encode(kept),
            "deltascope-drawings.json",
            "application/json",
            key="mine_download",
            disabled=not kept,
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            words["mine.pictures"],
            archive.encode(kept),
            "deltascope-drawings.zip",
            "application/zip",
            key="mine_pictures",
            disabled=not kept,
            icon=":material/photo_library:",
            on_click="ignore",
        )
        with st.popover(words["mine.upload"], icon=":material/upload:"):
            st.file_uploader(
                words["mine.file"], type=["json", "zip"], key="mine_file", on_change=_upload, max_upload_size=1
            )


def _gallery(kept: Sequence[LabelledDrawing], words: Words) -> None:
    """One block a label; the chosen drawing can be put on the pad or deleted."""
    components.maps(
        "mine_gallery",
        [block for label in range(10) if (block := _block(kept, label, words))],
        across=0,
        on_pick=lambda click: keys.CHOSEN_DRAWING.put(click.i),
    )
    none = _chosen() is None
    with st.container(horizontal=True, gap="small"):
        st.button(words["mine.to_pad"], key="mine_to_pad", on_click=_to_pad, disabled=none)
        st.button(words["mine.delete"], key="mine_delete", on_click=_delete, disabled=none, icon=":material/delete:")
        st.button(words["mine.delete_all"], key="mine_delete_all", on_click=_delete_all)
    if none:
        st.caption(words["mine.pick"])


def _block(kept: Sequence[LabelledDrawing], label: int, words: Words) -> Block | None:
    """The drawings with this label as pictures, if there are any."""
    group, chosen = [i for i, each in enumerate(kept) if each.label == label], keys.CHOSEN_DRAWING.get()
    if not group:
        return None
    return blocks.images(
        np.hstack([kept[i].x for i in group]).T,
        ids=group,
        alt=words("mine.alt", label=label, count=len(group)),
        label=words("mine.label", label=label),
        tip="",
        kind="ink",
        picks="picture",
        selected=chosen if chosen in group else None,
        show_scale=False,
        most=58,
    )


def _chosen() -> LabelledDrawing | None:
    chosen, kept = keys.CHOSEN_DRAWING.get(), keys.COLLECTION.get()
    return kept[chosen] if chosen is not None and chosen < len(kept) else None


def _add() -> None:
    drawing = pad.DRAWING.get()
    if drawing and drawing.label is not None:
        _extend([LabelledDrawing.of(drawing.x, drawing.label)])
        keys.FEEDBACK.put(None)


def _extend(new: Sequence[LabelledDrawing]) -> int:
    """Keep these drawings too, as many as there is room for; how many that are."""
    kept = keys.COLLECTION.get()
    new = new[: drawings.MOST - len(kept)]
    keys.COLLECTION.put((*kept, *new))
    return len(new)


def _to_pad() -> None:
    if one := _chosen():
        pad.put_on(Offer(enlarged(one.x), one.label, labelled=True))


def _delete() -> None:
    one = _chosen()
    keys.COLLECTION.put(tuple(each for each in keys.COLLECTION.get() if each is not one))
    keys.CHOSEN_DRAWING.forget()


def _delete_all() -> None:
    keys.COLLECTION.put(())
    keys.CHOSEN_DRAWING.forget()


def _upload() -> None:
    file = store.heard("mine_file")
    if not file:
        return
    try:
        new = archive.decode(file.getvalue())
    except drawings.BadCollection as bad:
        keys.FEEDBACK.put(Feedback("mine", True, [(bad.reason, bad.values)]))
        return
    keys.FEEDBACK.put(Feedback("mine", False, [("added", {"count": _extend(new)})]))
