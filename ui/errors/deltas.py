"""δ^l as pictures: a cell per neuron for one example, a matrix for several. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine import Network, Trace
from engine.training.measurements import saturated
from ui.canvas import blocks
from ui.canvas.blocks import Block
from ui.errors.scales import Scales
from ui.text.numbers import number, raised
from ui.text.words import Words

Array = np.ndarray
COLUMNS = 40  # examples of a mini-batch that are shown
CELL = 36  # CSS pixels that a cell of a matrix may be wide
LEAST, MOST = 160, 410  # CSS pixels that a matrix is wide


# --- one example ---


def one(
    net: Network, trace: Trace, scales: Scales, selected: tuple[int, int] | None, words: Words
) -> tuple[list[Block], list[int]]:
    """δ^l of one example, a cell per neuron, each above σ'(z^l), output layer first; and the layer of each block.

    The selected neuron (l, j) is framed.
    """
    shown, layers = [], []
    for l in range(net.L, 1, -1):
        j = selected[1] if selected and selected[0] == l else None
        shown += [_delta(net, trace, l, j, scales, words), _sigma_prime(net, trace, l, j, words)]
        layers += [l, l]
    return shown, layers


def _delta(net: Network, trace: Trace, l: int, j: int | None, scales: Scales, words: Words) -> Block:
    delta = trace.delta[l]
    return blocks.neurons(
        delta,
        label=layer_label(net, l, words),
        alt=words("maps.delta_alt", l=l, count=len(delta), most=number(float(np.abs(delta).max()))),
        tip=f"δ{raised(l)}[{{i}}] = {{v}}",
        picks="picture",
        selected=j,
        names=[str(digit) for digit in range(len(delta))] if l == net.L else None,
        **scales.options(l, words),
    )


def _sigma_prime(net: Network, trace: Trace, l: int, j: int | None, words: Words) -> Block:
    prime = trace.sigma_prime[l]
    flat = [int(i) for i in np.flatnonzero(saturated(prime))]
    kind = "prime" if net.sigma[l].saturates else "even" if net.sigma[l].straight else "off"
    return blocks.neurons(
        prime,
        label=words(f"maps.{kind}", l=raised(l), count=len(flat), n=len(prime)),
        alt=words(f"maps.{kind}_alt", l=l, count=len(flat), n=len(prime)),
        tip=f"σ′(z{raised(l)}[{{i}}]) = {{v}}",
        picks="picture",
        selected=j,
        marked=flat,
        kind="ink",
        scale=net.sigma[l].steepest,
        aspect=0.45,
        numbered=False,  # they lie below those of δ, and crosses over numbers could not be read
        show_scale=l == 2,
    )


# --- several examples ---


@dataclass(frozen=True, eq=False)
class DeltaFigure:
    """δ^l `(n_l, m)` of each layer as a matrix: a row per neuron, a column per example, class or moment.

    `names` are those of the columns. `tip` and `alt` are templates, in which {l} is the layer. The cell `selected`,
    (l, j, column), is framed. A matrix is at most `width` CSS pixels wide and about `height` high; where there is
    little room, `compact` labels leave out what kind of layer it is.
    """

    deltas: Mapping[int, Array]
    names: Sequence[str]
    scales: Scales
    tip: str
    alt: str
    selected: tuple[int, int, int] | None = None
    width: int = MOST
    height: int = 260
    compact: bool = False

    def blocks(self, net: Network, words: Words) -> list[Block]:
        """A block for each layer, the output layer first."""
        return [self._matrix(net, l, words) for l in range(net.L, 1, -1)]

    def _matrix(self, net: Network, l: int, words: Words) -> Block:
        delta, columns = self.deltas[l], len(self.names)
        framed, j, column = self.selected or (None, 0, 0)
        return blocks.matrix(
            delta,
            label=f"δ{raised(l)}" if self.compact else layer_label(net, l, words),
            alt=self.alt.replace("{l}", str(l)),
            tip=self.tip.replace("{l}", raised(l)),
            names=list(self.names),
            picks="cell",
            selected=j * columns + column if framed == l else None,
            least=LEAST,
            most=max(LEAST, min(self.width, CELL * columns)),
            aspect=min(18, self.height / len(delta)) / min(CELL, self.width / columns),
            **self.scales.options(l, words),
        )


def strip(images: Array, alt: str) -> Block:
    """Images `(784, m)` side by side as one picture, as wide as the matrices of a figure with m columns."""
    m = images.shape[1]
    row = images.T.reshape(m, blocks.SIDE, blocks.SIDE).transpose(1, 0, 2).reshape(blocks.SIDE, -1)
    most = max(LEAST, min(MOST, CELL * m))
    return blocks.matrix(row, alt=alt, kind="ink", picks="cell", least=LEAST, most=most, show_scale=False)


# --- words ---


def saturation(shares: Mapping[int, float], words: Words) -> str:
    """A sentence on how many pairs of a neuron and an example have σ' < 0.01, by layer."""
    parts = "; ".join(words("maps.dull", l=l, share=f"{shares[l]:.1%}") for l in sorted(shares, reverse=True))
    return f"{words['maps.dull_what']} {parts}."


def layer_label(net: Network, l: int, words: Words) -> str:
    """ "δ³, output layer" and the like."""
    kind = "output" if l == net.L else "hidden"
    return words(f"maps.{kind}", l=raised(l), n=net.sizes[l - 1])
