"""Numbers with their names, side by side, as HTML; and tables of them. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

COLUMNS = "grid-template-columns:repeat(auto-fit,minmax(7.4rem,1fr))"
GRID = f"display:grid;{COLUMNS};gap:.55rem 1.2rem;margin:.2rem 0 .4rem;padding:0"
NAME = "margin:0;padding:0;font-weight:400;font-size:.82rem;opacity:.8;line-height:1.3"
VALUE = "padding:0;font-size:1.3rem;margin:0;font-variant-numeric:tabular-nums;white-space:nowrap"
CELL = "padding:.22rem .8rem .22rem 0;white-space:nowrap;font-variant-numeric:tabular-nums;text-align:"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Names above their values; as many beside each other as there is room for."""
    items = (
        f"<div><dt style='{NAME}'>{escape(name)}</dt><dd style='{VALUE}'>{escape(value)}</dd></div>"
        for name, value in pairs
    )
    return f"<dl style='{GRID}'>{''.join(items)}</dl>"


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    strong: int | None = None,
    marks: Mapping[str, str] | None = None,
) -> str:
    """A table; the first column is text, the others numbers. Row `strong` stands out.

    `marks` are the colours of cells by their first letter.
    """

    def sides(n: int) -> str:
        return "right" if n else "left"

    head = "".join(
        f"<th scope='col' style='{CELL}{sides(n)};font-weight:600;font-size:.85rem'>{escape(text)}</th>"
        for n, text in enumerate(heads)
    )
    body = ""
    for i, row in enumerate(rows):
        weight = ";font-weight:700" if i == strong else ""
        cells = ""
        for n, text in enumerate(row):
            colour = (marks or {}).get(text[:1])
            cells += f"<td style='{CELL}{sides(n)}{weight}{f';color:{colour}' if colour else ''}'>{escape(text)}</td>"
        body += f"<tr>{cells}</tr>"
    style = "text-align:left;font-weight:600;padding-bottom:.3rem;caption-side:top;white-space:nowrap"
    return (
        f"<div style='overflow-x:auto'><table style='border-collapse:collapse;font-size:.92rem'>"
        f"<caption style='{style}'>{escape(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
