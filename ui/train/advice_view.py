"""Before a run starts: which η suits its settings better, as it was measured, and a click that takes it."""

from __future__ import annotations

import streamlit as st

from engine.training.rates import Advice, advice
from ui.session import experiment, settings
from ui.text.words import Words
from ui.train import curves, keys
from ui.train.settings_view import eta_for_run


def view(words: Words) -> None:
    """A line and a click, where something is known to suit the settings that are shown better.

    Their place is always there: without it what stands below would be at another place, and be drawn anew.
    """
    config = settings.config(experiment.values())
    known = None if keys.FROM_FILE.get() else advice(config)
    with st.container(key="advice", horizontal=True, vertical_alignment="center", gap="small"):
        if known:
            text = words("advice.now" if known.now else "advice.diverges", eta=f"{config.eta:g}", now=known.now)
            st.markdown(f":material/tips_and_updates: {text}", width="content")
            label = words("advice.take", remedy=curves.changed(known.settings, words), then=known.then)
            st.button(label, key="advice_take", on_click=_take, args=(known,), help=words["advice.help"])


def _take(known: Advice) -> None:
    experiment.put({**experiment.values(), **known.settings})
    eta_for_run()
