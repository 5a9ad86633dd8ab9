"""The pictures of the paths: a waterfall of their products, and their growth. Pure: no Streamlit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import accumulate, pairwise

from engine import multiplications
from engine.labs.paths import Path
from ui.canvas.axes import places
from ui.canvas.plot import Axis, Line, Mark, Panel, Plot
from ui.charts import echarts
from ui.charts.echarts import Diagram, Part
from ui.paths.paths import BREADTHS, LAYERS, PathSum, imagined, name, plain
from ui.text.numbers import number, raised
from ui.text.words import Words

ATOMS = 80  # in the visible universe, as a power of ten
HIGHEST, EVERY = 84, 20  # powers of ten: the end of the axis, and from one of its numbers to the next
LABELLED = (1, 10, 20, 30, 40)  # hidden layers
SHORT = 2  # neurons in the name of a path that need not be turned upright


def waterfall(sum: PathSum, chosen: int, words: Words, colours: Mapping[str, str]) -> Part:
    """The strongest paths one after the other, the rest as one bar, and the whole."""
    values = {_later(path): path.product for path in sum.strongest}
    if sum.others:
        values[words("waterfall.rest", count=plain(sum.others, words))] = sum.rest
    grey = {"itemStyle": dict.fromkeys(("color", "color0", "borderColor", "borderColor0"), colours["text"])}
    total = words["waterfall.total"]
    bars = [
        *(
            _bar(name, *ends)
            for name, ends in zip(values, pairwise(accumulate(values.values(), initial=0.0)), strict=True)
        ),
        _bar(total, 0.0, sum.factors.total) | grey,
    ]
    names: list[Part] = [{"value": name} for name in (*values, total)]
    names[chosen] |= {"textStyle": {"fontWeight": "bold"}}
    upright = len(sum.strongest[0].neurons) > SHORT
    style = {"color": colours["blue"], "color0": colours["orange"]}
    style |= {"borderColor": colours["blue"], "borderColor0": colours["orange"]}
    diagram = Diagram(
        {"left": 8, "right": 8, "top": 30, "bottom": 8, "containLabel": True},
        {"type": "category", "data": names, "axisTick": {"show": False}}
        | {"axisLabel": {"interval": 0, "rotate": 90 if upright else 0}},
        echarts.value() | echarts.above(words["waterfall.y"]),
        [echarts.series("candlestick", bars, itemStyle=style, barWidth="60%")],
    )
    return echarts.chart(diagram, tooltip={"trigger": "item"})


def _bar(name: str, start: float, end: float) -> Part:
    """A bar from where the one before ends to where it leads."""
    text = f"{name}<br>{number(end - start, sign=True)}"
    return {"value": [start, end, min(start, end), max(start, end)], "tooltip": {"formatter": text}}


def _later(path: Path) -> str:
    """A path by its neurons after the first, which all paths share."""
    return "→ " + " → ".join(map(str, path.neurons[1:])) if path.neurons[1:] else name(path)


def growth(hidden: int, breadth: int, words: Words) -> Plot:
    """Multiplications for one weight of layer 2 over the number of hidden layers, path by path and by recursion.

    Numbers are powers of ten. The line of the chosen `breadth` has points.
    """

    def line(recursive: bool, width: int) -> Line:
        counts = [math.log10(multiplications(imagined(n, width), 2)[recursive]) for n in LAYERS]
        name = words("growth.recursion" if recursive else "growth.enumeration", breadth=width)
        return Line(name, list(LAYERS), counts, dotted=recursive, points=width == breadth and not recursive)

    ends = (LAYERS[0] - 0.5, LAYERS[-1] + 0.5)
    atoms = Line(words["growth.atoms"], ends, (ATOMS, ATOMS), dotted=True)
    lines = [*(line(False, width) for width in BREADTHS), line(True, breadth), atoms]
    y = Axis(0, HIGHEST, [(n, f"10{raised(n)}") for n in range(0, HIGHEST, EVERY)], words["growth.y"])
    panel = Panel(words["growth.exponent"], 290, y, lines, [Mark(hidden)])
    return Plot(
        words["growth.alt"], "", places(LAYERS, words["growth.x"], LABELLED), [panel], [each.name for each in lines]
    )
