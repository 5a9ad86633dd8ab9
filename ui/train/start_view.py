"""Whether a run starts with random weights, or with a network from a file or from the shelf."""

from __future__ import annotations

import streamlit as st

from engine import Network, TrainingConfig
from engine.training.status import Status
from ui.screen import upload_view
from ui.session import experiment, networks, settings, widgets
from ui.text.words import Words
from ui.train import keys

FITTING = ("hidden", "activation", "cost", "init", "eta")  # settings that a network brings along


def choose(words: Words) -> None:
    """A place for a file; once a network is kept, the choice to start with it."""
    with st.expander(words["start.title"], icon=":material/upload_file:"):
        if kept := networks.KEPT.get():
            widgets.switch(keys.FROM_FILE, words("start.switch", name=kept.name), help=words["start.help"])
        upload_view.view(words, "start", _fit)


def _fit() -> None:
    """Start with the network that has just come, with its layers and with what it was trained with."""
    if not (kept := networks.KEPT.get()):
        return
    own = settings.values(TrainingConfig.from_dict(kept.config))
    fitting = {name: own[name] for name in FITTING if settings.SETTINGS[name].valid(own[name])}
    experiment.put({**experiment.values(), **fitting})
    keys.FROM_FILE.remember(True)


def origin(config: TrainingConfig) -> Status | None:
    """What a run of this configuration goes on from, if it is to start with the network that is kept."""
    kept = networks.KEPT.get()
    return Status.of_network(kept.network, config, kept.name) if kept and keys.FROM_FILE.get() else None


def begin() -> Network:
    """The network that a run with the settings that are shown begins with."""
    config = settings.config(experiment.values("a"))
    status = origin(config)
    return status.start_of(config).network if status else config.network()
