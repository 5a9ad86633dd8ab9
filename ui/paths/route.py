"""The strongest paths in a drawing of the network, as SVG. Pure: no Streamlit."""

from __future__ import annotations

from html import escape

from engine.labs.paths import Path
from ui.paths.paths import PathSum, name
from ui.text.numbers import number
from ui.text.words import Words

WIDTH, HEIGHT, TOP, RADIUS = 440, 380, 30, 12.5
Place = tuple[float, float]


def drawing(sum: PathSum, chosen: int, words: Words) -> str:
    """Columns of the neurons that the strongest paths pass, from w^l_jk to C; thicker is stronger, `chosen` is lit."""
    columns = _columns(sum)
    places = _places(columns)
    top = abs(sum.strongest[0].product) or 1.0
    weakest_first = sorted(range(len(sum.strongest)), key=lambda i: (i == chosen, abs(sum.strongest[i].product)))
    lines = [_path(sum.strongest[i], sum.factors.l, places, top, i == chosen) for i in weakest_first]
    lit = set(enumerate(sum.strongest[chosen].neurons, start=sum.factors.l))
    circles = [_neuron(key, place, key in lit or key[1] < 0) for key, place in places.items()]
    heads = [
        f"<text class='head' x='{places[l, column[0]][0]:.0f}' y='18'>{_head(l, sum)}</text>"
        for l, column in columns.items()
    ]
    alt = words(
        "route.alt", count=len(sum.strongest), best=name(sum.strongest[0]), most=number(sum.strongest[0].product)
    )
    box = f"viewBox='0 0 {WIDTH} {HEIGHT}' role='img' aria-label='{escape(alt, quote=True)}'"
    return f"<svg xmlns='http://www.w3.org/2000/svg' {box}>{''.join(heads + lines + circles)}</svg>"


def _columns(sum: PathSum) -> dict[int, list[int]]:
    """By layer: the neuron k, then those of the strongest paths, then C; C is neuron −1 of layer L + 1."""
    l = sum.factors.l
    columns = {l - 1: [sum.factors.k]}
    for path in sum.strongest:
        for i, j in enumerate(path.neurons, start=l):
            column = columns.setdefault(i, [])
            if j not in column:
                column.append(j)
    columns = {i: sorted(column) for i, column in columns.items()}
    return columns | {max(columns) + 1: [-1]}


def _places(columns: dict[int, list[int]]) -> dict[tuple[int, int], Place]:
    step = (WIDTH - 50) / (len(columns) - 1)
    room = HEIGHT - TOP - 10
    places = {}
    for x, (l, column) in enumerate(columns.items()):
        gap = min(44.0, room / len(column))
        for y, j in enumerate(column):
            places[l, j] = 25 + step * x, TOP + room / 2 + gap * (y - (len(column) - 1) / 2)
    return places


def _head(l: int, sum: PathSum) -> str:
    last = l == sum.factors.l + len(sum.strongest[0].neurons)
    return "" if last else f"l = {l}"


def _path(path: Path, l: int, places: dict[tuple[int, int], Place], top: float, chosen: bool) -> str:
    """One path from k to C: blue where its product is positive, orange where it is negative."""
    first = next(place for (layer, _), place in places.items() if layer == l - 1)
    stops = [first, *(places[i, j] for i, j in enumerate(path.neurons, start=l)), places[l + len(path.neurons), -1]]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in stops)
    sign = "negative" if path.product < 0 else "positive"
    width = 0.8 + 6 * abs(path.product) / top
    return f"<polyline class='route {sign}{' chosen' if chosen else ''}' points='{points}' stroke-width='{width:.2f}'/>"


def _neuron(key: tuple[int, int], place: Place, lit: bool) -> str:
    (x, y), j = place, key[1]
    circle = f"<circle class='neuron{' chosen' if lit else ' aside'}' cx='{x:.1f}' cy='{y:.1f}' r='{RADIUS}'/>"
    return circle + f"<text class='id' x='{x:.1f}' y='{y + 3.5:.1f}'>{'C' if j < 0 else j}</text>"
