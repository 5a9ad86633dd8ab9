"""Views of a run: its weights, what goes on inside, its mistakes, its epochs, the shelf, what to take away."""

from __future__ import annotations

import numpy as np
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from engine import BadNetworkFile, load_mnist, load_network
from engine.costs import cost_named
from engine.training.inside import REACH, REACH_SCALED
from engine.training.live import State, Status
from engine.training.measurements import Inside
from ui.canvas import blocks
from ui.charts import echarts
from ui.screen import components, pages
from ui.session import current, experiment, memo, networks, resources, selection, settings, widgets
from ui.text.words import Words
from ui.train import curves, export, keys, shelf_view, tables
from ui.train.mistakes import Results, results

MOVING = ("weights", "inside")  # views with nothing to click, which are drawn again several times a second
COLUMNS = 80  # moments of a strip
WORST = 24  # mistakes that are shown


def choose(words: Words) -> str:
    """Let the visitor choose what to look at, and tell what that is."""
    widgets.pick(
        keys.VIEW, words["view.title"], keys.VIEWS, lambda name: words[f"view.{name}"], label_visibility="collapsed"
    )
    return keys.VIEW.get()


def view(words: Words, status: Status | None, chosen: str) -> None:
    """The part of the run that the visitor chose to look at."""
    if chosen == "weights":
        _weights(words, status)
    elif chosen == "shelf":
        shelf_view.view(words)
    elif chosen == "take":
        _take(words, status)
    elif status is None:
        st.caption(words["view.none"])
    else:
        {"inside": _inside, "mistakes": _mistakes, "epochs": _epochs}[chosen](words, status)


def _weights(words: Words, status: Status | None) -> None:
    """The first layer of the run; before there is one, of the network that it would start with."""
    network = current.moment(status).network if status else settings.config(experiment.values("a")).network()
    components.weights("train_weights", network, words)


def _epochs(words: Words, status: Status) -> None:
    if not status.measurements.epochs:
        st.caption(words["table.none"])
        return
    with st.container(height=400):
        st.html(tables.epochs(status, words))


# --- inside ---


def _inside(words: Words, status: Status) -> None:
    moments = status.measurements.inside
    dead = cost_named(status.config.cost).allows_dead_outputs
    st.echarts_chart(curves.inside(moments, words, dead=dead), height=470, key="inside", alt=words["inside.title"])
    st.caption(words["inside.read"])
    if not moments:
        return
    for name, reach in (("weights", REACH if status.config.init == "gaussian" else REACH_SCALED), ("biases", REACH)):
        components.maps(
            f"strips_{name}",
            [strips(moments, name, words(f"inside.{name}", reach=f"{reach:g}"), words)],
            title=words[f"inside.{name}_title"],
        )
    st.caption(words["inside.read_strips"])


def strips(moments: tuple[Inside, ...], name: str, label: str, words: Words) -> blocks.Block:
    """Histograms over time, one picture a layer: a column is a moment, zero in the middle, large values on top."""
    layers = len(moments[-1].delta)
    columns = echarts.evenly([moment for moment in moments if len(moment.delta) == layers], COLUMNS)
    shares = np.stack([getattr(moment, name) for moment in columns], axis=2)[:, ::-1]
    ids = range(2, 2 + layers)
    tip = words["inside.tip"]
    scale = blocks.round_scale(shares[:, 1:-1])
    return blocks.Block(shares, label, label=label, tip=tip, ids=ids, kind="ink", scale=scale, least=150, most=320)


# --- mistakes ---


def _mistakes(words: Words, status: Status) -> None:
    """Of the test set, at the moment that is looked at; while a run goes on, the counts of its last whole epoch."""
    if status.state == State.RUNNING:
        rows = status.measurements.epochs
        if not rows:
            st.caption(words["table.none"])
            return
        _confusion(words, rows[-1].confusion, words("mistakes.epoch", epoch=rows[-1].epoch))
        st.caption(words["mistakes.pause"])
        return
    moment = current.moment(status)
    found = _results(status)
    _confusion(words, found.confusion, words("mistakes.moment", epochs=f"{moment.epochs:.2f}"))
    chosen = keys.CELL.get()
    if chosen:
        indices = found.of(chosen[0], chosen[1], WORST)
        title = words("mistakes.of", label=chosen[0], answer=chosen[1], count=int(found.confusion[chosen]))
    else:
        indices, title = found.worst(WORST), words["mistakes.worst"]
    _digits(words, found, indices, title)


