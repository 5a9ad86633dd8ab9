"""The network: weights, biases and the activation of each layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np

from engine.activations import Activation, activation_named
from engine.layers import ParameterVector, aligned, checked_columns, checked_sizes, parameter_count

if TYPE_CHECKING:
    from engine.mnist import Dataset

INITS = ("gaussian", "scaled")
"""How the weights are drawn: from N(0, 1) as in the book's chapter 1, or from N(0, 1/n_in) as in its chapter 3."""

CHUNK = 1000  # columns fed forward at once when a whole set is evaluated


class Network:
    """A feedforward network with layers 1..L.

    `w[l]` is `(n_l, n_{l-1})` and `b[l]` is `(n_l, 1)`, for l = 2..L. All of them are views of one vector,
    `parameters`: the v of the book's equation 15, so that a step of gradient descent is one subtraction.
    It holds `weights`, w^2, w^3, …, and then `biases`, b^2, b^3, …, as one column `(n_2 + … + n_L, 1)`.
    `sigma[l]` is the activation of layer l = 2..L; `activation` and `output_activation` are the names of those.
    """

    def __init__(
        self,
        w: Mapping[int, np.ndarray],
        b: Mapping[int, np.ndarray],
        activation: str | Activation = "sigmoid",
        output_activation: str | Activation | None = None,
    ):
        """A network from weights and biases, which are checked and copied.

        `output_activation` is that of layer L, where it differs from the hidden layers' `activation`: names, or
        Activations such as typed formulas.
        Raises ValueError if layer numbers, shapes or numbers do not fit together.
        """
        w, b = ({l: np.asarray(array) for l, array in arrays.items()} for arrays in (w, b))
        sizes = _checked_sizes(w, b)
        dtype = np.result_type(*w.values(), *b.values())
        parameters = aligned((parameter_count(sizes),), dtype if dtype in (np.float32, np.float64) else np.float64)
        self._adopt(parameters, sizes, activation, output_activation)
        for l in self.w:
            self.w[l][...], self.b[l][...] = w[l], b[l]
        if not np.isfinite(parameters).all():
            raise ValueError("weights and biases must be finite numbers, got NaN or infinity; see where they come from")

    @classmethod
    def random(
        cls,
        sizes: Sequence[int],
        *,
        seed: int = 0,
        init: str = "gaussian",
        activation: str | Activation = "sigmoid",
        output_activation: str | Activation | None = None,
        dtype: type = np.float32,
    ) -> Self:
        """A network with random weights; the same seed gives the same network in every dtype, up to rounding.

        Biases are N(0, 1). Weights are N(0, 1) for init "gaussian" and N(0, 1/n_in) for "scaled".
        """
        if init not in INITS:
            raise ValueError(f"unknown init {init!r}; choose one of {', '.join(INITS)}")
        sizes = checked_sizes(sizes)
        rng = np.random.default_rng(seed)
        net = cls.of(aligned((parameter_count(sizes),), dtype), sizes, activation, output_activation)
        for l, w in net.w.items():
            scale = 1 if init == "gaussian" else 1 / np.sqrt(w.shape[1])
            w[...] = rng.standard_normal(w.shape) * scale
            net.b[l][...] = rng.standard_normal(net.b[l].shape)
        return net

    @classmethod
    def of(
        cls,
        parameters: np.ndarray,
        sizes: tuple[int, ...],
        activation: str | Activation,
        output_activation: str | Activation | None = None,
    ) -> Self:
        """A network whose weights and biases are views of `parameters`: w^2, w^3, …, b^2, b^3, …"""
        net = cls.__new__(cls)
        net._adopt(parameters, sizes, activation, output_activation)
        return net

    def _adopt(
        self,
        parameters: np.ndarray,
        sizes: tuple[int, ...],
        activation: str | Activation,
        output_activation: str | Activation | None,
    ) -> None:
        hidden, output = activation_named(activation), activation_named(output_activation or activation)
        self.parameters = parameters
        self.sizes = sizes
        layout = ParameterVector(parameters, sizes)
        self.w, self.b, self.weights, self.biases = layout.w, layout.b, layout.weights, layout.biases
        self.sigma = dict.fromkeys(range(2, self.L), hidden) | {self.L: output}

    @property
    def activation(self) -> str:
        """The name of the hidden layers' activation: all of their names where they differ, the output's without any."""
        return ", ".join(dict.fromkeys(self.sigma[l].name for l in range(2, max(3, self.L))))

    @property
    def output_activation(self) -> str:
        """The name of the output layer's activation."""
        return self.sigma[self.L].name

    @property
    def L(self) -> int:  # noqa: N802
        """The number of layers, which is also the number of the output layer."""
        return len(self.sizes)

    @property
    def dtype(self) -> np.dtype:
        return self.parameters.dtype

    def copy(self, *, dtype: type | np.dtype | None = None, frozen: bool = False) -> Network:
        """An independent copy with the same activations; `frozen` makes its weights and biases read-only."""
        parameters = aligned(self.parameters.shape, dtype or self.dtype)
        parameters[...] = self.parameters
        parameters.flags.writeable = not frozen
        net = Network.of(parameters, self.sizes, self.sigma[self.L])
        net.sigma = dict(self.sigma)
        return net

    def feedforward(self, x: np.ndarray) -> np.ndarray:
        """The output activations a^L of inputs x `(n_1, m)`, shape `(n_L, m)`. Equation 25."""
        a = checked_columns("x", x, self.sizes[0], self.dtype)
        with np.errstate(over="ignore"):
            for l, sigma in self.sigma.items():
                a = sigma.function(self.w[l] @ a + self.b[l])
        return a

    def evaluate(self, dataset: Dataset) -> int:
        """The number of examples whose largest output activation is that of their label."""
        return int(sum((self.feedforward(x).argmax(axis=0) == labels).sum() for x, labels in dataset.chunks(CHUNK)))

    def __repr__(self) -> str:
        shape = "-".join(map(str, self.sizes))
        output = "" if self.output_activation == self.activation else f", {self.output_activation} output"
        return f"<Network {shape}, {self.activation}{output}, {self.dtype}>"


def _checked_sizes(w: dict[int, np.ndarray], b: dict[int, np.ndarray]) -> tuple[int, ...]:
    layers = list(range(2, len(w) + 2))
    if not w or sorted(w) != layers or sorted(b) != layers:
        raise ValueError(f"w and b must have the layers 2..L, got w for {sorted(w)} and b for {sorted(b)}")
    sizes = [w[2].shape[1] if w[2].ndim == 2 else 0]
    for l in layers:
        expected = (b[l].size, sizes[-1])
        if w[l].shape != expected or b[l].shape != (b[l].size, 1) or 0 in expected:
            raise ValueError(
                f"w^{l} must be (n_{l}, n_{l - 1}) and b^{l} (n_{l}, 1), got {w[l].shape} and {b[l].shape} "
                f"behind a layer of {sizes[-1]} neurons"
            )
        sizes.append(b[l].size)
    return tuple(sizes)
