"""Blocks of small pictures, for the component `maps`, and its messages. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np

from ui.canvas.wire import pack
from ui.text.numbers import short
from ui.text.words import Words

SIDE = 28  # pixels of an MNIST image, each way


class Brush(NamedTuple):
    """What dragging does to cells: `amount` is added to each (None erases it), `size` is its width in cells."""

    amount: float | None
    size: int


@dataclass(frozen=True, eq=False)
class Block:
    """Pictures `(count, rows, cols)` of one size on one scale, which is written below them.

    Which picture is which: `ids` are their numbers, unless these are 0, 1, 2, …; `names` are written below the
    pictures, or below the columns where there is only one picture; `notes` are texts for `tip`.
    Colour: `scale` is the |value| at the ends of the scale; with `decades` it is logarithmic, over that many powers of
    ten. `legend` is written beside it, and `ends` are words for what lies at its two ends.
    Size: a picture is `least` to `most` CSS pixels wide; `aspect` is the height of a cell over its width.
    Matrices: `axes` names the rows and the columns and has their numbers, or `row_names` and `col_names`, written at
    the edges; `origin` is the number of the first row and the first column of a window on a larger matrix.
    In the cells: `texts`, one each, or, where there is room, the values with `write` significant digits; where they
    are `numbered`, each picture of one cell has its number.
    Pointer: `tip` describes the cell under it, where {i} is the number of the picture, {r} and {c} are row and column
    in it (their names, where they have some), {p} = r · cols + c, {v} the value, {n} the note or the name of the
    picture, {t} the text of the cell; where there are `tips`, each cell has its own. A tip that speaks of a whole
    picture stands above it. `picks` is what a click chooses; with a `brush`, dragging paints.
    `selected` is framed: the number of a picture, or r · cols + c where there is only one; `marked` pictures are
    crossed out; `right` says of each picture whether it is framed as right or as wrong. Cells that stand `apart` are
    not on the scale: they have the colour of what is chosen.
    """

    values: np.ndarray
    alt: str
    label: str = ""
    tip: str = ""
    tips: Sequence[str] = ()
    texts: Sequence[str] = ()
    row_names: Sequence[str] = ()
    col_names: Sequence[str] = ()
    ids: Sequence[int] | None = None
    notes: Sequence[str] = ()
    names: Sequence[str] | None = None
    picks: Literal["none", "picture", "cell"] = "none"
    selected: int | None = None
    marked: Sequence[int] = ()
    right: Sequence[bool] = ()
    apart: Sequence[int] = ()
    kind: Literal["signed", "ink"] = "signed"
    scale: float = 1.0
    decades: float = 0
    legend: str = ""
    ends: tuple[str, str] = ("", "")
    least: int = 58
    most: int = 400
    aspect: float = 1.0
    show_scale: bool = True
    origin: tuple[int, int] = (0, 0)
    write: int = 0
    numbered: bool = False
    axes: tuple[str, str] | None = None
    brush: Brush | None = None

    def header(self) -> dict:
        """Everything that the component needs besides the values, ready for JSON."""
        count, rows, cols = self.values.shape
        ids = None if self.ids is None else [int(i) for i in self.ids]
        place = {i: place for place, i in enumerate(ids)} if ids else None
        selected = place.get(self.selected) if place and self.selected is not None else self.selected
        end = short(self.scale)
        low, high = ("0", end) if self.kind == "ink" else (f"−{end}", f"+{end}")
        return {
            "count": count,
            "rows": rows,
            "cols": cols,
            "ids": ids,
            "names": None if self.names is None else [str(name) for name in self.names],
            "selected": selected,
            "texts": list(self.texts),
            "tips": list(self.tips),
            "right": [bool(each) for each in self.right],
            "apart": [int(cell) for cell in self.apart],
            "rowNames": list(self.row_names),
            "colNames": list(self.col_names),
            "marked": [place.get(i, -1) if place else int(i) for i in self.marked],
            "low": low if self.show_scale else "",
            "high": high if self.show_scale else "",
            "notes": list(self.notes),
            "brush": self.brush._asdict() if self.brush else None,
            **{name: getattr(self, name) for name in _PLAIN},
        }


_PLAIN = (
    *("alt", "label", "tip", "picks", "kind", "scale", "decades", "legend", "least", "most"),
    *("ends", "axes", "aspect", "origin", "write", "numbered"),
)


class Click(NamedTuple):
    """A click: the index of the block, the number of the picture (one of its `ids`), row and column in the picture."""

    block: int
    i: int
    r: int
    c: int


class BrushStroke(NamedTuple):
    """A stroke of the brush: the index of the block, the number of the picture, and the cells painted, r · cols + c."""

    block: int
    i: int
    cells: tuple[int, ...]


def encode(
    blocks: Sequence[Block],
    title: str = "",
    note: str = "",
    across: int = 1,
    *,
    live: str = "",
    texts: Mapping[str, str] | None = None,
) -> bytes:
    """What the component gets: blocks, `across` of them side by side; from `live` it asks for newer ones by itself.

    `texts` are of the component itself: "save" names the button, "pick" and "paint" say what the keyboard does.
    """
    headers = [block.header() for block in blocks]
    parts = {"live": live, "title": title, "note": note, "across": across, "texts": texts or {}, "blocks": headers}
    return pack(parts, (block.values for block in blocks))


def read_click(message: object, blocks: Sequence[Block]) -> Click | None:
    """The click in a message from a browser, which may hold anything; None unless it is one on these blocks."""
    if not isinstance(message, Mapping):
        return None
    numbers = [message.get(name) for name in Click._fields]
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        return None
    click = Click(*numbers)  # type: ignore[arg-type]
    if not 0 <= click.block < len(blocks):
        return None
    count, rows, cols = blocks[click.block].values.shape
    ids = range(count) if blocks[click.block].ids is None else blocks[click.block].ids
    return click if click.i in ids and 0 <= click.r < rows and 0 <= click.c < cols else None  # type: ignore[operator]


def read_stroke(message: object, blocks: Sequence[Block]) -> BrushStroke | None:
    """The stroke in a message from a browser, which may hold anything; None unless it is one on these blocks."""
    cells = message.get("cells") if isinstance(message, Mapping) else None
    if not isinstance(message, Mapping) or not isinstance(cells, list) or not cells:
        return None
    if not (where := read_click({**message, "r": 0, "c": 0}, blocks)):
        return None
    block = blocks[where.block]
    within = block.values.shape[1] * block.values.shape[2]
    whole = all(isinstance(cell, int) and not isinstance(cell, bool) and 0 <= cell < within for cell in cells)
    return BrushStroke(where.block, where.i, tuple(sorted(set(cells)))) if block.brush and whole else None


def images(rows: np.ndarray, **options: Any) -> Block:
    """Rows `(n, 784)` as pictures of 28×28 pixels: weights into the first hidden layer, gradients, inputs."""
    return Block(rows.reshape(len(rows), SIDE, SIDE), **options)


def neurons(values: np.ndarray, **options: Any) -> Block:
    """One number per neuron, `(n, 1)`: one cell each, in as many lines as the page needs.

    The cells have the numbers of their neurons, unless they have texts or names.
    """
    numbered = not options.get("texts") and not options.get("names")
    return Block(values.reshape(-1, 1, 1), **{"least": 20, "most": 30, "numbered": numbered, **options})


def ends(words: Words, name: str) -> tuple[str, str]:
    """What lies at the two ends of a scale, in words: of a slope of "cost", of what speaks "for" something, …"""
    return words[f"ends.{name}.low"], words[f"ends.{name}.high"]


def matrix(values: np.ndarray, **options: Any) -> Block:
    """A matrix `(rows, cols)` as one picture."""
    return Block(values[None], **{"least": 200, "most": max(200, 24 * values.shape[1]), **options})


def round_scale(values: np.ndarray) -> float:
    """The end of a scale for signed values: the next of 1, 2, 5, 10, … above almost all |values|.

    It changes in steps, so that a moving picture is not rescaled all the time; one value in a thousand may lie beyond.
    """
    most = float(np.quantile(np.abs(values), 0.999)) if values.size else 0.0
    if not 0 < most < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return next(float(f"{step * power:.6g}") for step in (1, 2, 5, 10) if step * power >= most * (1 - 1e-9))
