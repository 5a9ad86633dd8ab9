"""The page Weights on the screen: a layer, one of its neurons, and what becomes of them where they are edited."""

from __future__ import annotations

import streamlit as st

from engine import Network
from engine.training.live import State
from ui.screen import components, neuron_field
from ui.session import current, selection, widgets
from ui.session.current import Current
from ui.text.numbers import raised
from ui.text.words import Words
from ui.weights import comparison_view, edits_view, keys, layer, neuron_view
from ui.weights.inspection import Inspection
from ui.weights.memory import EditHistory


def view(words: Words) -> None:
    """All neurons of a layer, the selected one at large with its tools, and the answer."""
    if keys.REDRAW.forget():
        st.rerun()
    now = current.network()
    history = EditHistory(current.identity(now), now.network)
    digit = current.digit(now)
    order = _order(now.network)
    inspection = layer.at_selection(
        Inspection(now.network, history.edits, now.cost, digit.x, digit.label), current.selected(now.network), order
    )
    _choices(words, inspection)
    left, right = st.columns([1.85, 1], gap="medium")
    with left:
        _neurons(words, inspection, order)
        picture, tools = st.columns([1.1, 1], gap="medium")
        with picture:
            neuron_view.large(words, inspection, history)
        with tools:
            edits_view.tools(words, inspection, history, moving=_moving(now))
    with right:
        edits_view.result(words, inspection, history)
    neuron_view.around(words, inspection)
    neuron_view.looks(words, inspection)
    comparison_view.against(words, inspection, now)


def _order(net: Network) -> str:
    """The chosen order of the neurons of layer 2; the first one where it makes no sense for the network."""
    order, known = keys.ORDER.get(), layer.orders(net)
    return order if order in known else known[0]


def _moving(now: Current) -> bool:
    """Whether a run goes on training the network meanwhile."""
    return now.status is not None and now.status.state == State.RUNNING


def _choices(words: Words, inspection: Inspection) -> None:
    """The layer, the neuron, and the order of the images of layer 2."""
    net = inspection.network
    with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
        neuron_field.layer(
            "weights",
            net,
            inspection.l,
            words["neuron_field.layer"],
            lambda l: words("choice.of", w=f"w{raised(l)}", shape=f"{net.sizes[l - 1]}×{net.sizes[l - 2]}"),
        )
        neuron_field.number("weights", net, inspection.l, inspection.j, words)
        if inspection.l == 2:
            widgets.pick(
                keys.ORDER,
                words["choice.order"],
                layer.orders(net),
                lambda order: words[f"order.{order}"],
                help=words["choice.order_help"],
            )


def _neurons(words: Words, inspection: Inspection, order: str) -> None:
    """The weights of all neurons: an image each in layer 2, else the matrix."""
    l = inspection.l
    if l == 2:
        block = layer.overview(inspection, order, words)
        title = words("overview.title", count=len(block.values))
        components.maps("maps_all", [block], title=title, on_pick=lambda click: selection.select(2, click.i))
    else:
        block = layer.matrix(inspection, words)
        title = words("matrix.title", w=f"w{raised(l)}", l=l, before=l - 1)
        components.maps(
            "maps_matrix", [block], title=title, on_pick=lambda click: selection.select(l, click.r, click.c)
        )
