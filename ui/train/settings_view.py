"""Controls that stand next to what they change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import streamlit as st

from engine import ACTIVATIONS, COSTS, INITS, Splits
from engine.training.run import TrainingConfig, seconds_per_epoch
from ui.session import experiment, runs, settings, widgets
from ui.text.words import Words


def view(words: Words, splits: Splits) -> None:
    """The settings of a run; they are kept in the session and written into the URL."""
    if wrong := experiment.NONSENSE.get():
        st.warning(words("settings.nonsense", names=", ".join(words[f"settings.{name}"] for name in wrong)))
    st.subheader(words["settings.title"], anchor=False)
    _sides(words)
    st.button(words["settings.book"], key="book_settings", on_click=_book, icon=":material/menu_book:", width="stretch")
    _layers(words)
    _eta(words)
    left, right = st.columns(2, gap="xsmall")
    with left:
        _number(words, "mini_batch", 1, settings.MAX_BATCH)
        _choice(words, "activation", ACTIVATIONS)
        _choice(words, "init", INITS)
        _number(words, "seed", 0, settings.MAX_SEED)
    with right:
        _number(words, "epochs", 1, settings.MAX_EPOCHS)
        _choice(words, "cost", COSTS)
        _number(words, "lmbda", 0.0, settings.MAX_LMBDA, step=0.1, format="%g")
    with st.expander(words["settings.rule"]):
        _number(words, "target", 0.0, 100.0, step=0.5, format="%g")
        _number(words, "patience", 0, settings.MAX_EPOCHS)
        _number(words, "seconds", 0, 86_400)
    _pending(words)
    _outlook(words, splits)


def _sides(words: Words) -> None:
    """Whether two runs start together, and whose settings are shown."""
    widgets.switch(experiment.TWINS, words["settings.twins"], then=_twins, help=words["settings.twins_help"])
    if experiment.TWINS.get():
        widgets.pick(experiment.SIDE, words["settings.side"], experiment.SIDES, lambda side: words[f"side.{side}"])
        different = settings.difference(experiment.values("b"), experiment.values("a"))
        names = ", ".join(f"{words[f'settings.{name}']}: {text}" for name, text in different.items())
        st.caption(words("settings.different", names=names) if different else words["settings.same"])


def _twins() -> None:
    """Begin with a twin that is the same, or go back to one run."""
    if experiment.TWINS.get():
        experiment.put(experiment.values("a"), "b")
    experiment.SIDE.remember("b" if experiment.TWINS.get() else "a")


def _layers(words: Words) -> None:
    layers = experiment.key("layers")
    widgets.pick(layers, words["settings.layers"], range(settings.MAX_LAYERS + 1))
    count = layers.get()
    columns = st.columns(2) * 2
    for i in range(count):
        with columns[i]:
            _number(words, f"hidden{i + 1}", 1, settings.MAX_NEURONS, label=words("settings.neurons", l=i + 2))


def _eta(words: Words) -> None:
    """η twice: as a slider on a logarithmic scale, and as a number. A run that goes on takes it up."""
    key = experiment.key("eta")
    slide, number = st.columns([1.6, 1], vertical_alignment="bottom")
    with slide:
        widgets.slide(
            key,
            words["settings.eta"],
            settings.ETAS,
            lambda eta: f"{eta:g}",
            settings.nearest_eta(key.get()),
            variant="slider",
            then=_eta_for_run,
            help=words["settings.eta_help"],
        )
    with number:
        widgets.number(
            key,
            words["settings.eta"],
            *settings.ETA,
            step=0.1,
            format="%g",
            variant="number",
            then=_eta_for_run,
            label_visibility="collapsed",
        )


def _number(words: Words, name: str, least: float, most: float, *, label: str = "", **options: Any) -> None:
    label = label or words[f"settings.{name}"]
    widgets.number(experiment.key(name), label, least, most, help=words.get(f"settings.{name}_help"), **options)


def _choice(words: Words, name: str, choices: Iterable[str]) -> None:
    widgets.select(
        experiment.key(name),
        words[f"settings.{name}"],
        list(choices),
        lambda choice: words[f"{name}.{choice}"],
        help=words.get(f"settings.{name}_help"),
    )


def _book() -> None:
    values, _ = settings.read({})
    experiment.put(values)
    experiment.NONSENSE.put([])
    _eta_for_run()


def _eta_for_run() -> None:
    if run := runs.own(runs.RUN if experiment.SIDE.get() == "a" else runs.TWIN):
        run.set_eta(experiment.key("eta").get())


def _pending(words: Words) -> None:
    """Say so where the settings are no longer those of the run; η is: a run takes it up."""
    if run := runs.own(runs.RUN if experiment.SIDE.get() == "a" else runs.TWIN):
        config = settings.config(experiment.values())
        if replace(config, eta=1) != replace(run.poll().config, eta=1):
            st.info(words["settings.pending"])


def _outlook(words: Words, splits: Splits) -> None:
    """How large the network is, and about how long it takes."""
    config = settings.config(experiment.values())
    count = sum(n * (n_in + 1) for n_in, n in zip(config.sizes, config.sizes[1:], strict=False))
    seconds = _seconds_per_epoch(config.sizes, config.mini_batch_size, config.activation, len(splits.train))
    shape = "-".join(map(str, config.sizes))
    st.caption(words("settings.outlook", shape=shape, count=words.whole(count), seconds=f"{seconds:.2g}"))


@st.cache_data(show_spinner=False, max_entries=200)
def _seconds_per_epoch(sizes: tuple[int, ...], mini_batch_size: int, activation: str, examples: int) -> float:
    config = TrainingConfig(sizes=sizes, mini_batch_size=mini_batch_size, activation=activation)
    return seconds_per_epoch(config, examples)
