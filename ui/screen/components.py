"""Deltascope's own components: maps of small pictures, bars, drawings of networks; the pad has a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from engine import Network
from ui.canvas.bars import Table
from ui.canvas.blocks import Block, BrushStroke, Click, encode, images, read_click, read_stroke, round_scale
from ui.canvas.network import NetworkDrawing, Pick, read_pick
from ui.screen import moving
from ui.screen.mount import mounted
from ui.session import store
from ui.session.store import LANGUAGE
from ui.text.words import Words, load

_maps, _bars, _diagram, _network = (mounted(name) for name in ("maps", "bars", "diagram", "network"))


def said(key: str, name: str) -> Any:
    """What the component of that key last said under a name; None before. It comes from a browser: anything."""
    return (store.heard(key) or {}).get(name)


def maps(
    key: str,
    blocks: Sequence[Block],
    *,
    title: str = "",
    note: str = "",
    across: int = 1,
    on_pick: Callable[[Click], None] | None = None,
) -> None:
    """Blocks of small pictures, `across` of them side by side; with 0 as many as there is room for.

    `on_pick` hears of a click on a picture or a cell that may be picked.
    """
    _show_maps(key, blocks, encode(blocks, title, note, across, texts=_map_texts(title)), on_pick)


def paintable(
    key: str,
    block: Block,
    *,
    title: str,
    note: str,
    on_pick: Callable[[Click], None],
    on_paint: Callable[[BrushStroke], None],
) -> None:
    """One block of small pictures that has a brush; `on_paint` hears of each stroke of it, `on_pick` of a click."""
    _show_maps(key, [block], encode([block], title, note, texts=_map_texts(title)), on_pick, on_paint)


def moving_maps(
    key: str,
    view: Callable[[], Sequence[Block]],
    again: moving.Again | None,
    *,
    title: str = "",
    note: str = "",
    on_pick: Callable[[Click], None] | None = None,
) -> None:
    """Blocks of small pictures; with `again` the browser asks for newer ones: `view` must do without the session."""
    texts, shown = _map_texts(title), view()
    live = moving.asked_for(key, lambda: encode(view(), title, note, texts=texts), again)
    _show_maps(key, shown, encode(shown, title, note, live=live, texts=texts), on_pick)


def moving_network(
    key: str,
    view: Callable[[str], bytes],
    again: moving.Again | None,
    *,
    on_edit: Callable[[object], None],
    on_open: Callable[[object], None],
) -> None:
    """A network as it is drawn; `view` gives it for the address where newer ones are, as in `moving_maps`.

    `on_edit` hears of + and −, `on_open` of a click on a neuron or a weight; what they hear may be anything.
    """
    live = moving.asked_for(key, lambda: view(""), again)
    _network(
        key=key,
        data=view(live),
        on_edited_change=lambda: on_edit(said(key, "edited")),
        on_opened_change=lambda: on_open(said(key, "opened")),
        width="stretch",
        height="content",
    )


def _map_texts(title: str) -> dict[str, str]:
    """What is said of maps to who does not see them."""
    words = load(LANGUAGE.get(), "common")
    return words.part("maps") | {"save": words("maps.save", title=title)}


def _show_maps(
    key: str,
    blocks: Sequence[Block],
    data: bytes,
    on_pick: Callable[[Click], None] | None,
    on_paint: Callable[[BrushStroke], None] | None = None,
) -> None:
    def hear_pick() -> None:
        if on_pick and (click := read_click(said(key, "picked"), blocks)):
            on_pick(click)

    def hear_paint() -> None:
        if on_paint and (stroke := read_stroke(said(key, "painted"), blocks)):
            on_paint(stroke)

    _maps(
        key=key,
        data=data,
        on_picked_change=hear_pick,
        on_painted_change=hear_paint,
        width="stretch",
        height="content",
    )


def bars(key: str, table: Table) -> None:
    """A table of numbers with their bars, now and before."""
    _bars(key=key, data=table.data(), width="stretch", height="content")


def network(
    key: str, picture: NetworkDrawing, *, note: str = "", on_pick: Callable[[Pick], None] | None = None
) -> None:
    """A drawing of a network; `on_pick` hears of a click on a neuron or a connection."""

    def hear() -> None:
        click = read_pick(said(key, "picked"), picture)
        if on_pick and click:
            on_pick(click)

    data = {"svg": picture.svg(), "note": note}
    _diagram(key=key, data=data, on_picked_change=hear, width="stretch", height="content")


def picture(key: str, svg: str) -> None:
    """An SVG that has been made here, in the colours of the theme; nothing of it can be clicked."""
    _diagram(key=key, data={"svg": svg, "note": ""}, width="stretch", height="content")


def weights(key: str, network: Network, words: Words, *, most: int = 60, width: int = 58, title: bool = True) -> None:
    """The weights into the first hidden layer, one picture of 28×28 a neuron; not more than `most`."""
    heading, note = words["weights.title"] if title else "", _weights_note(network, words, most)
    maps(key, _weights(network, words, most, width), title=heading, note=note)


def moving_weights(
    key: str, view: Callable[[], Network], again: moving.Again | None, words: Words, *, most: int = 60
) -> None:
    """The same of a network that may change, as in `moving_maps`."""
    note = _weights_note(view(), words, most)
    moving_maps(key, lambda: _weights(view(), words, most), again, title=words["weights.title"], note=note)


def _weights(network: Network, words: Words, most: int, width: int = 58) -> list[Block]:
    w = network.w[2][:most]
    alt, tip = words["weights.alt"], "w²[{i}, {p}] = {v}"
    return [images(w, alt=alt, tip=tip, scale=round_scale(w), least=width)]


def _weights_note(network: Network, words: Words, most: int) -> str:
    count = len(network.w[2])
    return words("weights.some", shown=most, count=count) if count > most else ""
