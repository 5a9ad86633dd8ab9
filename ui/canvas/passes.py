"""A drawing's way through a network and its error's way back, as the pad shows them as one picture. No Streamlit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from engine import Network, Trace
from engine.sensitivity import sensitivities
from ui.canvas.outputs import largest
from ui.text.numbers import number
from ui.text.words import Words

MOST = {3: 30, 4: 24}  # hidden neurons of a layer that are shown, by the number of layers
FEW = 12  # with more layers
EDGES = 20  # between two layers, at most, for each of the two ways
SMALL = 0.01  # with all |δ^L| below this there is nothing left to learn, or the outputs are saturated
DECADES = 3  # of the logarithmic scale of errors
WAYS = (
    "draw",
    "why",
    "backprop",
    "errors",
    "weights",
    "paths",
)  # pages that the parts of the picture lead to; "why" is a part of Draw
Layers = dict[int, np.ndarray]


class Way(NamedTuple):
    """Where a click leads: a page, and perhaps a neuron (l, j) or a weight (l, j, k)."""

    page: str
    neuron: tuple[int, ...] | None


def data(net: Network, trace: Trace | None, label: int | None, scale: float, words: Words) -> dict[str, Any]:
    """The layers and the strongest connections for the `trace` of one example; at rest for None.

    Of a hidden layer those neurons are shown whose activation does most for the answer: the largest |aₖ ∂z/∂aₖ| of the
    output that is the largest. Errors are part of it where there is a label; `scale` is |δ| at the end of their scale.
    """
    shown = _at_rest(net) if trace is None else _important(net, trace)
    backwards = trace is not None and label is not None
    return {
        "layers": [_layer(net, l, ids, trace, backwards, words) for l, ids in shown.items()],
        "edges": [] if trace is None else _edges(net, trace, shown, backwards),
        "label": label,
        "quiet": trace is not None and float(np.abs(trace.delta[net.L]).max()) < SMALL,
        "scale": scale,
        "decades": DECADES,
        "alt": _alt(net, trace, shown, label, words),
        "thumbs": net.L > 2,
    }


def sheet(net: Network) -> bytes:
    """The weights into layer 2, 784 bytes a neuron: −127..127 on one scale, at whose ends are the largest fiftieth."""
    return thumbs(net.w[2]).tobytes()


def thumbs(w: np.ndarray) -> np.ndarray:
    """Weights `(n, 784)` as int8, of the same shape."""
    end = float(np.quantile(np.abs(w), 0.98)) or 1.0
    return np.clip(w * (127 / end), -127, 127).astype(np.int8)


def read_way(message: object, net: Network) -> Way | None:
    """The way in a message from a browser, which may hold anything; None unless it leads somewhere in this network."""
    if not isinstance(message, Mapping) or not any(message.get("page") == page for page in WAYS):
        return None
    text = message.get("neuron")
    if text is None:
        return Way(message["page"], None)
    if not isinstance(text, str) or not re.fullmatch(r"\d{1,4}(-\d{1,4}){1,2}", text, re.ASCII):
        return None
    l, j, *k = place = tuple(map(int, text.split("-")))
    if not 2 <= l <= net.L or j >= net.sizes[l - 1] or any(each >= net.sizes[l - 2] for each in k):
        return None
    return Way(message["page"], place)


def most(net: Network) -> int:
    """How many hidden neurons of a layer are shown."""
    return MOST.get(net.L, FEW)


def _at_rest(net: Network) -> Layers:
    """Before anything is drawn: the neurons with the largest weights."""
    found = {l: indices_of_largest(np.linalg.norm(net.w[l], axis=1), most(net)) for l in range(2, net.L)}
    return found | {net.L: np.arange(net.sizes[-1])}


def _important(net: Network, trace: Trace) -> Layers:
    answer = int(trace.a[net.L].argmax())
    rates = sensitivities(net, trace, net.L, answer)
    found = {l: indices_of_largest(np.abs(rates[l] * trace.a[l])[:, 0], most(net)) for l in range(2, net.L)}
    return found | {net.L: np.arange(net.sizes[-1])}


def indices_of_largest(values: np.ndarray, count: int) -> np.ndarray:
    """The indices of the largest values, in their own order."""
    return np.sort((-values).argsort(kind="stable")[:count])


def _layer(net: Network, l: int, ids: np.ndarray, trace: Trace | None, backwards: bool, words: Words) -> dict[str, Any]:
    n = net.sizes[l - 1]
    layer: dict[str, Any] = {"l": l, "ids": ids.tolist()}
    if l == net.L:
        layer["head"] = words("passes.outputs", count=n)
    elif net.L > 4:
        layer["head"] = f"{len(ids)}/{n}"
    else:
        layer["head"] = words("passes.some" if len(ids) < n else "passes.all", shown=len(ids), count=n)
    if trace is not None:
        a = trace.a[l][:, 0]
        whole = 1.0 if net.sigma[l].between_0_and_1 else float(np.abs(a).max()) or 1.0
        layer |= {"a": _short(a[ids]), "z": _short(trace.z[l][ids, 0]), "whole": whole}
    if trace is not None and backwards:
        layer["delta"] = _short(trace.delta[l][ids, 0])
    return layer


def _edges(net: Network, trace: Trace, shown: Layers, backwards: bool) -> list[list[float]]:
    """Connections [l, j, k, w, w·a, ∂C/∂w]: of each gap those that carry most, and those with the largest slope.

    What comes from the picture is one bundle a neuron: k is the pixel whose w·a is the largest, and w·a the sum of all.
    """
    found: list[list[float]] = []
    for l, ids in shown.items():
        a, delta = trace.a[l - 1][:, 0], trace.delta[l][ids, 0]
        if l == 2:
            pixels = np.abs(net.w[2][ids] * a).argmax(axis=1)
            sums = trace.z[2][ids, 0] - net.b[2][ids, 0]
            rows = (ids, pixels, net.w[2][ids, pixels], sums, delta * a[pixels])
        else:
            before = shown[l - 1]
            w = net.w[l][np.ix_(ids, before)]
            carried, slopes = w * a[before], np.outer(delta, a[before])
            best = set(indices_of_largest(np.abs(carried).ravel(), EDGES).tolist())
            if backwards:
                best |= set(indices_of_largest(np.abs(slopes).ravel(), EDGES).tolist())
            j, k = np.unravel_index(sorted(best), w.shape)
            rows = (ids[j], before[k], w[j, k], carried[j, k], slopes[j, k])
        found += [[l, int(j), int(k), *_short(values)] for j, k, *values in zip(*rows, strict=True)]
    return found


def _alt(net: Network, trace: Trace | None, shown: Layers, label: int | None, words: Words) -> str:
    """The picture in words."""
    shape = "-".join(map(str, net.sizes))
    if trace is None:
        return words("passes.alt_rest", shape=shape)
    a, delta = trace.a[net.L][:, 0], trace.delta[net.L][:, 0]
    digit = largest(a)
    known = {"shape": shape, "digit": digit, "a": number(float(a.max()))}
    text = words("passes.alt_none", shape=shape) if digit is None else words("passes.alt", **known)
    if net.L > 2:
        strongest = _strongest(shown[2], trace.a[2][:, 0])
        text += " " + words("passes.alt_hidden", neurons=", ".join(map(str, strongest)))
    if label is not None and np.abs(delta).max() >= SMALL:
        worst = int(np.abs(delta).argmax())
        text += " " + words("passes.alt_back", label=label, j=worst, delta=number(float(delta[worst]), sign=True))
    return text


def _strongest(ids: np.ndarray, values: np.ndarray) -> list[int]:
    """The three of these neurons whose values are the largest."""
    return ids[(-np.abs(values[ids])).argsort()[:3]].tolist()


def _short(values: Sequence[float] | np.ndarray) -> list[float]:
    """Four significant digits: what a tip shows."""
    return [float(f"{value:.4g}") for value in values]
