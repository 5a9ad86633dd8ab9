"""All weights into one layer: pictures in an order for the first hidden layer, else the matrix. Pure: no Streamlit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine import Network, sensitivities
from ui.canvas import blocks
from ui.canvas.blocks import Block
from ui.text.numbers import number, raised
from ui.text.words import Words
from ui.weights.edits import silenced
from ui.weights.inspection import Inspection

ORDERS = ("index", "norm", "contribution", "similarity")


def orders(net: Network) -> tuple[str, ...]:
    """The orders that make sense: nothing contributes to the output where layer 2 is the output."""
    return ORDERS if net.L > 2 else tuple(name for name in ORDERS if name != "contribution")


def measured(order: str, inspection: Inspection) -> np.ndarray | None:
    """The numbers `(n_2,)` by which the neurons of layer 2 are sorted; None for the order of their indices.

    norm: |w²_j|. contribution: a²_j ∂z^L_y/∂a²_j, to first order what the neuron adds to the weighted input of the
    output neuron of the label; with one hidden layer it is w³_yj a²_j. similarity: the cosine of w²_j and x.
    """
    net, trace, x = inspection.edited, inspection.trace, inspection.x
    norms = np.linalg.norm(net.w[2], axis=1)
    match order:
        case "norm":
            return norms
        case "contribution":
            return (trace.a[2] * sensitivities(net, trace, net.L, inspection.label)[2])[:, 0]
        case "similarity":
            length = norms * np.linalg.norm(x)
            return np.divide((net.w[2] @ x)[:, 0], length, out=np.zeros_like(norms), where=length > 0)
    return None


def sorted_neurons(order: str, inspection: Inspection) -> list[int]:
    """The neurons of layer 2 in an order, the largest number first."""
    values = measured(order, inspection)
    count = inspection.network.sizes[1]
    return list(range(count)) if values is None else [int(j) for j in np.argsort(-values, kind="stable")]


def at_selection(inspection: Inspection, selected: tuple[int, ...] | None, order: str) -> Inspection:
    """The inspection of the selected neuron (l, j) or weight (l, j, k); else of the first neuron in that order."""
    l, j, *k = selected or (2, sorted_neurons(order, inspection)[0])
    return replace(inspection, l=l, j=j, k=k[0] if k else None)


def overview(inspection: Inspection, order: str, words: Words) -> Block:
    """The weights into layer 2, one picture per neuron, in an order; silenced neurons are crossed out."""
    w, values, ids = inspection.edited.w[2], measured(order, inspection), sorted_neurons(order, inspection)
    name = words[f"order.{order}"]
    notes = ["" if values is None else f" · {name} {number(values[i])}" for i in ids]
    return blocks.images(
        w[ids],
        alt=words("overview.alt", count=len(ids), order=name),
        tip="w²[{i}, {p}] = {v}{n}",
        ids=ids,
        names=[str(j) for j in ids],
        notes=notes,
        picks="picture",
        selected=inspection.j,
        marked=silenced(inspection.edits, 2),
        scale=blocks.round_scale(w),
        ends=blocks.ends(words, "for"),
        least=48 if len(ids) <= 40 else 28,
        most=56,
    )


def matrix(inspection: Inspection, words: Words) -> Block:
    """The matrix w^l; the cell of the inspected weight is framed."""
    l, j, k = inspection.l, inspection.j, inspection.k
    w = inspection.edited.w[l]
    return blocks.matrix(
        w,
        alt=words("matrix.alt", l=l, rows=len(w), cols=w.shape[1]),
        tip=f"w{raised(l)}[{{r}}, {{c}}] = {{v}}",
        picks="cell",
        selected=None if k is None else j * w.shape[1] + k,
        scale=blocks.round_scale(w),
        ends=blocks.ends(words, "for"),
        axes=("j", "k"),
        most=min(640, 22 * w.shape[1]),
    )
