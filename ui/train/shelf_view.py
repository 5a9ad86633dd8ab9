"""The shelf: the finished runs of this visit, whose curves can be overlaid and whose networks can be fetched."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from engine.training.live import Status
from ui.session import memo, networks, resources
from ui.session.runs import Observed, ObservedRun
from ui.text.words import Words
from ui.train import export, keys, shelf
from ui.train.shelf import FinishedRun


def keep(runs: Iterable[ObservedRun]) -> None:
    """Put runs on the shelf that are over, or about to be replaced."""
    before = after = keys.SHELF.get()
    for run in runs:
        after = shelf.with_run(after, run.id, run.status)
    if after is not before:
        keys.SHELF.put(after)


def marked(observed: Observed) -> list[Status]:
    """The runs of the shelf that are marked to be overlaid, but for those that are shown anyway."""
    ids = {run.id for run in observed.values()}
    return [run.status for run in keys.SHELF.get() if run.id in keys.SHOWN.get() and run.id not in ids]


def view(words: Words) -> None:
    """The runs on the shelf, the newest first."""
    if not keys.SHELF.get():
        st.caption(words["shelf.empty"])
        return
    st.caption(words["shelf.lead"])
    for run in reversed(keys.SHELF.get()):
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(_summary(words, run), width="stretch")
            _actions(words, run)


def _summary(words: Words, run: FinishedRun) -> str:
    status, config = run.status, run.status.config
    details = (words[f"activation.{config.activation}"], words[f"cost.{config.cost}"], words[f"init.{config.init}"])
    return words(
        "shelf.row",
        number=run.number,
        shape="-".join(map(str, config.sizes)),
        eta=f"{status.eta:g}",
        details=", ".join(details),
        accuracy=f"{run.accuracy:.2%}",
        epochs=f"{status.snapshot.epochs:.1f}",
        seconds=f"{status.seconds:.1f}",
    )


def _actions(words: Words, run: FinishedRun) -> None:
    st.checkbox(
        words("shelf.show", number=run.number),
        run.id in keys.SHOWN.get(),
        key=f"shelf_show_{run.id}",
        on_change=_show,
        args=(run.id,),
    )
    st.button(words["shelf.fetch"], key=f"shelf_fetch_{run.id}", on_click=_fetch, args=(run,))
    st.download_button(
        words["shelf.download"],
        _file(run),
        f"deltascope-{run.number}.npz",
        key=f"shelf_download_{run.id}",
        on_click="ignore",
    )
    st.button(words["shelf.delete"], key=f"shelf_delete_{run.id}", on_click=_delete, args=(run.id,))


def _file(run: FinishedRun) -> bytes:
    """The network of a run, made with the page: a file on demand is gone when that is drawn again before the click."""
    status = run.status

    def file() -> bytes:
        return export.network_npz(status.snapshot.network, status.config, test_accuracy=run.accuracy)

    return memo.once(f"shelf_file_{run.number}", (run.id, status.version), file)


def _show(id: str) -> None:
    """Overlay the curves of a run, or no longer."""
    shown = keys.SHOWN.get()
    keys.SHOWN.put(tuple(other for other in shown if other != id) if id in shown else (*shown, id))
    keys.REDRAW.put(True)


def _fetch(run: FinishedRun) -> None:
    """Make the network of a run the current one of all pages."""
    snapshot, config = run.status.snapshot, run.status.config.to_dict()
    networks.adopt(resources.NamedNetwork(snapshot.float64, config, f"{run.number}"))
    keys.REDRAW.put(True)


def _delete(id: str) -> None:
    keys.SHELF.put(tuple(run for run in keys.SHELF.get() if run.id != id))
    keys.SHOWN.put(tuple(other for other in keys.SHOWN.get() if other != id))
    keys.REDRAW.put(True)
