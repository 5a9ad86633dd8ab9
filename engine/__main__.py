"""`python -m engine`: train the book's network and write it to assets/networks; `make network` calls this."""

from __future__ import annotations

from pathlib import Path

from engine import TrainingConfig, TrainingRun, load_mnist, save_network

FILE = Path(__file__).parent.parent / "assets" / "networks" / "book-784-30-10.npz"


def main() -> None:
    """Train as the book does: 784-30-10, 30 epochs, mini-batches of 10, η = 3.0."""
    config, splits = TrainingConfig(), load_mnist()
    run = TrainingRun(config, splits)
    while not run.finished:
        snapshot = run.advance(epochs=1)
        hits = snapshot.network.evaluate(splits.test)
        print(f"epoch {snapshot.epoch}: {hits} / {len(splits.test)}")  # noqa: T201  a command's output
    save_network(FILE, run.network, {**config.to_dict(), "test_accuracy": hits / len(splits.test)})


if __name__ == "__main__":
    main()
