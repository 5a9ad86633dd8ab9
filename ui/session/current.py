"""The network and the digit that every page explores, and what is selected in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine import Network, Snapshot, TrainingConfig, load_mnist, one_hot
from engine.training.history import decimals, nearest
from engine.training.live import State, Status
from ui.canvas.outputs import largest
from ui.session import networks, pad, resources, runs, selection, taught
from ui.session.taught import Version


@dataclass(frozen=True, eq=False)
class Current:
    """The current network, in float64, and the configuration that it was or is trained with.

    `status` is that of the run that it belongs to, if it does, and `moment` the snapshot of the run that it is.
    `taught` says what the visitor taught it, if they did.
    """

    network: Network
    config: TrainingConfig
    status: Status | None = None
    moment: Snapshot | None = None
    taught: Version | None = None

    @property
    def cost(self) -> str:
        """The name of the cost that it is trained with."""
        return self.config.cost

    @property
    def start(self) -> Network:
        """The network that training began with, in float64."""
        first = self.status.history[0] if self.status and self.status.history else None
        if first and first.epochs == 0 and first.network.sizes == self.config.sizes:
            return first.float64  # it may have come from a file
        return self.config.network().copy(dtype=float)


def network() -> Current:
    """A bundled network, the visitor's own run, now or earlier, one from the shelf, or the one they taught."""
    run, kept, chosen = runs.own(), networks.KEPT.get(), networks.chosen()
    if chosen == "taught" and (versions := taught.versions()):
        return Current(versions[-1].network, versions[-1].config, taught=versions[-1])
    if run and chosen == "run":
        status = run.poll()
        now = moment(status)
        return Current(now.float64, status.config, status, now)
    if kept and chosen == "kept":
        return Current(kept.network, TrainingConfig.from_dict(kept.config))
    return bundled(name())


def name() -> str:
    """Which of NETWORKS is current; the usual one of the page where the chosen one is gone."""
    chosen = networks.chosen()
    return chosen if chosen in available() else networks.USUAL.get()


def identity(now: Current) -> tuple:
    """What tells the current network from others; the moments of one run are one network."""
    if now.taught:
        return ("taught", now.network.sizes)
    kept = networks.KEPT.get()
    own = runs.RUN.get() if now.status else kept.name if kept and networks.chosen() == "kept" else name()
    return (own, now.network.sizes)


def available() -> tuple[str, ...]:
    """Those of NETWORKS that there are."""
    there = {
        "run": runs.own() is not None,
        "kept": networks.KEPT.get() is not None,
        "taught": bool(taught.versions()),
    }
    return tuple(name for name in networks.NETWORKS if there.get(name, True))


def moment(status: Status) -> Snapshot:
    """The snapshot that the visitor looks at: the newest, or the one that they went back to."""
    epochs = past(status)
    return status.snapshot if epochs is None else status.history[nearest(status.history, epochs)]


def past(status: Status) -> float | None:
    """The position in epochs that the visitor went back to; None is now, as always while a run goes on."""
    return None if status.state == State.RUNNING or not status.history else runs.MOMENT.get()


def position(status: Status) -> str:
    """Where the moment lies that the visitor looks at, in epochs; no other moment of the run has the same text."""
    whole, _, part = f"{moment(status).epochs:.{decimals(status.history)}f}".partition(".")
    return f"{whole}.{part}".rstrip("0").rstrip(".") if part else whole


def bundled(name: str) -> Current:
    """A network that comes with Deltascope."""
    known = resources.bundled(name)
    return Current(known.network, TrainingConfig.from_dict(known.config))


@dataclass(frozen=True, eq=False)
class Digit:
    """The current digit: x `(784, 1)` in 0..1, the label that it is meant to have, and the answer of the network.

    `label` is the one that the visitor chose for it, else `true`, the one that it has, else the answer, else 0: a
    drawing whose label was never chosen has no true one, and some networks give no answer. `index` is that of a test
    image, None for a drawing.
    """

    x: np.ndarray
    label: int
    true: int | None
    index: int | None
    answer: int | None

    @property
    def y(self) -> np.ndarray:
        """The desired output `(10, 1)`, one-hot."""
        return one_hot([self.label], 10)


def digit(now: Current) -> Digit:
    """The visitor's drawing or a test image, in float64, as the current network `now` reads it.

    A page, or a part of it that is drawn by itself, takes the network and the digit once and hands them on.
    """
    x, true, index = _image()
    answer = largest(now.network.feedforward(x)[:, 0])
    label = next(label for label in (selection.LABEL.get(), true, answer, 0) if label is not None)
    return Digit(x, label, true, index, answer)


def _image() -> tuple[np.ndarray, int | None, int | None]:
    """The image of the current digit `(784, 1)`, the label that it has, and its index, which a drawing has not."""
    drawing = pad.DRAWING.get()
    if selection.SOURCE.get() == "drawing" and drawing and drawing.x.any():
        return drawing.x.astype(float), drawing.label, None
    test, index = load_mnist().test, selection.INDEX.get()
    return test[[index]].images.astype(float), int(test.labels[index]), index


def images_of(filter: str | int) -> np.ndarray:
    """The indices of the test images of a filter: all, those that the current network reads wrong, those of a digit."""
    test = load_mnist().test
    if filter == "wrong":
        net = network().network.copy(dtype=np.float32)
        answers = np.concatenate([net.feedforward(x).argmax(axis=0) for x, _ in test.chunks(1000)])
        return np.flatnonzero(answers != test.labels)
    return np.arange(len(test)) if filter == "all" else np.flatnonzero(test.labels == filter)


def selected(net: Network) -> tuple[int, ...] | None:
    """The selected neuron (l, j), or weight (l, j, k), if the network has it."""
    match selection.NEURON.get():
        case (l, j, *k) if 2 <= l <= net.L and j < net.sizes[l - 1] and all(k_ < net.sizes[l - 2] for k_ in k):
            return (l, j, *k)
    return None
