"""The settings of a training run, checked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

import numpy as np

from engine.activations import ACTIVATIONS
from engine.costs import COSTS
from engine.layers import checked_sizes
from engine.network import INITS, Network

LEAST = {"mini_batch_size": 1, "epochs": 1, "seed": 0}  # of the settings that are whole numbers


@dataclass(frozen=True)
class TrainingConfig:
    """Everything that determines a run: the same configuration gives the same run.

    The defaults are the book's settings. With cost "cross_entropy" the output neurons are sigmoid neurons whatever
    `activation` the hidden layers have: that cost needs outputs between 0 and 1, and hidden neurons of any kind
    can be trained with it. With `variations` each epoch sees every image varied anew: slightly turned, scaled, sheared,
    shifted, thicker or thinner. Raises ValueError for a value that makes no sense.
    """

    sizes: tuple[int, ...] = (784, 30, 10)
    eta: float = 3.0
    mini_batch_size: int = 10
    epochs: int = 30
    seed: int = 0
    activation: str = "sigmoid"
    cost: str = "quadratic"
    init: str = "gaussian"
    lmbda: float = 0.0
    variations: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "sizes", checked_sizes(self.sizes))
        object.__setattr__(self, "eta", checked_eta(self.eta))
        for name, least in LEAST.items():
            value = getattr(self, name)
            if not isinstance(value, int | np.integer) or isinstance(value, bool) or value < least:
                raise ValueError(f"{name} must be a whole number from {least}, got {value!r}")
        for name, choices in (("activation", ACTIVATIONS), ("cost", COSTS), ("init", INITS)):
            if getattr(self, name) not in choices:
                raise ValueError(f"unknown {name} {getattr(self, name)!r}; choose one of {', '.join(choices)}")
        if not (_is_number(self.lmbda) and 0 <= self.lmbda < math.inf):
            raise ValueError(f"lmbda must be a number from 0, got {self.lmbda!r}; 0 means no regularisation")
        if not isinstance(self.variations, bool):
            raise ValueError(f"variations must be True or False, got {self.variations!r}")
        if self.variations and math.isqrt(self.sizes[0]) ** 2 != self.sizes[0]:
            raise ValueError(f"variations need square images, got {self.sizes[0]} pixels; MNIST's have 784")

    def network(self, dtype: type = np.float32) -> Network:
        """The network that the run starts with."""
        return Network.random(
            self.sizes,
            seed=self.seed,
            init=self.init,
            activation=self.activation,
            output_activation=COSTS[self.cost].output,
            dtype=dtype,
        )

    def to_dict(self) -> dict:
        """The configuration as plain values for JSON."""
        return {**asdict(self), "sizes": list(self.sizes)}

    @classmethod
    def from_dict(cls, values: Mapping) -> TrainingConfig:
        """The configuration that `to_dict` wrote; other keys are ignored, missing ones default to the book's values."""
        return cls(**{field.name: values[field.name] for field in fields(cls) if field.name in values})


def checked_eta(eta: float) -> float:
    """`eta` as a float; raises ValueError unless it is a positive, finite number."""
    if not (_is_number(eta) and 0 < eta < math.inf):
        raise ValueError(f"eta must be a positive number, got {eta!r}; the book uses 3.0")
    return float(eta)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
