"""A network as it is drawn while it learns, for the component `network`; and what its + and − change. No Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine import Network, backprop
from ui.canvas import passes
from ui.canvas.blocks import round_scale
from ui.canvas.wire import pack
from ui.session.settings import MOST_LAYERS, NEURONS
from ui.text.words import Words

LADDER = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300)


@dataclass(frozen=True, eq=False)
class Moment:
    """A network, the one that its training began with, and the examples x `(784, m)`, y `(10, m)` of ∂C/∂w.

    Of a large layer those neurons are shown to which the next one listens most in the network `chosen`: one of the
    same sizes that does not change all the time.
    """

    net: Network
    start: Network
    chosen: Network
    x: np.ndarray
    y: np.ndarray
    cost: str


def encode(now: Moment, words: Words, *, page: str = "", live: str = "") -> bytes:
    """What the component gets: layers, and for each pair of neurons that are shown w, ∂C/∂w and w less that at first.

    `page` is where a click on a neuron leads, "" for nowhere. For the 784 weights into a neuron of layer 2 the numbers
    are the norms of the three.
    """
    net, ids = now.net, _ids(now.chosen)
    slopes = backprop(net, now.x, now.y, now.cost).nabla_w
    arrays, scales = [], []
    for l, shown in ids.items():
        three = [net.w[l][shown], slopes[l][shown], net.w[l][shown] - now.start.w[l][shown]]
        three = [np.linalg.norm(w, axis=1) if l == 2 else w[:, ids[l - 1]] for w in three]
        scales.append(round_scale(three[0]))
        arrays += [w.ravel() for w in three]
    header: dict[str, Any] = {
        "live": live,
        "layers": [_layer(net, l, shown, words) for l, shown in ids.items()],
        "depth": _depth(net.L - 2),
        "scales": scales,
        "numbers": sum(map(len, arrays)),
        "thumbs": net.L > 2,
        "page": page,
        "texts": _texts(words, bool(page)),
        "alt": words("drawn.alt", shape="-".join(map(str, net.sizes))),
        "note": words("drawn.note" if net.L > 2 else "drawn.note_bundles", scale=f"{scales[-1]:g}", m=now.x.shape[1]),
    }
    pictures = [passes.thumbs(net.w[2])[ids[2]].ravel()] if net.L > 2 else []
    return pack(header, [*arrays, *pictures])


def _ids(net: Network) -> dict[int, np.ndarray]:
    """The neurons of each layer that are shown: of a large one those with the largest weights to the next layer."""
    sizes = {l: np.linalg.norm(net.w[l + 1], axis=0) for l in range(2, net.L)}
    found = {l: passes.indices_of_largest(norms, passes.most(net)) for l, norms in sizes.items()}
    return found | {net.L: np.arange(net.sizes[-1])}


def _layer(net: Network, l: int, shown: np.ndarray, words: Words) -> dict[str, Any]:
    n, last = net.sizes[l - 1], l == net.L
    head = words("drawn.outputs", count=n) if last else str(n)
    if len(shown) < n:
        head = words("drawn.some", shown=len(shown), count=n)
    bounds = {} if last else {"less": n > NEURONS.least, "more": n < NEURONS.most}
    return {"l": l, "ids": shown.tolist(), "head": head, "last": last, **bounds}


def _depth(hidden: int) -> dict[str, Any]:
    return {"head": str(hidden), "less": hidden > 0, "more": hidden < MOST_LAYERS}


def _texts(words: Words, own: bool) -> dict[str, Any]:
    texts: dict[str, Any] = words.part("drawn")
    title = words["drawn.title" if own else "drawn.title_next"]
    return texts | {"title": title, "layer": {"less": words["drawn.layer_less"], "more": words["drawn.layer_more"]}}


# --- + and − ---


def edited(hidden: tuple[int, ...], message: object) -> tuple[int, ...] | None:
    """The hidden layers after a click on + or −; None for a message that is none of these, or leads beyond the bounds.

    A new layer comes before the outputs and is as large as the one before, 30 at first; neurons come in steps of a
    ladder, which are larger in large layers.
    """
    if not isinstance(message, Mapping):
        return None
    match message.get("layers"), message.get("l"), message.get("neurons"):
        case 1, None, None if len(hidden) < MOST_LAYERS:
            return (*hidden, hidden[-1] if hidden else 30)
        case -1, None, None if hidden:
            return hidden[:-1]
        case None, int(l), (1 | -1) as step if 2 <= l < len(hidden) + 2:
            return _stepped(hidden, l - 2, step)
    return None


def _stepped(hidden: tuple[int, ...], place: int, step: int) -> tuple[int, ...] | None:
    n = hidden[place]
    ways = [size for size in LADDER if (size > n if step > 0 else size < n) and NEURONS.valid(size)]
    if not ways:
        return None
    return (*hidden[:place], ways[0] if step > 0 else ways[-1], *hidden[place + 1 :])
