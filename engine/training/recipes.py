"""How the networks that come with Deltascope are trained, into assets/networks.

The book's network and the good reader, between them the rungs of a ladder, each of which builds on the one before, and
the network that says what looks like no digit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine import Network, Splits, TrainingConfig, TrainingRun, load_mnist, load_network, save_network
from engine.doubt import amount
from engine.mnist import CLASSES
from engine.training.oddities import with_oddities

ODDITIES = 80_000
DOUBTED = 0.012  # share of the validation digits that may be doubted
FOLDER = Path(__file__).parent.parent.parent / "assets" / "networks"


@dataclass(frozen=True)
class Recipe:
    """How a network is trained: η falls to `last_eta` by the same factor each epoch. `half`: kept in float16."""

    name: str
    config: TrainingConfig
    last_eta: float
    half: bool = True

    def eta(self, epoch: int) -> float:
        """η of an epoch, counted from 0."""
        share = epoch / max(1, self.config.epochs - 1)
        return self.config.eta * (self.last_eta / self.config.eta) ** share

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}-{'-'.join(map(str, self.config.sizes))}.npz"


BOOK = TrainingConfig()
BETTER = TrainingConfig(eta=0.3, cost="cross_entropy", init="scaled", lmbda=5.0)
HUNDRED = replace(BETTER, sizes=(784, 100, 10))
VARIED = replace(HUNDRED, variations=True)
TWO_HUNDRED = replace(VARIED, sizes=(784, 200, 10))
READER = replace(VARIED, sizes=(784, 200, 100, 10), activation="relu", eta=0.05, lmbda=2.0, epochs=60)
DOUBT = replace(READER, sizes=(784, 200, 50, CLASSES + 1), lmbda=1.0, epochs=16)
RECIPES = (
    Recipe("book", BOOK, BOOK.eta, half=False),
    Recipe("ladder2", BETTER, 0.01),
    Recipe("ladder3", HUNDRED, 0.01),
    Recipe("ladder4", VARIED, 0.01),
    Recipe("ladder5", TWO_HUNDRED, 0.01),
    Recipe("reader", READER, 0.0015, half=False),
    Recipe("doubt", DOUBT, 0.0015),
)


def train(recipe: Recipe) -> None:
    """Train a network and write its file."""
    splits = load_mnist()
    train = with_oddities(splits.train, ODDITIES) if recipe.config is DOUBT else splits.train
    run = TrainingRun(recipe.config, Splits(train, splits.validation, splits.test))
    while not run.finished:
        run.eta = recipe.eta(run.epoch)
        snapshot = run.advance(epochs=1)
        hits = snapshot.network.evaluate(splits.test)
        print(f"{recipe.name}, epoch {snapshot.epoch}: {hits} / {len(splits.test)}", flush=True)  # noqa: T201  output
    save(recipe, run.network, splits)


def save(recipe: Recipe, net: Network, splits: Splits) -> None:
    """Write a network, with what it was trained with and how well it reads, as its file holds it."""
    about = recipe.config.to_dict() | ({} if recipe.last_eta == recipe.config.eta else {"last_eta": recipe.last_eta})
    dtype = np.float16 if recipe.half else np.float32
    save_network(recipe.file, net, about, dtype=dtype)
    rounded, _ = load_network(recipe.file)
    about["test_accuracy"] = rounded.evaluate(splits.test) / len(splits.test)
    if recipe.config is DOUBT:
        about["limit"] = float(np.quantile(amount(rounded, splits.validation.images), 1 - DOUBTED))
    save_network(recipe.file, net, about, dtype=dtype)
