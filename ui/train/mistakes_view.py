"""What the network gets wrong in the test set: how often, and which digits."""

from __future__ import annotations

import numpy as np
import streamlit as st

from engine import load_mnist
from engine.training.live import State, Status
from ui.canvas import blocks
from ui.screen import components, pages
from ui.session import current, memo, networks, selection
from ui.text.words import Words
from ui.train import keys, tables
from ui.train.mistakes import Results, results

WORST = 24  # mistakes that are shown


def view(words: Words, status: Status) -> None:
    """The mistakes at the moment that is shown; while a run goes on, the counts of its last whole epoch."""
    if status.state != State.RUNNING:
        _at_moment(words, status)
    elif rows := status.measurements.epochs:
        _confusion(words, rows[-1].confusion, words("mistakes.epoch", epoch=rows[-1].epoch))
        st.caption(words["mistakes.pause"])
    else:
        st.caption(words["table.none"])


def _at_moment(words: Words, status: Status) -> None:
    moment, cost, test = current.moment(status), status.config.cost, load_mnist().test
    network = moment.network
    found: Results = memo.once("results", (network.parameters, cost), lambda: results(network, cost, test))
    _confusion(words, found.confusion, words("mistakes.moment", epochs=current.position(status)))
    if cell := keys.CELL.get():
        label, answer = cell
        title = words("mistakes.of", label=label, answer=answer, count=int(found.confusion[cell]))
        _digits(words, found, found.of(label, answer, WORST), title)
    else:
        _digits(words, found, found.worst(WORST), words["mistakes.worst"])


def _confusion(words: Words, counts: np.ndarray, title: str) -> None:
    """How often each label `(10, 10)` gets each answer, and the shares of right answers by digit."""
    wrong = counts - np.diag(counts.diagonal())
    cell = keys.CELL.get()

    def pick(click: blocks.Click) -> None:
        keys.CELL.put(None if keys.CELL.get() == (click.r, click.c) else (click.r, click.c))

    block = blocks.matrix(
        counts,
        alt=words["mistakes.alt"],
        label=words["mistakes.axes"],
        tip=words["mistakes.tip"],
        picks="cell",
        selected=None if cell is None else 10 * cell[0] + cell[1],
        kind="ink",
        scale=max(1, int(wrong.max())),
        legend=words["mistakes.legend"],
        most=330,
    )
    left, right = st.columns([1.3, 1])
    with left:
        components.maps("confusion", [block], title=title, on_pick=pick)
    with right:
        st.html(tables.digits(counts, words))


def _digits(words: Words, found: Results, indices: np.ndarray, title: str) -> None:
    """Test images, of which a click makes one the current digit of all pages."""
    if not len(indices):
        st.caption(words["mistakes.nothing"])
        return
    index = selection.INDEX.get()
    block = blocks.images(
        load_mnist().test[indices].images.T,
        alt=title,
        ids=indices,
        picks="picture",
        selected=index if index in indices else None,
        kind="ink",
        least=52,
        most=60,
        tip=words["mistakes.image"],
        show_scale=False,
    )
    components.maps("mistakes", [block], title=title, note=words["mistakes.click"], on_pick=_choose)
    if index in indices:
        _chosen(words, found, index)


def _choose(click: blocks.Click) -> None:
    """The digit, and the run whose mistake it is."""
    selection.show_image(click.i)
    networks.NETWORK.remember("run")


def _chosen(words: Words, found: Results, index: int) -> None:
    """What became of the current digit, and the pages that explain it."""
    answer, label = int(found.answers[index]), int(found.labels[index])
    st.markdown(words("mistakes.chosen", index=index, label=label, answer=answer, cost=f"{found.costs[index]:.4f}"))
    with st.container(horizontal=True):
        for page in ("errors", "backprop"):
            if page in pages.PAGES:
                pages.link(page, words[f"mistakes.{page}"])
