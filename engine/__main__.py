"""`python -m engine`: train the networks that come with Deltascope, into assets/networks; `make network` calls this.

The book's network and the good reader, and between them the rungs of a ladder, each of which changes one thing.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from engine import TrainingConfig, TrainingRun, load_mnist, load_network, save_network

FOLDER = Path(__file__).parent.parent / "assets" / "networks"


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
RECIPES = (
    Recipe("book", BOOK, BOOK.eta, half=False),
    Recipe("ladder2", BETTER, 0.01),
    Recipe("ladder3", HUNDRED, 0.01),
    Recipe("ladder4", VARIED, 0.01),
    Recipe("ladder5", TWO_HUNDRED, 0.01),
    Recipe("reader", READER, 0.0015, half=False),
)


def train(recipe: Recipe) -> None:
    """Train a network, measure what its file holds on the test set, and write the file."""
    splits = load_mnist()
    run = TrainingRun(recipe.config, splits)
    while not run.finished:
        run.eta = recipe.eta(run.epoch)
        snapshot = run.advance(epochs=1)
        hits = snapshot.network.evaluate(splits.test)
        print(f"{recipe.name}, epoch {snapshot.epoch}: {hits} / {len(splits.test)}", flush=True)  # noqa: T201  output
    about = recipe.config.to_dict() | ({} if recipe.last_eta == recipe.config.eta else {"last_eta": recipe.last_eta})
    dtype = np.float16 if recipe.half else np.float32
    save_network(recipe.file, run.network, about, dtype=dtype)
    hits = load_network(recipe.file)[0].evaluate(splits.test)
    save_network(recipe.file, run.network, {**about, "test_accuracy": hits / len(splits.test)}, dtype=dtype)


def main() -> None:
    """Train all networks, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m engine", description="Train the networks of Deltascope.")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(recipe.name for recipe in RECIPES))
    names = parser.parse_args().names
    for recipe in RECIPES:
        if not names or recipe.name in names:
            train(recipe)


if __name__ == "__main__":
    main()
