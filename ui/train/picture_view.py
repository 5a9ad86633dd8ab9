"""The live picture beside the curves: the network as it is drawn, its weights, or digits that it learns to read."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from engine import Network, load_mnist
from engine.training.live import Status
from ui.canvas import blocks, passes
from ui.screen import components, moving, pages
from ui.session import current, experiment, networks, runs, selection, settings, widgets
from ui.text.words import Words
from ui.train import digits, drawing, keys, start_view
from ui.train.watching import Watching

EXAMPLES = 100  # training images over which ∂C/∂w is the mean


def choose(words: Words) -> None:
    """Let the visitor choose one of PICTURES."""
    widgets.pick(
        keys.PICTURE,
        words["picture.title"],
        keys.PICTURES,
        lambda name: words[f"picture.{name}"],
        label_visibility="collapsed",
    )


def view(words: Words, status: Status | None, watching: Watching | None) -> None:
    """What the visitor chose to look at, of the run; before there is one, of the network that it would start with."""

    def network() -> Network:
        if watching and status:
            return watching.newest(status).snapshot.network
        return current.moment(status).network if status else start_view.begin()

    again = watching.again if watching else None
    match keys.PICTURE.get():
        case "weights":
            components.moving_weights("train_weights", network, again, words)
        case "digits":
            _digits(words, network, again)
        case _:
            _drawing(words, network, status, watching)


# --- digits ---


def _digits(words: Words, network: Callable[[], Network], again: moving.Again | None) -> None:
    test, only_wrong = load_mnist().test, keys.ONLY_WRONG.get()

    def view() -> list[blocks.Block]:
        net = network()
        return [digits.block(net, test, digits.wrong(net, test) if only_wrong else digits.same(test), words)]

    title = words["digits.title_wrong" if only_wrong else "digits.title"]
    components.moving_maps("train_digits", view, again, title=title, note=words["digits.note"], on_pick=_look_at)
    widgets.switch(keys.ONLY_WRONG, words["digits.only_wrong"])


def _look_at(click: blocks.Click) -> None:
    selection.show_image(click.i)
    networks.NETWORK.remember("run")


# --- the drawn network ---


def _drawing(words: Words, network: Callable[[], Network], status: Status | None, watching: Watching | None) -> None:
    """The run's network; the one that Start would begin with, once other layers are chosen."""
    wanted = settings.config(experiment.values("a"))
    own = status if status and status.config.sizes == wanted.sizes else None
    begin, known = start_view.begin(), load_mnist().train[:EXAMPLES]

    def encode(live: str = "") -> bytes:
        now = watching.newest(own) if own and watching else own
        net = network() if own else begin
        first, chosen = (_first(now, net), _last(now, net)) if now else (net, net)
        moment = drawing.Moment(net, first, chosen, known.images, known.targets, (own.config if own else wanted).cost)
        return drawing.encode(moment, words, page="weights" if own else "", live=live)

    again = watching.again if own and watching else None
    components.moving_network("train_network", encode, again, on_edit=_edit, on_open=_open)
    if status and not own:
        st.caption(words["drawn.other"])


def _first(status: Status, net: Network) -> Network:
    """The first network of a run that has the layers of `net`."""
    return next((moment.network for moment in status.history if moment.network.sizes == net.sizes), net)


def _last(status: Status, net: Network) -> Network:
    """The network at the last end of an epoch that has these layers."""
    ends = (moment.network for moment in reversed(status.history) if not (moment.mini_batch or moment.example))
    return next((end for end in ends if end.sizes == net.sizes), net)


def _edit(message: object) -> None:
    values = experiment.values("a")
    if hidden := drawing.edited(values["hidden"], message):
        experiment.put({**values, "hidden": hidden}, "a")
        keys.EDITED.put(True)


def _open(message: object) -> None:
    """To a neuron, or to the paths through a weight, of the run."""
    if (run := runs.own()) and (way := passes.read_way(message, run.poll().snapshot.network)):
        networks.NETWORK.remember("run")
        if way.neuron:
            selection.select(*way.neuron)
        pages.want(way.page)
