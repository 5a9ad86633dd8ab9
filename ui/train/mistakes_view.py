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
from ui.train import confusion, keys
from ui.train.mistakes import Results, results
from ui.train.watching import Watching

WORST = 24  # mistakes that are shown
LIVE = 1000  # test images that are read while a run goes on


def view(words: Words, status: Status, watching: Watching | None) -> None:
    """The mistakes at the moment that is shown; while a run goes on, those that it makes now, on fewer images."""
    if watching and status.state == State.RUNNING:
        _live(words, status, watching)
    else:
        _at_moment(words, status)


def _live(words: Words, status: Status, watching: Watching) -> None:
    test = load_mnist().test[:LIVE]

    def now() -> list[blocks.Block]:
        newest = watching.newest(status)
        found = results(newest.snapshot.network, newest.config.cost, test)
        when = words("mistakes.live", count=words.whole(LIVE), epochs=f"{newest.snapshot.epochs:.2f}")
        return [confusion.block(found.confusion, when, words)]

    components.moving_maps(
        "confusion", now, watching.again, title=words["mistakes.title"], note=words["mistakes.pause"]
    )


def _at_moment(words: Words, status: Status) -> None:
    moment, cost, test = current.moment(status), status.config.cost, load_mnist().test
    network = moment.network
    found: Results = memo.once("results", (network.parameters, cost), lambda: results(network, cost, test))
    when = words("mistakes.moment", count=words.whole(len(test)), epochs=current.position(status))
    _table(words, found.confusion, when)
    if cell := keys.CELL.get():
        label, answer = cell
        these = found.of(label, answer)
        kind = "of" if answer is not None else "all_of"
        _digits(words, found, these[:WORST], words(f"mistakes.{kind}", label=label, answer=answer, count=len(these)))
    else:
        _digits(words, found, found.worst()[:WORST], words["mistakes.worst"])


def _table(words: Words, counts: np.ndarray, when: str) -> None:
    """How often each label `(10, 10)` gets each answer; a click chooses a cell, or all mistakes of a row."""
    cell = keys.CELL.get()

    def pick(click: blocks.Click) -> None:
        chosen = (click.r, click.c if click.c < len(counts) else None)
        keys.CELL.put(None if keys.CELL.get() == chosen else chosen)

    place = None if cell is None else confusion.COLUMNS * cell[0] + (len(counts) if cell[1] is None else cell[1])
    block = confusion.block(counts, when, words, picks="cell", selected=place)
    components.maps("confusion", [block], title=words["mistakes.title"], note=words["mistakes.choose"], on_pick=pick)


def _digits(words: Words, found: Results, indices: np.ndarray, title: str) -> None:
    """Test images, of which a click makes one the current digit of all pages."""
    if not len(indices):
        st.caption(words["mistakes.nothing"])
        return
    index = selection.INDEX.get()
    read = [(found.labels[i], found.answers[i]) for i in indices]
    block = blocks.images(
        load_mnist().test[indices].images.T,
        alt=title,
        ids=indices,
        names=[f"{label} → {answer}" for label, answer in read],
        notes=[words("mistakes.note", i=i, cost=f"{found.costs[i]:.2f}") for i in indices],
        picks="picture",
        selected=index if index in indices else None,
        kind="ink",
        least=52,
        most=60,
        tip="{n}",
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
