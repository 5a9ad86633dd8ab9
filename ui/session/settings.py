"""The settings of a run on the page Train: their bounds, and how the URL writes them. Pure: no Streamlit.

What the engine says of a setting is taken from it: the book's values from TrainingConfig, choices from its registries.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from engine import ACTIVATIONS, COSTS, INITS, TrainingConfig
from engine.training.config import LEAST
from engine.training.status import NEVER, StopRule

DIGITS = 6  # significant digits of a decimal in the URL
TWIN = "b_"  # before the settings of the twin in the URL
ETAS = (*(float(f"{digit}e{power}") for power in range(-3, 2) for digit in (1, 1.5, 2, 3, 5, 7)), 100.0)
"""The learning rates of the slider, on a logarithmic scale."""


@dataclass(frozen=True)
class Number:
    """A number from `least` to `most`, a whole one if the book's value is."""

    book: float
    least: float
    most: float

    def valid(self, value: object) -> bool:
        kinds = int if isinstance(self.book, int) else (int, float)
        return isinstance(value, kinds) and not isinstance(value, bool) and self.least <= value <= self.most

    def read(self, text: str) -> float:
        """The number that a text in the URL stands for. Raises ValueError for nonsense, as the other kinds do."""
        return _checked(self, type(self.book)(text))


@dataclass(frozen=True)
class Choice:
    """One of a few names."""

    book: str
    names: Collection[str]

    def valid(self, value: object) -> bool:
        return isinstance(value, str) and value in self.names

    def read(self, text: str) -> str:
        return _checked(self, text)


@dataclass(frozen=True)
class HiddenLayers:
    """The number of neurons of each hidden layer, l = 2..L-1."""

    book: tuple[int, ...]
    count: Number
    neurons: Number

    def valid(self, value: object) -> bool:
        return isinstance(value, tuple) and self.count.valid(len(value)) and all(map(self.neurons.valid, value))

    def read(self, text: str) -> tuple[int, ...]:
        """From a text such as "30" or "100-60"; "0" stands for none."""
        return _checked(self, () if text == "0" else tuple(map(int, text.split("-"))))


@dataclass(frozen=True)
class Switch:
    """On or off."""

    book: bool

    def valid(self, value: object) -> bool:
        return isinstance(value, bool)

    def read(self, text: str) -> bool:
        if text not in ("0", "1"):
            raise ValueError(f"{text!r} is not a value of this setting; it is 0 or 1")
        return text == "1"


Setting = Number | Choice | HiddenLayers | Switch


def _checked(setting: Setting, value: Any) -> Any:
    if not setting.valid(value):
        raise ValueError(f"{value!r} is not a value of this setting; the book's is {setting.book!r}")
    return value


def values(config: TrainingConfig, rule: StopRule = NEVER) -> dict[str, Any]:
    """The settings of a configuration and a stop rule, by the names that they have in the URL."""
    return {
        "hidden": config.sizes[1:-1],
        "eta": config.eta,
        "mini_batch": config.mini_batch_size,
        "epochs": config.epochs,
        "activation": config.activation,
        "cost": config.cost,
        "init": config.init,
        "lmbda": config.lmbda,
        "variations": config.variations,
        "seed": config.seed,
        "target": round(100 * rule.accuracy, 6),  # per cent
        "patience": rule.patience,
        "seconds": int(rule.seconds),
    }


BOOK = values(TrainingConfig())
MOST_LAYERS, MOST_EPOCHS = 4, 1000
LAYERS = Number(len(BOOK["hidden"]), 0, MOST_LAYERS)  # hidden ones
NEURONS = Number(BOOK["hidden"][0], 1, 300)  # of one hidden layer
SETTINGS: dict[str, Setting] = {
    "hidden": HiddenLayers(BOOK["hidden"], LAYERS, NEURONS),
    "eta": Number(BOOK["eta"], ETAS[0], ETAS[-1]),
    "mini_batch": Number(BOOK["mini_batch"], LEAST["mini_batch_size"], 1000),
    "epochs": Number(BOOK["epochs"], LEAST["epochs"], MOST_EPOCHS),
    "activation": Choice(BOOK["activation"], ACTIVATIONS),
    "cost": Choice(BOOK["cost"], COSTS),
    "init": Choice(BOOK["init"], INITS),
    "lmbda": Number(BOOK["lmbda"], 0.0, 1000.0),
    "variations": Switch(BOOK["variations"]),
    "seed": Number(BOOK["seed"], LEAST["seed"], 2**31 - 1),
    "target": Number(BOOK["target"], 0.0, 100.0),
    "patience": Number(BOOK["patience"], 0, MOST_EPOCHS),
    "seconds": Number(BOOK["seconds"], 0, 24 * 60 * 60),
}
NUMBERS = {name: setting for name, setting in SETTINGS.items() if isinstance(setting, Number)}
CHOICES = {name: setting for name, setting in SETTINGS.items() if isinstance(setting, Choice)}


def config(values: Mapping[str, object]) -> TrainingConfig:
    """The configuration of a run on MNIST with these settings. Raises ValueError for values that make no sense."""
    known, book = _as_linked(values), TrainingConfig()
    return TrainingConfig(
        sizes=(book.sizes[0], *known["hidden"], book.sizes[-1]),
        mini_batch_size=known["mini_batch"],
        **{
            name: known[name] for name in ("eta", "epochs", "activation", "cost", "init", "lmbda", "variations", "seed")
        },
    )


def rule(values: Mapping[str, object]) -> StopRule:
    """When a run with these settings stops by itself. Raises ValueError for values that make no sense."""
    known = _as_linked(values)
    return StopRule(known["target"] / 100, known["patience"], known["seconds"])


def _as_linked(values: Mapping[str, object]) -> dict[str, Any]:
    """The settings as somebody reads them who opens the link to them, so that they get the same run."""
    return {name: setting.read(written(values[name])) for name, setting in SETTINGS.items()}


# --- in the URL ---


def read(params: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The settings in the parameters of a URL, and the names of those that are nonsense: they have the book's value."""
    found, wrong = dict(BOOK), []
    for name, setting in SETTINGS.items():
        try:
            if name in params:
                found[name] = setting.read(params[name])
        except ValueError:
            wrong.append(name)
    return found, wrong


def write(values: Mapping[str, object]) -> dict[str, str]:
    """The parameters of a URL for settings; those that are the book's are left out."""
    texts = {name: written(values[name]) for name in SETTINGS}
    return {name: text for name, text in texts.items() if text != written(BOOK[name])}


def written(value: object) -> str:
    """A setting as the URL writes it."""
    if isinstance(value, tuple):
        return "-".join(map(str, value)) or "0"
    if isinstance(value, bool):
        return str(int(value))
    return f"{value:.{DIGITS}g}" if isinstance(value, float) else str(value)


def twin_params(params: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a URL that concern the twin, without their prefix."""
    return {name: params[TWIN + name] for name in SETTINGS if TWIN + name in params}


def write_twin(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, str]:
    """The parameters of a URL for the settings in which a twin differs from the first run.

    There is at least one, its η: without any, the link would lead to a single run.
    """
    different = difference(second, first) or {"eta": written(second["eta"])}
    return {TWIN + name: text for name, text in different.items()}


def difference(values: Mapping[str, object], other: Mapping[str, object]) -> dict[str, str]:
    """The settings that differ from those of another run, as texts."""
    return {name: written(values[name]) for name in SETTINGS if values[name] != other[name]}


def nearest_eta(eta: float) -> float:
    """The learning rate of the slider that is closest, by ratio."""
    return min(ETAS, key=lambda step: max(step / eta, eta / step))
