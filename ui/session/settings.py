"""The settings of the page Train, as widgets hold them and as the URL writes them. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from engine import ACTIVATIONS, COSTS, INITS, TrainingConfig
from engine.training.live import StopRule

NEVER = StopRule()
MAX_LAYERS, MAX_NEURONS = 4, 300
MAX_EPOCHS = 1000
MAX_BATCH = 1000
MAX_SEED = 2**31 - 1
ETA = (0.001, 100.0)
MAX_LMBDA = 1000.0
ETAS = (*(float(f"{digit}e{power}") for power in range(-3, 2) for digit in (1, 1.5, 2, 3, 5, 7)), 100.0)
"""The learning rates of the slider, on a logarithmic scale."""


def whole(text: str, least: int, most: int) -> int:
    number = int(text)
    if not least <= number <= most:
        raise ValueError(text)
    return number


def decimal(text: str, least: float, most: float) -> float:
    number = float(text)
    if not least <= number <= most:
        raise ValueError(text)
    return number


def one_of(text: str, choices: Mapping | tuple) -> str:
    if text not in choices:
        raise ValueError(text)
    return text


def layers(text: str) -> tuple[int, ...]:
    """Hidden layers as in "30" or "100-60"; "0" for none."""
    if text == "0":
        return ()
    sizes = tuple(whole(part, 1, MAX_NEURONS) for part in text.split("-"))
    if len(sizes) > MAX_LAYERS:
        raise ValueError(text)
    return sizes


@dataclass(frozen=True)
class Setting:
    """One setting in the URL: how its text is read (ValueError for nonsense), and the book's value as text."""

    read: Callable[[str], Any]
    book: str

    def valid(self, value: object) -> bool:
        """Whether it is a value that stands for one that `read` gives."""
        try:
            known = self.read(text(value))
        except ValueError:
            return False
        return isinstance(value, int | float if isinstance(known, float) else type(known))


SETTINGS = {
    "hidden": Setting(layers, "30"),
    "eta": Setting(partial(decimal, least=ETA[0], most=ETA[1]), "3"),
    "mini_batch": Setting(partial(whole, least=1, most=MAX_BATCH), "10"),
    "epochs": Setting(partial(whole, least=1, most=MAX_EPOCHS), "30"),
    "activation": Setting(partial(one_of, choices=ACTIVATIONS), "sigmoid"),
    "cost": Setting(partial(one_of, choices=COSTS), "quadratic"),
    "init": Setting(partial(one_of, choices=INITS), "gaussian"),
    "lmbda": Setting(partial(decimal, least=0, most=MAX_LMBDA), "0"),
    "seed": Setting(partial(whole, least=0, most=MAX_SEED), "0"),
    "target": Setting(partial(decimal, least=0, most=100), "0"),
    "patience": Setting(partial(whole, least=0, most=MAX_EPOCHS), "0"),
    "seconds": Setting(partial(whole, least=0, most=86_400), "0"),
}
TWIN = "b_"  # before the settings of the twin in the URL


def read(params: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The settings in the parameters of a URL, and the names of those that are nonsense; the book's in their place."""
    values: dict[str, Any] = {}
    wrong = []
    for name, setting in SETTINGS.items():
        try:
            values[name] = setting.read(params.get(name, setting.book))
        except ValueError:
            values[name] = setting.read(setting.book)
            wrong.append(name)
    return values, wrong


def write(values: Mapping[str, object]) -> dict[str, str]:
    """The parameters of a URL for settings; those that are the book's are left out."""
    texts = {name: text(values[name]) for name in SETTINGS}
    return {name: text for name, text in texts.items() if text != SETTINGS[name].book}


def text(value: object) -> str:
    """A setting as the URL writes it."""
    if isinstance(value, tuple):
        return "-".join(map(str, value)) or "0"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def known_config(known: Mapping[str, Any]) -> TrainingConfig:
    """The configuration in what a network's file says of it. Raises ValueError for nonsense."""
    try:
        return TrainingConfig.from_dict(known)
    except TypeError as error:
        raise ValueError(f"the configuration of this file makes no sense: {error}") from None


def twin_params(params: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a URL that are the twin's, without the prefix."""
    return {name: params[TWIN + name] for name in SETTINGS if TWIN + name in params}


def write_twin(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, str]:
    """The parameters of a URL for the settings of a twin that differ from the first one's; at least one is there."""
    different = {TWIN + name: text(second[name]) for name in SETTINGS if second[name] != first[name]}
    return different or {TWIN + "eta": text(second["eta"])}


def difference(values: Mapping[str, object], other: Mapping[str, object]) -> dict[str, str]:
    """The settings that differ from another experiment's, as texts."""
    return {name: text(values[name]) for name in SETTINGS if values[name] != other.get(name, values[name])}


def config(values: Mapping[str, object]) -> TrainingConfig:
    """The configuration of a run on MNIST with these settings. Raises ValueError for values that make no sense."""
    checked = _checked(values)
    return TrainingConfig(
        sizes=(784, *checked["hidden"], 10),
        mini_batch_size=checked["mini_batch"],
        **{name: checked[name] for name in ("eta", "epochs", "activation", "cost", "init", "lmbda", "seed")},
    )


def rule(values: Mapping[str, object]) -> StopRule:
    """When a run with these settings stops by itself."""
    checked = _checked(values)
    return StopRule(checked["target"] / 100, checked["patience"], checked["seconds"])


def _checked(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: setting.read(text(values[name])) for name, setting in SETTINGS.items()}


def values(config: TrainingConfig, rule: StopRule = NEVER) -> dict[str, Any]:
    """The settings of a configuration and a stop rule."""
    known = {**config.to_dict(), "hidden": config.sizes[1:-1], "mini_batch": config.mini_batch_size}
    stops = {"target": round(100 * rule.accuracy, 6), "patience": rule.patience, "seconds": int(rule.seconds)}
    return {name: (known | stops)[name] for name in SETTINGS}


def nearest_eta(eta: float) -> float:
    """The learning rate of the slider that is closest, by ratio."""
    return min(ETAS, key=lambda step: max(step / eta, eta / step))
