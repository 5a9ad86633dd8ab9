"""The shelf: the runs of this visit that are over. Overlay their curves, fetch their networks, delete, download."""

from __future__ import annotations

import streamlit as st

from engine.training.live import LiveRun, Status
from ui.session import networks, resources, runs, settings
from ui.text.words import Words
from ui.train import export, keys
from ui.train.shelf import FinishedRun

MOST = 12  # runs on the shelf


def take_over(*, also_running: bool = False) -> None:
    """Put the visitor's runs on the shelf that are over, or that are about to be replaced."""
    for run in runs.both():
        if also_running or run.state.over:
            _keep(run)


def _keep(run: LiveRun) -> None:
    shelf: tuple[FinishedRun, ...] = keys.SHELF.get()
    status = run.poll()
    if not status.measurements.curve or status.snapshot.epochs == 0:
        return
    known = next((kept for kept in shelf if kept.id == run.id), None)
    number = known.number if known else 1 + max((kept.number for kept in shelf), default=0)
    if known and known.status.version == status.version:
        return
    kept = FinishedRun(run.id, number, export.without_history(status))
    others = tuple(other for other in shelf if other.id != run.id)
    keys.SHELF.put((*others, kept)[-MOST:])


def named(statuses: list[Status], words: Words) -> dict[str, Status]:
    """The runs whose curves are shown, by what tells them apart: the visitor's, its twin, those of the shelf."""
    ids = {run.id for run in runs.both()}
    shown = [kept for kept in keys.SHELF.get() if kept.id in keys.SHOWN.get() and kept.id not in ids]
    all_ = statuses + [kept.status for kept in shown]
    if len(all_) < 2:
        return dict(zip([words["shelf.this"]], all_, strict=False))
    names: dict[str, Status] = {}
    for i, status in enumerate(all_):
        name = _name(status, all_, words)
        names[f"{name} ({i + 1})" if name in names else name] = status
    return names


def _name(status: Status, others: list[Status], words: Words) -> str:
    """What is different in the configuration of one of several runs."""
    values = [settings.values(other.config) for other in others]
    mine = settings.values(status.config)
    texts = {name: text for other in values for name, text in settings.difference(mine, other).items()}
    texts.pop("epochs", None) if len(texts) > 1 else None
    parts = [
        f"{words.get(f'short.{name}', name)} {words.get(f'{name}.{text}', text)}".strip()
        for name, text in texts.items()
    ]
    return ", ".join(parts) or words["shelf.same"]


def view(words: Words) -> None:
    """The shelf as a table; what is chosen in it can be overlaid, fetched, deleted, downloaded."""
    shelf: tuple[FinishedRun, ...] = keys.SHELF.get()
    if not shelf:
        st.caption(words["shelf.empty"])
        return
    st.caption(words["shelf.lead"])
    for kept in reversed(shelf):
        _row(words, kept)


def _row(words: Words, kept: FinishedRun) -> None:
    status = kept.status
    shape = "-".join(map(str, status.config.sizes))
    text = words(
        "shelf.row",
        number=kept.number,
        shape=shape,
        eta=f"{status.eta:g}",
        details=_details(status, words),
        accuracy=f"{kept.accuracy:.2%}",
        epochs=f"{status.snapshot.epochs:.1f}",
        seconds=f"{status.seconds:.1f}",
    )
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(text, width="stretch")
        st.checkbox(
            words("shelf.show", number=kept.number),
            kept.id in keys.SHOWN.get(),
            key=f"shelf_show_{kept.id}",
            on_change=_show,
            args=(kept.id,),
        )
        st.button(words["shelf.fetch"], key=f"shelf_fetch_{kept.id}", on_click=_fetch, args=(kept,))
        st.download_button(
            words["shelf.download"],
            lambda: export.network_npz(status.snapshot.network, status.config, test_accuracy=kept.accuracy),
            f"deltascope-{kept.number}.npz",
            key=f"shelf_download_{kept.id}",
            on_click="ignore",
        )
        st.button(words["shelf.delete"], key=f"shelf_delete_{kept.id}", on_click=_delete, args=(kept.id,))


def _details(status: Status, words: Words) -> str:
    config = status.config
    names = [words[f"activation.{config.activation}"], words[f"cost.{config.cost}"], words[f"init.{config.init}"]]
    return ", ".join(names)


def _show(id: str) -> None:
    shown = keys.SHOWN.get()
    keys.SHOWN.put(tuple(other for other in shown if other != id) if id in shown else (*shown, id))
    keys.REDRAW.put(True)


def _fetch(kept: FinishedRun) -> None:
    """Make its network the current one of all pages."""
    config = kept.status.config.to_dict()
    networks.adopt(resources.NamedNetwork(kept.status.snapshot.float64, config, f"{kept.number}"))
    keys.REDRAW.put(True)


def _delete(id: str) -> None:
    keys.SHELF.put(tuple(kept for kept in keys.SHELF.get() if kept.id != id))
    keys.SHOWN.put(tuple(other for other in keys.SHOWN.get() if other != id))
    keys.REDRAW.put(True)
