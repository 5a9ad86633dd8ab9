"""Tables as HTML and as Markdown, and numbers with their names. All text in them is escaped. Pure: no Streamlit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

COLUMNS = "grid-template-columns:repeat(auto-fit,minmax(7.4rem,1fr))"
GRID = f"display:grid;{COLUMNS};gap:.55rem 1.2rem;margin:.2rem 0 .4rem;padding:0"
NAME = "margin:0;padding:0;font-weight:400;font-size:.82rem;opacity:.8;line-height:1.3"
VALUE = "padding:0;font-size:1.3rem;margin:0;font-variant-numeric:tabular-nums;white-space:nowrap"
CELL = "padding:.22rem .8rem .22rem 0;white-space:nowrap;font-variant-numeric:tabular-nums;text-align:"
CAPTION = "text-align:left;font-weight:600;padding-bottom:.3rem;caption-side:top;white-space:nowrap"
BLUE, ORANGE = "light-dark(#1f6fb5, #4a9ae0)", "light-dark(#d4660a, #ef8b3c)"  # those of .streamlit/config.toml
NEURONS = f"""
.facts, .terms {{ width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.86rem; }}
.facts th, .facts td, .terms th, .terms td {{ padding: 0.12rem 0.35rem; text-align: right; white-space: nowrap; }}
.facts th, .terms th {{ font-weight: 400; opacity: 0.75; }}
.facts td {{ font-weight: 600; width: 25%; }}
.terms tfoot {{ border-top: 1px solid currentColor; font-weight: 600; }}
.terms .bar {{ width: 24%; min-width: 3rem; }}
.terms .group {{ text-align: left; padding-top: 0.5rem; opacity: 1; font-weight: 600; }}
.bar i {{ display: block; height: 0.7rem; }}
.terms tbody .bar {{ background: linear-gradient(currentColor, currentColor) center / 1px 100% no-repeat; }}
.bar .plus {{ background: {BLUE}; }}
.bar .minus {{ background: {ORANGE}; }}
"""
OF_EPOCHS = """
.epochs { width: 100%; border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
.epochs caption { text-align: left; font-weight: 600; padding-bottom: 0.3rem; }
.epochs th, .epochs td { padding: 0.12rem 0.5rem 0.12rem 0; text-align: right; font-weight: 400; }
.epochs th { opacity: 0.7; }
"""


# --- HTML ---


class Bar(NamedTuple):
    """A bar in a cell, from its middle to the right for 0..1, to the left for −1..0."""

    part: float

    @property
    def html(self) -> str:
        width = min(50.0, 50 * abs(self.part))
        side, sign = ("left", "plus") if self.part >= 0 else ("right", "minus")
        return f"<i class='{sign}' style='width:{width:.1f}%;margin-{side}:50%'></i>"


class Cell(NamedTuple):
    """A cell with attributes; with a `scope` ("col", "row", "rowgroup") it is the head of that."""

    content: str | Bar
    scope: str = ""
    attributes: Mapping[str, str] = {}

    @property
    def html(self) -> str:
        tag, scope = ("th", {"scope": self.scope}) if self.scope else ("td", {})
        content = self.content.html if isinstance(self.content, Bar) else escape(self.content)
        return f"<{tag}{_attributes({**scope, **self.attributes})}>{content}</{tag}>"


Row = Sequence[Cell | str]


@dataclass(frozen=True)
class Look:
    """What makes a table look as it does: attributes of the table and its caption, and a style sheet."""

    table: Mapping[str, str]
    caption: Mapping[str, str] = field(default_factory=dict)
    css: str = ""


LABS = Look({"style": "border-collapse:collapse;font-size:.92rem"}, {"style": CAPTION})
TERMS, FACTS = (Look({"class": name}, css=NEURONS) for name in ("terms", "facts"))
EPOCHS = Look({"class": "epochs"}, css=OF_EPOCHS)


def html(heads: Row, rows: Iterable[Row], look: Look, *, caption: str = "", foot: Row = ()) -> str:
    """A table; a text among `heads` is the head of its column, unless empty, and one elsewhere is a plain cell."""
    head = [cell if isinstance(cell, Cell) else Cell(cell, "col" if cell else "") for cell in heads]
    title = f"<caption{_attributes(look.caption)}>{escape(caption)}</caption>" if caption else ""
    body = "".join(map(_row, rows))
    last = f"<tfoot>{_row(foot)}</tfoot>" if foot else ""
    sheet = f"<style>{look.css}</style>" if look.css else ""
    return (
        f"{sheet}<table{_attributes(look.table)}>{title}<thead>{_row(head)}</thead><tbody>{body}</tbody>{last}</table>"
    )


def _row(cells: Row) -> str:
    return f"<tr>{''.join((cell if isinstance(cell, Cell) else Cell(cell)).html for cell in cells)}</tr>"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f" {name}='{escape(value)}'" for name, value in values.items())


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    strong: int | None = None,
    marks: Mapping[str, str] | None = None,
) -> str:
    """A table of numbers; the first column is text. Row `strong` stands out.

    `marks` are the colours of cells by their first letter.
    """

    def cell(n: int, text: str, style: str, scope: str = "") -> Cell:
        return Cell(text, scope, {"style": f"{CELL}{'right' if n else 'left'}{style}"})

    def style(i: int, text: str) -> str:
        colour = (marks or {}).get(text[:1])
        return (";font-weight:700" if i == strong else "") + (f";color:{colour}" if colour else "")

    head = [cell(n, text, ";font-weight:600;font-size:.85rem", "col" if text else "") for n, text in enumerate(heads)]
    body = [[cell(n, text, style(i, text)) for n, text in enumerate(row)] for i, row in enumerate(rows)]
    return f"<div style='overflow-x:auto'>{html(head, body, LABS, caption=caption)}</div>"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Names above their values; as many beside each other as there is room for."""
    items = (
        f"<div><dt style='{NAME}'>{escape(name)}</dt><dd style='{VALUE}'>{escape(value)}</dd></div>"
        for name, value in pairs
    )
    return f"<dl style='{GRID}'>{''.join(items)}</dl>"


# --- Markdown ---


SPECIAL = re.compile(r"([\\`*_{}\[\]<>$~|:#])")  # what Markdown, and Streamlit's own, reads as more than a letter


class Math(NamedTuple):
    """LaTeX in a cell of a Markdown table."""

    latex: str


def markdown(
    heads: Sequence[str | Math], rows: Iterable[Sequence[str | Math]], align: str, *, strong: int | None = None
) -> str:
    """A Markdown table; `align` has a letter a column, "l" or "r". Row `strong` stands out."""
    rules = {"l": "---", "r": "---:"}
    lines = [[_written(cell) for cell in heads], [rules[letter] for letter in align]]
    for i, row in enumerate(rows):
        cells = [_written(cell) for cell in row]
        lines.append([f"**{cell}**" if i == strong and cell else cell for cell in cells])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _written(cell: str | Math) -> str:
    """A cell in one line, without a | of its own, which would end it."""
    if isinstance(cell, Math):
        latex = cell.latex.replace("|", r"\vert ")
        return f"${latex}$"
    return SPECIAL.sub(r"\\\1", " ".join(cell.split()))
