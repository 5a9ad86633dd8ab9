"""The settings of the next run, and of its twin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from engine import Splits
from engine.training.run import TrainingConfig, seconds_per_epoch
from ui.session import experiment, runs, settings, widgets
from ui.session.runs import Observed
from ui.session.settings import Number
from ui.text.words import Words
from ui.train import varied


def view(words: Words, splits: Splits, observed: Observed) -> None:
    """All settings of the side that is shown, and what to expect of them."""
    if wrong := experiment.NONSENSE.get():
        st.warning(words("settings.nonsense", names=", ".join(words[f"settings.{name}"] for name in wrong)))
    st.header(words["settings.title"], anchor=False)
    _sides(words)
    st.button(words["settings.book"], key="book_settings", on_click=_book, icon=":material/menu_book:", width="stretch")
    _layers(words)
    _eta(words)
    _rest(words, splits)
    _pending(words, observed)
    _outlook(words, splits)


def _rest(words: Words, splits: Splits) -> None:
    left, right = st.columns(2, gap="xsmall")
    with left:
        _number(words, "mini_batch")
        _choice(words, "activation")
        _choice(words, "init")
        _number(words, "seed")
    with right:
        _number(words, "epochs")
        _choice(words, "cost")
        _number(words, "lmbda", step=0.1, format="%g")
    varied.choose(words, splits)
    with st.expander(words["settings.rule"]):
        _number(words, "target", step=0.5, format="%g")
        _number(words, "patience")
        _number(words, "seconds")


def _sides(words: Words) -> None:
    """Whether two runs are to start together, and whose settings are shown."""
    widgets.switch(experiment.TWINS, words["settings.twins"], then=_twins, help=words["settings.twins_help"])
    if experiment.TWINS.get():
        widgets.pick(experiment.SIDE, words["settings.side"], experiment.SIDES, lambda side: words[f"side.{side}"])
        different = settings.difference(experiment.values("b"), experiment.values("a"))
        names = ", ".join(f"{words[f'settings.{n}']}: {words.get(f'{n}.{t}', t)}" for n, t in different.items())
        st.caption(words("settings.different", names=names) if different else words["settings.same"])


def _twins() -> None:
    """Add a twin with the same settings, or go back to one run."""
    if experiment.TWINS.get():
        experiment.put(experiment.values("a"), "b")
    experiment.SIDE.remember("b" if experiment.TWINS.get() else "a")


def _layers(words: Words) -> None:
    """The number of hidden layers, and of the neurons in each."""
    layers = experiment.key("layers")
    widgets.pick(layers, words["settings.layers"], range(settings.MOST_LAYERS + 1))
    columns = st.columns(2) * 2
    for place in experiment.PLACES[: layers.get()]:
        with columns[place - 1]:
            _bounded(f"hidden{place}", words("settings.neurons", l=place + 1), settings.NEURONS)


def _eta(words: Words) -> None:
    """η as a slider on a logarithmic scale and as a number; a run takes up a new η at once."""
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
        options: dict[str, Any] = {"step": 0.1, "format": "%g", "variant": "number", "label_visibility": "collapsed"}
        _bounded("eta", words["settings.eta"], settings.NUMBERS["eta"], then=_eta_for_run, **options)


def _number(words: Words, name: str, **options: Any) -> None:
    help = words.get(f"settings.{name}_help")
    _bounded(name, words[f"settings.{name}"], settings.NUMBERS[name], help=help, **options)


def _bounded(name: str, label: str, bounds: Number, **options: Any) -> None:
    widgets.number(experiment.key(name), label, bounds.least, bounds.most, **options)


def _choice(words: Words, name: str) -> None:
    widgets.select(
        experiment.key(name),
        words[f"settings.{name}"],
        list(settings.CHOICES[name].names),
        lambda choice: words[f"{name}.{choice}"],
        help=words.get(f"settings.{name}_help"),
    )


def _book() -> None:
    experiment.put(settings.BOOK)
    experiment.NONSENSE.put([])
    _eta_for_run()


def _eta_for_run() -> None:
    """Give this η to the run whose settings are shown."""
    if run := runs.own(runs.RUNS[experiment.SIDE.get()]):
        run.set_eta(experiment.key("eta").get())


def _pending(words: Words, observed: Observed) -> None:
    """Say that the run has other settings than those shown, η aside."""
    if run := observed.get(experiment.SIDE.get()):
        config = settings.config(experiment.values())
        if replace(config, eta=1) != replace(run.status.config, eta=1):
            st.info(words["settings.pending"])


def _outlook(words: Words, splits: Splits) -> None:
    """The size of the network, and about how long an epoch takes."""
    config = settings.config(experiment.values())
    count = sum(n * (n_in + 1) for n_in, n in zip(config.sizes, config.sizes[1:], strict=False))
    known = TrainingConfig(
        sizes=config.sizes,
        mini_batch_size=config.mini_batch_size,
        activation=config.activation,
        variations=config.variations,
    )
    seconds = _seconds_per_epoch(known, len(splits.train))
    shape = "-".join(map(str, config.sizes))
    st.caption(words("settings.outlook", shape=shape, count=words.whole(count), seconds=f"{seconds:.2g}"))


@st.cache_data(show_spinner=False, max_entries=200)
def _seconds_per_epoch(config: TrainingConfig, examples: int) -> float:
    return seconds_per_epoch(config, examples)
