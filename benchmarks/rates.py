"""`python -m benchmarks.rates`: the rows of `engine/training/rates.py`, about two minutes."""

from __future__ import annotations

from itertools import product

import numpy as np

from engine import ACTIVATIONS, COSTS, INITS, Diverged, TrainingConfig, TrainingRun, load_mnist
from engine.training.rates import ETAS

SEEDS = range(3)


def read_right(config: TrainingConfig) -> float:
    """Per cent of the validation images after one epoch; 0 where the run diverges."""
    splits = load_mnist()
    try:
        network = TrainingRun(config, splits).advance(epochs=1).network
    except Diverged:
        return 0.0
    return 100 * network.evaluate(splits.validation) / len(splits.validation)


def main() -> None:
    for activation, init, cost in product(ACTIVATIONS, INITS, COSTS):
        settings = {"activation": activation, "init": init, "cost": cost, "epochs": 1}
        found = [[read_right(TrainingConfig(**settings, eta=eta, seed=seed)) for seed in SEEDS] for eta in ETAS]
        row = [round(np.mean(seeds)) if all(seeds) else 0 for seeds in found]
        print(f"    {(activation, init, cost)}: {tuple(row)},".replace("'", '"'))


if __name__ == "__main__":
    main()
