"""The images that excite a neuron most and least. Pure: no Streamlit."""

from __future__ import annotations

import numpy as np

from engine import Dataset, Network, forward
from ui.canvas import blocks
from ui.canvas.blocks import Block
from ui.text.numbers import number, raised
from ui.text.words import Words
from ui.weights.inspection import Inspection

EXTREMES = 7  # images that excite a neuron most, and as many that excite it least


def extremes(net: Network, l: int, j: int, images: Dataset, most: int = EXTREMES) -> tuple[np.ndarray, np.ndarray]:
    """The indices of the images with the largest and with the smallest z^l_j, the most extreme first."""
    part = ending_at(net, l, j)
    z = np.concatenate([forward(part, x).z[l][0] for x, _ in images.chunks(1000)])
    by_z = np.argsort(z, kind="stable")
    return by_z[::-1][:most], by_z[:most]


def ending_at(net: Network, l: int, j: int) -> Network:
    """The layers up to neuron j of layer l, the only neuron left in its layer; float32, to run through many images."""
    layers = range(2, l + 1)
    w, b = ({m: arrays[m].astype(np.float32) for m in layers} for arrays in (net.w, net.b))
    w[l], b[l] = w[l][[j]], b[l][[j]]
    return Network(w, b, net.activation, net.output_activation if l == net.L else None)


def excitement(inspection: Inspection, images: Dataset, words: Words) -> list[Block]:
    """The images that excite the inspected neuron most, and those that excite it least."""
    most, least = extremes(inspection.edited, inspection.l, inspection.j, images)
    return [_block(name, found, inspection, images, words) for name, found in (("most", most), ("least", least))]


def _block(name: str, indices: np.ndarray, inspection: Inspection, images: Dataset, words: Words) -> Block:
    l, j = inspection.l, inspection.j
    x = images[indices].images.astype(float)
    z = forward(inspection.edited, x).z[l][j]
    return blocks.images(
        x.T,
        alt=words(f"excite.{name}_alt", l=l, j=j),
        label=words(f"excite.{name}", z=f"z{raised(l)}[{j}]", first=number(z[0])),
        tip=words("excite.tip", i="{i}", n="{n}"),
        ids=[int(i) for i in indices],
        notes=[words("excite.note", label=images.labels[i], z=number(z_i)) for i, z_i in zip(indices, z, strict=True)],
        kind="ink",
        picks="picture",
        least=36,
        most=64,
        show_scale=False,
    )
