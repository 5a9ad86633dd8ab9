"""MNIST as the book uses it: 50,000 training, 10,000 validation and 10,000 test images.

The files are those of Yann LeCun and Corinna Cortes (CC BY-SA 3.0), gzipped; see assets/mnist/README.md.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

import numpy as np

from engine.layers import one_hot

FOLDER = Path(__file__).parent.parent / "assets" / "mnist"
MD5 = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}
TRAINING = 50_000
CLASSES = 10
WHITE = np.float32(255)  # of a byte; with it, images of bytes become float32


class MnistMissing(ValueError):
    """A file of MNIST is not there, or is not the original one. `file` is its path."""

    def __init__(self, file: Path, problem: str):
        super().__init__(
            f"{file} {problem}; get it back with 'git checkout -- assets/mnist', or download Deltascope again"
        )
        self.file = file


@dataclass(frozen=True, eq=False)
class Dataset:
    """Examples, read-only.

    `rows` `(n, 784)` is what is held of the images: a byte a pixel where they come as bytes, otherwise float32.
    `images` is `(784, n)` float32 in [0, 1], ink 1; `labels` is `(n,)` uint8; `targets` is `(10, n)` float32,
    one-hot. Columns of images and targets lie in one piece. `dataset[indices]` is the examples at these indices.
    """

    rows: np.ndarray
    labels: np.ndarray
    targets: np.ndarray

    @classmethod
    def of(cls, images: np.ndarray, labels: np.ndarray, classes: int = CLASSES) -> Dataset:
        """A dataset from rows of images `(n, pixels)`, numbers in [0, 1] or bytes 0..255, and labels `(n,)`."""
        rows = np.ascontiguousarray(images, np.uint8 if images.dtype == np.uint8 else np.float32).view()
        labels = np.array(labels, np.uint8)
        return cls(*map(_frozen, (rows, labels, one_hot(labels, classes, np.float32))))

    @property
    def images(self) -> np.ndarray:
        """Made anew from bytes each time: take the examples first, `dataset[indices].images`."""
        if self.rows.dtype != np.uint8:
            return self.rows.T
        return _frozen(self.rows / WHITE).T

    def unpacked(self) -> Dataset:
        """The same with its images as numbers, for a set that is fed forward again and again."""
        return Dataset(_frozen(self.images.T), self.labels, self.targets)

    def in_bytes(self) -> Dataset:
        """The same with a byte a pixel."""
        if self.rows.dtype == np.uint8:
            return self
        return Dataset(_frozen(np.rint(self.rows * WHITE).astype(np.uint8)), self.labels, self.targets)

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, part: slice | np.ndarray | Sequence[int]) -> Dataset:
        return Dataset(*map(_frozen, (self.rows[part], self.labels[part], self.targets[:, part])))

    def chunks(self, size: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The images `(784, ≤ size)` and labels of all examples, in order, a chunk at a time."""
        for start in range(0, len(self), size):
            part = slice(start, start + size)
            yield self[part].images, self.labels[part]


@dataclass(frozen=True, eq=False)
class Splits:
    """The three sets of a training run."""

    train: Dataset
    validation: Dataset
    test: Dataset


def _frozen(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array


def load_mnist(folder: Path = FOLDER) -> Splits:
    """MNIST from the gzipped files in `folder`, each checked against its MD5 sum; loaded once a process.

    Raises MnistMissing, a ValueError, if a file is missing or damaged.
    """
    with _loading:
        return _load(Path(folder))


_loading = Lock()


@cache
def _load(folder: Path) -> Splits:
    whole, test = (
        Dataset.of(_read(folder, f"{part}-images-idx3-ubyte"), _read(folder, f"{part}-labels-idx1-ubyte"))
        for part in ("train", "t10k")
    )
    return Splits(whole[:TRAINING], whole[TRAINING:], test.unpacked())


def _read(folder: Path, name: str) -> np.ndarray:
    """The array of one IDX file: images `(n, 784)` or labels `(n,)`, uint8.

    IDX: two zero bytes, the type (8: uint8), the number of dimensions, each dimension as a big-endian uint32.
    """
    file = folder / f"{name}.gz"
    try:
        raw = gzip.decompress(file.read_bytes())
    except FileNotFoundError:
        raise MnistMissing(file, "is missing") from None
    except (OSError, EOFError, zlib.error):
        raise MnistMissing(file, "is damaged") from None
    if hashlib.md5(raw, usedforsecurity=False).hexdigest() != MD5[name]:
        raise MnistMissing(file, "is not the original file")
    dimensions = raw[3]
    shape = np.frombuffer(raw, ">u4", count=dimensions, offset=4)
    values = np.array(np.frombuffer(raw, np.uint8, offset=4 + 4 * dimensions).reshape(shape[0], -1))
    return values if dimensions == 3 else values[:, 0]
