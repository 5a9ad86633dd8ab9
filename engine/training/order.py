"""The training images in the order in which an epoch sees them, as they are or varied."""

from __future__ import annotations

import numpy as np

from engine.mnist import Dataset
from engine.training.config import TrainingConfig
from engine.training.variations import BLOCK, varied


class Order:
    """An epoch's order of the training images `rows` `(n, pixels)`.

    `indices` `(n,)` are the places of the images in the training set. With `seed`, each image is varied, by the seed
    and its position; those are bytes.
    """

    def __init__(self, rows: np.ndarray, indices: np.ndarray, seed: tuple[int, ...] = ()):
        self._rows, self.indices, self._seed = rows, indices, seed
        self._block, self._varied = -1, rows[:0]  # the last block that was varied

    def __len__(self) -> int:
        return len(self.indices)

    def take(self, start: int, out: np.ndarray) -> None:
        """Put as many images as fit into `out` `(m, pixels)`, from that position of the epoch on."""
        end = start + len(out)
        if not self._seed:
            self._rows.take(self.indices[start:end], 0, out, "clip")  # as a method `take` costs half
            return
        for block in range(start // BLOCK, -(-end // BLOCK)):
            first = max(start, block * BLOCK)
            part = self._of(block)[first - block * BLOCK : end - block * BLOCK]
            out[first - start : first - start + len(part)] = part

    def _of(self, block: int) -> np.ndarray:
        """The images of a block, varied."""
        if block != self._block:
            images = self._rows.take(self.indices[block * BLOCK : (block + 1) * BLOCK], 0)
            self._varied = varied(images, np.random.default_rng([*self._seed, block]))
            self._block = block
        return self._varied


def order(config: TrainingConfig, train: Dataset, epoch: int) -> Order:
    """The order of the training set in an epoch, counted from 0; images are varied where the run says so."""
    seed = (config.seed, epoch + 1)
    indices = np.random.default_rng(seed).permutation(len(train))
    return Order(train.rows, indices, seed if config.variations else ())
