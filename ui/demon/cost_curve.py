"""C as a function of the Δz that the demon adds, and how far its tangent reaches. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import DemonMove, Network, demon
from ui.screen.perturbation import gap

Array = np.ndarray
WINDOWS = (0.1, 1, 10, 50)
LINEAR = 0.1  # the gap up to which the prediction counts as good
POINTS = 161


@dataclass(frozen=True, eq=False)
class Seat:
    """Where the demon sits: at neuron j of layer l, while the network reads one example x, y `(n, 1)`."""

    net: Network
    x: Array
    y: Array
    l: int
    j: int
    cost: str

    def move(self, dz: Array) -> DemonMove:
        """What happens when the demon adds each Δz to its z^l_j."""
        return demon(self.net, self.x, self.y, self.l, self.j, dz, self.cost)


@dataclass(frozen=True, eq=False)
class Curve:
    """C as a function of Δz, its tangent at zero, and the interval in which the gap is below LINEAR.

    `reach` holds the ends of the interval below and above zero, None where the gap stays small within ±50.
    """

    move: DemonMove
    reach: tuple[float | None, float | None]

    @property
    def actual(self) -> Array:
        return self.move.cost + self.move.actual

    @property
    def dead(self) -> bool:
        """Whether the slope is so small that even the largest step predicts nothing but rounding."""
        return bool(np.isnan(gap(abs(self.move.delta) * WINDOWS[-1], 0.0, self.move.cost)))

    @property
    def tangent(self) -> Array:
        return self.move.cost + self.move.predicted


def curve(seat: Seat, window: float) -> Curve:
    """C(Δz) for Δz from −window to window."""
    return Curve(seat.move(np.linspace(-window, window, POINTS)), reach(seat))


def reach(seat: Seat) -> tuple[float | None, float | None]:
    """The Δz below and above zero at which the gap passes LINEAR, to 1 %; None if it does not within ±50."""
    return _passes(seat, -1), _passes(seat, 1)


def _passes(seat: Seat, sign: int) -> float | None:
    def first(sizes: Array) -> int | None:
        move = seat.move(sign * sizes)
        gaps = [gap(*pair, move.cost) for pair in zip(move.predicted, move.actual, strict=True)]
        wide = np.flatnonzero(np.array(gaps) > LINEAR)
        return int(wide[0]) if wide.size else None

    sizes = np.geomspace(1e-3, WINDOWS[-1], 60)
    place = first(sizes)
    if place is None:
        return None
    if place:
        sizes = np.linspace(sizes[place - 1], sizes[place], 25)
        place = first(sizes)
    return sign * float(sizes[place or 0])


def window_for(chosen: float, dz: float) -> float:
    """The chosen window, or the next that holds Δz."""
    return next(window for window in WINDOWS if window >= chosen and window >= abs(dz))
