"""What all visitors of a server share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from engine import MnistMissing, Network, Splits, load_mnist, load_network
from engine.doubt import Doubt
from engine.training.live import State
from engine.training.server import RunRegistry
from ui.folders import ASSETS
from ui.text.words import Words

BUNDLED = ("reader", "book")  # the networks that come with Deltascope
LADDER = (
    "book",
    "ladder2",
    "ladder3",
    "ladder4",
    "ladder5",
    "reader",
)  # each builds on the one before, and reads better
EASY = 6  # runs that are watched at full pace; with more, every page looks more seldom


class NamedNetwork(NamedTuple):
    """A network, float64, with what its file says of it, and a name."""

    network: Network
    config: dict
    name: str = ""


@st.cache_resource(show_spinner=False)
def runs() -> RunRegistry:
    """The training runs of this server; the environment says how many it keeps."""
    return RunRegistry(int(os.environ.get("DELTASCOPE_MAX_RUNS", "100")))


@st.cache_resource(show_spinner=False)
def bundled(name: str) -> NamedNetwork:
    """A network of assets/networks by the beginning of its file; float64, for numbers that are compared."""
    network, config = load_network(_file(name))
    return NamedNetwork(network.copy(dtype=float, frozen=True), config, name)


@st.cache_resource(show_spinner=False)
def doubt() -> Doubt:
    """What says that an image looks like no digit."""
    return Doubt.load(_file("doubt"))


def _file(name: str) -> Path:
    return next((ASSETS / "networks").glob(f"{name}-784-*.npz"))


def splits(words: Words) -> Splits:
    """MNIST; where its files are missing or damaged, the page says so and ends."""
    try:
        return load_mnist()
    except MnistMissing as error:
        st.error(words("data.missing", problem=error))
        st.stop()


def loaded() -> Splits:
    """MNIST, where a page has checked before that it is there."""
    return load_mnist()


def interval(seconds: float) -> float:
    """How often a page looks at a run: every so many seconds, more seldom when many runs are going on."""
    return seconds * max(1.0, runs().count(State.RUNNING) / EASY)