def _results(status: Status) -> Results:
    """The results at a moment, remembered as long as that is looked at."""
    network, cost = current.moment(status).network, status.config.cost
    return memo.once("results", (network.parameters, cost), lambda: results(network, cost, load_mnist().test))


def _confusion(words: Words, counts: np.ndarray, title: str) -> None:
    wrong = counts - np.diag(counts.diagonal())

    def pick(click: blocks.Click) -> None:
        keys.CELL.put(None if keys.CELL.get() == (click.r, click.c) else (click.r, click.c))

    chosen = keys.CELL.get()
    block = blocks.matrix(
        counts,
        alt=words["mistakes.alt"],
        label=words["mistakes.axes"],
        tip=words["mistakes.tip"],
        picks="cell",
        selected=None if chosen is None else 10 * chosen[0] + chosen[1],
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
    if not len(indices):
        st.caption(words["mistakes.nothing"])
        return
    test = load_mnist().test

    def pick(click: blocks.Click) -> None:
        selection.show_image(click.i)

    chosen = selection.INDEX.get()
    block = blocks.images(
        test.images[:, indices].T,
        alt=title,
        ids=indices,
        picks="picture",
        selected=chosen if chosen in indices else None,
        kind="ink",
        least=52,
        most=60,
        tip=words["mistakes.image"],
        show_scale=False,
    )
    components.maps("mistakes", [block], title=title, note=words["mistakes.click"], on_pick=pick)
    if chosen in indices:
        answer, label = int(found.answers[chosen]), int(test.labels[chosen])
        st.markdown(
            words("mistakes.chosen", index=chosen, label=label, answer=answer, cost=f"{found.costs[chosen]:.4f}")
        )
        with st.container(horizontal=True):
            for page in ("errors", "backprop"):
                if page in pages.PAGES:
                    pages.link(page, words[f"mistakes.{page}"])


# --- take away ---


def _take(words: Words, status: Status | None) -> None:
    if status:
        _downloads(words, status)
    file = st.file_uploader(words["take.upload"], "npz", key="network_file", help=words["take.upload_help"])
    if file is None:
        return
    taken = keys.UPLOADED.get()
    if not taken or taken[0] != file.file_id:
        taken = (file.file_id, _take_network(file))
        keys.UPLOADED.put(taken)
        st.rerun(scope="app")
    if taken[1]:
        st.error(words("take.refused", reason=taken[1]))
    else:
        st.success(words("take.loaded", name=file.name))


def _take_network(file: UploadedFile) -> str:
    """Make the network in a file the current one; what is wrong with it, if that cannot be."""
    try:
        network, known = load_network(file)
        if (network.sizes[0], network.sizes[-1]) != (784, 10):
            raise BadNetworkFile(f"the sizes are {network.sizes}, but MNIST needs 784 inputs and 10 outputs")
        known = {"activation": network.activation, **known, "sizes": network.sizes}
        settings.known_config(known)
    except ValueError as error:
        return str(error)
    networks.adopt(resources.NamedNetwork(network.copy(dtype=float, frozen=True), known, file.name))
    return ""


def _downloads(words: Words, status: Status) -> None:
    moment = current.moment(status)
    with st.container(horizontal=True, gap="small"):
        for name, content, file in (
            (
                "network",
                lambda: export.network_npz(moment.network, status.config, after_epochs=moment.epochs),
                "network.npz",
            ),
            ("json", lambda: export.run_json(status), "run.json"),
            ("csv", lambda: export.curve_csv(status), "curve.csv"),
        ):
            st.download_button(
                words[f"take.{name}"], content, f"deltascope-{file}", key=f"take_{name}", on_click="ignore"
            )
    try:
        code = export.script(status.config, status.changes)
    except ValueError:
        st.caption(words["take.no_script"])
        return
    st.markdown(words["take.script"])
    st.code(code, "python", height=320)
