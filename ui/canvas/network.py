"""A network drawn as SVG: columns of neurons, the connections, and what can be clicked. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

WIDTH, TOP, BOTTOM, RADIUS = 420, 44, 26, 11  # of the drawing, its margins, and a neuron
DARK = 0.7  # part of the scale beyond which a number has the colour of the paper
Pick = tuple[int, ...]
"""A neuron (l, j), or a connection (l, j, k)."""


@dataclass(frozen=True)
class NeuronColumn:
    """A layer: the numbers of the neurons that are drawn, and how they are filled.

    `fills` are values as fractions of the scale, −1..1, `kind` is "ink" or "signed"; with None the neurons stay empty.
    `head` is written above, `foot` below; a `lit` column is highlighted; neuron `chosen` is framed.
    """

    l: int
    neurons: Sequence[int]
    head: str
    foot: str = ""
    fills: Mapping[int, float] | None = None
    kind: str = "ink"
    lit: bool = False
    chosen: int | None = None


@dataclass(frozen=True)
class Edge:
    """The connection from neuron k of layer l−1 to neuron j of layer l, of `strength` −1..1, or faint with None."""

    l: int
    j: int
    k: int
    strength: float | None = None
    chosen: bool = False


@dataclass(frozen=True)
class NetworkDrawing:
    """Columns from left to right and the connections between them.

    `picks` is what a click chooses: "neuron", "edge" or "none". `names` are templates for what a screen reader says of
    a "neuron", with {l} and {j}, and of an "edge", with {k} as well.
    """

    columns: Sequence[NeuronColumn]
    edges: Sequence[Edge]
    alt: str
    picks: str = "neuron"
    height: int = 396
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def choices(self) -> set[Pick]:
        """All that a click may choose."""
        if self.picks == "edge":
            return {(edge.l, edge.j, edge.k) for edge in self.edges}
        return {(column.l, j) for column in self.columns for j in column.neurons} if self.picks == "neuron" else set()

    def place(self, l: int, j: int) -> tuple[float, float]:
        """The centre (x, y) of neuron j of layer l."""
        i = next(i for i, column in enumerate(self.columns) if column.l == l)
        neurons = self.columns[i].neurons
        middle = (TOP + self.height - BOTTOM) / 2
        gap = self._gap(self.columns[i])
        return WIDTH / len(self.columns) * (i + 0.5), middle + gap * (list(neurons).index(j) - (len(neurons) - 1) / 2)

    def _gap(self, column: NeuronColumn) -> float:
        """From the centre of a neuron to that of the next."""
        return min(44.0, (self.height - TOP - BOTTOM) / len(column.neurons))

    def svg(self) -> str:
        """The drawing as SVG; strong connections cover weak ones, and the chosen one covers all."""
        edges = sorted(self.edges, key=lambda edge: (edge.chosen, abs(edge.strength or 0)))
        parts = [
            *(self._column(i, column) for i, column in enumerate(self.columns)),
            *(self._edge(edge) for edge in edges),
            *(self._neuron(column, j) for column in self.columns for j in column.neurons),
        ]
        box = f"viewBox='0 0 {WIDTH} {self.height}' role='group' aria-label='{escape(self.alt, quote=True)}'"
        return f"<svg xmlns='http://www.w3.org/2000/svg' {box}>{''.join(parts)}</svg>"

    def _column(self, i: int, column: NeuronColumn) -> str:
        step = WIDTH / len(self.columns)
        x = step * (i + 0.5)
        band = f"<rect class='band' x='{x - 34:.1f}' y='2' width='68' height='{self.height - 4}' rx='8'/>"
        head = f"<text class='head' x='{x:.1f}' y='20'>{escape(column.head)}</text>"
        foot = f"<text class='foot' x='{x:.1f}' y='{self.height - 9}'>{escape(column.foot)}</text>"
        return (band if column.lit else "") + head + foot

    def _edge(self, edge: Edge) -> str:
        (x1, y1), (x2, y2) = self.place(edge.l - 1, edge.k), self.place(edge.l, edge.j)
        line = f"x1='{x1:.1f}' y1='{y1:.1f}' x2='{x2:.1f}' y2='{y2:.1f}'"
        strength = edge.strength or 0.0
        sign = "faint" if edge.strength is None else "negative" if strength < 0 else "positive"
        width = 0.8 if edge.strength is None else 0.8 + 4.2 * min(1.0, abs(strength))
        drawn = f"<line class='edge {sign}{' chosen' if edge.chosen else ''}' {line} stroke-width='{width:.2f}'/>"
        if self.picks != "edge":
            return drawn
        label = escape(self.names.get("edge", "{k} → {j}").format(l=edge.l, j=edge.j, k=edge.k), quote=True)
        pick = f"data-pick='{edge.l}-{edge.j}-{edge.k}' {_button(label, edge.chosen)}"
        return f"<g class='pick' {pick}>{drawn}<line class='reach' {line}/></g>"

    def _neuron(self, column: NeuronColumn, j: int) -> str:
        x, y = self.place(column.l, j)
        fill = None if column.fills is None else column.fills.get(j)
        part = 0 if fill is None else round(80 * min(1.0, abs(fill)))
        colour = "text" if column.kind == "ink" else "orange" if fill and fill < 0 else "blue"
        style = f"fill:color-mix(in srgb,var(--st-{colour}-color) {part}%,var(--st-background-color))"
        classes = "neuron" + (" chosen" if j == column.chosen else "") + (" empty" if fill is None else "")
        circle = f"<circle class='{classes}' cx='{x:.1f}' cy='{y:.1f}' r='{RADIUS}' style='{style}'/>"
        upon = " upon" if abs(fill or 0) > DARK else ""
        text = f"<text class='id{upon}' x='{x:.1f}' y='{y + 3.5:.1f}'>{j}</text>"
        if self.picks != "neuron":
            return circle + text
        label = escape(self.names.get("neuron", "l = {l}, j = {j}").format(l=column.l, j=j), quote=True)
        pick = f"data-pick='{column.l}-{j}' {_button(label, j == column.chosen)}"
        high = self._gap(column)
        room = f"<rect class='room' x='{x - 34:.1f}' y='{y - high / 2:.1f}' width='68' height='{high:.1f}'/>"
        return f"<g class='pick' {pick}>{room}{circle}{text}</g>"


def _button(label: str, chosen: bool) -> str:
    """The attributes of what can be chosen; the script of the component makes one of them the stop of the Tab key."""
    return f"role='button' tabindex='-1' aria-pressed='{str(chosen).lower()}' aria-label='{label}'"


def read_pick(message: object, drawing: NetworkDrawing) -> Pick | None:
    """The choice in a message from a browser, which may hold anything; None unless it is one of this drawing's."""
    if not isinstance(message, str) or len(message) > 30:
        return None
    parts = message.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    pick = tuple(map(int, parts))
    return pick if pick in drawing.choices else None
