"""Arrays by the book's layer number, and how those of all layers lie one after the other in one vector."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.network import Network

Array = np.ndarray
Layers = dict[int, Array]
LINE = 64  # bytes in a line of the cache


class NoSuchLayer(KeyError, ValueError):
    """A layer that the network does not have, or that has no such quantity."""

    def __str__(self) -> str:
        return self.args[0]


class ByLayer(dict[int, np.ndarray]):
    """Arrays under the book's layer numbers l; `w[2]` are the weights into layer 2.

    Raises NoSuchLayer (a KeyError and a ValueError) that says which layers exist, and why.
    """

    def __init__(self, symbol: str, arrays: Mapping[int, np.ndarray] | Iterable[tuple[int, np.ndarray]]):
        super().__init__(arrays)
        self.symbol = symbol

    def __missing__(self, l: object) -> np.ndarray:
        first, last = min(self), max(self)
        reason = (
            "layer 1 is the input: nothing leads into it"
            if first == 2 and l == 1
            else f"layers are numbered as in the book, and {last} is the output layer"
        )
        raise NoSuchLayer(f"there is no {self.symbol}^{l}; {self.symbol}^l exists for l = {first}..{last}: {reason}")


def views(vector: Array, sizes: Sequence[int], symbols: tuple[str, str] = ("w", "b")) -> tuple[ByLayer, ByLayer]:
    """The matrices `(n_l, n_{l-1})` and the columns `(n_l, 1)` that lie one after the other in `vector`."""
    shapes = [(n, n_in) for n_in, n in pairwise(sizes)] + [(n, 1) for n in sizes[1:]]
    ends = np.cumsum([math.prod(shape) for shape in shapes])
    arrays = [part.reshape(shape) for part, shape in zip(np.split(vector, ends[:-1]), shapes, strict=True)]
    layers = len(sizes) - 1
    return (
        ByLayer(symbols[0], enumerate(arrays[:layers], start=2)),
        ByLayer(symbols[1], enumerate(arrays[layers:], start=2)),
    )


def aligned(shape: tuple[int, ...], dtype: type | np.dtype) -> Array:
    """An empty array that begins where a line of the cache does: a step takes a tenth less than on NumPy's own."""
    size = math.prod(shape) * np.dtype(dtype).itemsize
    memory = np.empty(size + LINE, np.uint8)
    start = -memory.ctypes.data % LINE
    return memory[start : start + size].view(dtype).reshape(shape)


class ParameterVector:
    """A number for each weight and each bias of a network, laid out as `Network.parameters`; all are views of `vector`.

    `w[l]` is `(n_l, n_{l-1})` and `b[l]` is `(n_l, 1)`, for l = 2..L. `weights` holds w^2, w^3, …, and `biases` holds
    b^2, b^3, …, as one column `(n_2 + … + n_L, 1)`.
    """

    def __init__(self, vector: Array, sizes: Sequence[int], symbols: tuple[str, str] = ("w", "b")):
        self.vector, self.sizes = vector, tuple(sizes)
        self.w, self.b = views(vector, sizes, symbols)
        self.weights, biases = np.split(vector, [-sum(sizes[1:])])
        self.biases = biases.reshape(-1, 1)


def parameter_count(sizes: Sequence[int]) -> int:
    """How many weights and biases a network of these sizes has; 23,860 for 784-30-10."""
    return sum(n * (n_in + 1) for n_in, n in pairwise(sizes))


def checked_sizes(sizes: Sequence[int]) -> tuple[int, ...]:
    """`sizes` as a tuple of int; raises ValueError unless there are two or more layers of one or more neurons."""
    sizes = tuple(sizes)
    whole = all(isinstance(n, int | np.integer) and not isinstance(n, bool) and n >= 1 for n in sizes)
    if len(sizes) < 2 or not whole:
        raise ValueError(f"sizes must be two or more whole numbers from 1, got {sizes!r}; the book uses (784, 30, 10)")
    return tuple(map(int, sizes))


def checked_columns(name: str, columns: Array, n: int, dtype: np.dtype, m: int | None = None) -> Array:
    """`columns` in that precision; raises ValueError unless they are `(n, m)`, with any m where it is None."""
    if columns.ndim != 2 or columns.shape[0] != n or (m is not None and columns.shape[1] != m):
        expected = f"({n}, {'m' if m is None else m})"
        raise ValueError(f"{name} must have shape {expected}, one column an example, got {columns.shape}")
    return columns.astype(dtype, copy=False)


def check_neuron(net: Network, l: int, j: int) -> None:
    """Raise ValueError unless layer l has weights leading into it, and a neuron j."""
    n = len(net.b[l])
    if not (isinstance(j, int | np.integer) and 0 <= j < n):
        raise ValueError(f"layer {l} has the neurons 0..{n - 1}, got j = {j!r}")


def one_hot(labels: Array | Sequence[int], classes: int, dtype: type | np.dtype = np.float64) -> Array:
    """The columns `(classes, m)` that are 1 at the label of each example and 0 elsewhere.

    In memory each column lies in one piece, as the rows of images do.
    """
    return np.eye(classes, dtype=dtype)[labels].T
