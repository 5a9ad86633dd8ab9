"""Controls that stand next to what they change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from engine import ACTIVATIONS, COSTS, INITS, Splits
from engine.training import TrainingConfig, seconds_per_epoch
from ui import experiment, state
from ui.words import Words


def settings(words: Words, splits: Splits) -> None:
    """The settings of a run; they are kept in the session and written into the URL."""
    if wrong := state.get(state.NONSENSE):
        st.warning(words("settings.nonsense", names=", ".join(words[f"settings.{name}"] for name in wrong)))
    st.subheader(words["settings.title"], anchor=False)
    st.button(words["settings.book"], key="book_settings", on_click=_book, icon=":material/menu_book:", width="stretch")
    _layers(words)
    _eta(words)
    left, right = st.columns(2)
    with left:
        _number(words, "mini_batch", 1, experiment.MAX_BATCH)
        _choice(words, "activation", ACTIVATIONS)
        _choice(words, "init", INITS)
        _number(words, "seed", 0, experiment.MAX_SEED)
    with right:
        _number(words, "epochs", 1, experiment.MAX_EPOCHS)
        _choice(words, "cost", COSTS)
        _number(words, "lmbda", 0.0, experiment.MAX_LMBDA, step=0.1, format="%g")
    state.write_settings(state.settings())
    _outlook(words, splits)


def _layers(words: Words) -> None:
    st.segmented_control(
        words["settings.layers"],
        range(experiment.MAX_LAYERS + 1),
        key=state.LAYERS,
        persist_state="session",
        required=True,
    )
    count = state.get(state.LAYERS)
    for i, column in enumerate(st.columns(count) if count else ()):
        with column:
            _number(words, f"hidden{i + 1}", 1, experiment.MAX_NEURONS, label=words("settings.neurons", l=i + 2))


def _eta(words: Words) -> None:
    """η twice: as a slider on a logarithmic scale, and as a number. A run that goes on takes it up."""
    slide, number = st.columns([1.6, 1], vertical_alignment="bottom")
    eta = state.get(state.setting("eta"))
    slider, entry = state.ETA_WIDGETS
    slide.select_slider(
        words["settings.eta"],
        experiment.ETAS,
        value=experiment.nearest_eta(eta),
        format_func=lambda eta: f"{eta:g}",
        key=state.eta_widget(slider),
        on_change=_set_eta,
        args=(slider, entry),
        help=words["settings.eta_help"],
    )
    number.number_input(
        words["settings.eta"],
        *experiment.ETA,
        value=eta,
        step=0.1,
        format="%g",
        key=state.eta_widget(entry),
        label_visibility="collapsed",
        on_change=_set_eta,
        args=(entry, slider),
    )


def _number(words: Words, name: str, least: float, most: float, *, label: str = "", **options: Any) -> None:
    st.number_input(
        label or words[f"settings.{name}"],
        least,
        most,
        key=state.setting(name),
        persist_state="session",
        help=words.get(f"settings.{name}_help"),
        **options,
    )


def _choice(words: Words, name: str, choices: Iterable[str]) -> None:
    st.selectbox(
        words[f"settings.{name}"],
        list(choices),
        format_func=lambda choice: words[f"{name}.{choice}"],
        key=state.setting(name),
        persist_state="session",
        help=words.get(f"settings.{name}_help"),
    )


def _book() -> None:
    values, _ = experiment.read({})
    state.put_settings(values)
    state.put(state.NONSENSE, [])


def _set_eta(widget: str, other: str) -> None:
    """Take η from one of its two widgets; the other begins anew with it, and a run that goes on takes it up."""
    eta = state.get(state.eta_widget(widget))
    state.put(state.setting("eta"), eta)
    state.renew(other)
    if run := state.run():
        run.set_eta(experiment.decimal(str(eta), *experiment.ETA))


def _outlook(words: Words, splits: Splits) -> None:
    """How large the network is, and about how long it takes."""
    config = experiment.config(state.settings())
    count = sum(n * (n_in + 1) for n_in, n in zip(config.sizes, config.sizes[1:], strict=False))
    seconds = _seconds_per_epoch(config.sizes, config.mini_batch_size, config.activation, len(splits.train))
    shape = "-".join(map(str, config.sizes))
    st.caption(words("settings.outlook", shape=shape, count=words.whole(count), seconds=f"{seconds:.2g}"))


@st.cache_data(show_spinner=False, max_entries=200)
def _seconds_per_epoch(sizes: tuple[int, ...], mini_batch_size: int, activation: str, examples: int) -> float:
    config = TrainingConfig(sizes=sizes, mini_batch_size=mini_batch_size, activation=activation)
    return seconds_per_epoch(config, examples)
