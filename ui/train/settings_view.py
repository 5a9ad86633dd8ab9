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
from ui.train import start_view, varied


def essential(words: Words) -> None:
    """The layers and η, in one row."""
    if wrong := experiment.NONSENSE.get():
        st.warning(words("settings.nonsense", names=", ".join(words[f"settings.{name}"] for name in wrong)))
    with st.container(key="essential", horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        widgets.number(experiment.key("layers"), words["settings.layers"], 0, settings.MOST_LAYERS, width=112)
        for place in experiment.PLACES[: experiment.key("layers").get()]:
            _bounded(f"hidden{place}", words("settings.neurons", l=place + 1), settings.NEURONS, width=100)
        _eta(words)


def others(words: Words, splits: Splits, observed: Observed) -> None:
    """All other settings, behind a line that says what they are; and what to expect of all of them."""
    with st.expander(words["settings.all"], key="settings"):  # one of another label would be closed
        _sides(words)
        first, second, third, fourth = st.columns(4, gap="small")
        with first:
            _number(words, "mini_batch")
            _number(words, "epochs")
        with second:
            _choice(words, "activation")
            _choice(words, "cost")
        with third:
            _choice(words, "init")
            _number(words, "seed")
        with fourth:
            _number(words, "lmbda", step=0.1, format="%g")
            st.button(
                words["settings.book"],
                key="book_settings",
                on_click=_book,
                icon=":material/menu_book:",
                width="stretch",
            )
        varied.choose(words, splits)
        _rule(words)
        start_view.choose(words)
        _outlook(words, splits)
    st.caption(_summary(words) + _pending(words, observed))


def _summary(words: Words) -> str:
    """The settings that most depends on, in a line."""
    values = experiment.values()
    shown = {"activation": words[f"activation.{values['activation']}"], "cost": words[f"cost.{values['cost']}"]}
    shown |= {"init": words[f"init.{values['init']}"]}
    return words("settings.summary", **{**values, **shown})


def _rule(words: Words) -> None:
    st.caption(words["settings.rule"])
    for column, name in zip(st.columns(3, gap="small"), ("target", "patience", "seconds"), strict=True):
        with column:
            _number(words, name, **({"step": 0.5, "format": "%g"} if name == "target" else {}))


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


def _eta(words: Words) -> None:
    """η as a slider on a logarithmic scale and as a number; a run takes up a new η at once."""
    key = experiment.key("eta")
    with st.container(width=170):
        widgets.slide(
            key,
            words["settings.eta"],
            settings.ETAS,
            lambda eta: f"{eta:g}",
            settings.nearest_eta(key.get()),
            variant="slider",
            then=eta_for_run,
            help=words["settings.eta_help"],
        )
    options: dict[str, Any] = {"step": 0.1, "format": "%g", "variant": "number", "label_visibility": "collapsed"}
    _bounded("eta", words["settings.eta"], settings.NUMBERS["eta"], then=eta_for_run, width=90, **options)


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
    eta_for_run()


def eta_for_run() -> None:
    """Give this η to the run whose settings are shown."""
    if run := runs.own(runs.RUNS[experiment.SIDE.get()]):
        run.set_eta(experiment.key("eta").get())


def _pending(words: Words, observed: Observed) -> str:
    """What is said of settings, η aside, that are other ones than those of the run."""
    run = observed.get(experiment.SIDE.get())
    config = settings.config(experiment.values())
    differ = run and replace(config, eta=1) != replace(run.status.config, eta=1)
    return f" · **{words['settings.pending']}**" if differ else ""


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
