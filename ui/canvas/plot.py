"""Curves below each other on one horizontal axis, for the component `plot`. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ui.canvas.wire import pack


class Axis(NamedTuple):
    """An axis from `low` to `high` with labels at `ticks`; logarithmic where `log` is true, both ends then above 0."""

    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    name: str = ""
    log: bool = False


class Line(NamedTuple):
    """A line through the points (x, y); y is NaN where there is a gap. Lines of one name have one colour."""

    name: str
    x: Sequence[float]
    y: Sequence[float]
    dotted: bool = False
    points: bool = False


class Mark(NamedTuple):
    """A vertical line, dashed unless it is strong, with a text at its upper end."""

    x: float
    text: str = ""
    strong: bool = False


@dataclass(frozen=True, eq=False)
class Panel:
    """One diagram, `height` CSS pixels high. Under the pointer it has a name, and `unit` follows the numbers."""

    name: str
    height: int
    y: Axis
    lines: Sequence[Line]
    marks: Sequence[Mark] = ()
    unit: str = ""


class Progress(NamedTuple):
    """How much of something is done, 0..1; what it is doing, and more about it in a line."""

    share: float
    state: str
    text: str


@dataclass(frozen=True, eq=False)
class Plot:
    """Panels below each other, which share the axis `x`; `names` stand in the legend, in the order of their colours."""

    alt: str
    title: str
    x: Axis
    panels: Sequence[Panel]
    names: Sequence[str]
    progress: Progress | None = None

    def encode(self, live: str = "") -> bytes:
        """What the component gets; from `live` it asks for newer data by itself."""
        header: dict[str, Any] = {
            "live": live,
            "alt": self.alt,
            "title": self.title,
            "names": list(self.names),
            "x": self.x._asdict(),
            "panels": [_header(panel) for panel in self.panels],
            "progress": self.progress._asdict() if self.progress else None,
        }
        lines = [line for panel in self.panels for line in panel.lines]
        return pack(header, (values for line in lines for values in (line.x, line.y)))


def _header(panel: Panel) -> dict[str, Any]:
    lines = [
        {"name": line.name, "count": len(line.x), "dotted": line.dotted, "points": line.points} for line in panel.lines
    ]
    y, marks = panel.y._asdict(), [mark._asdict() for mark in panel.marks]
    return {
        "name": panel.name,
        "height": panel.height,
        "y": y,
        "lines": lines,
        "marks": marks,
        "unit": panel.unit,
    }
