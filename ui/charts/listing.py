"""Python source as HTML, set like a book: keywords bold, comments and texts in italics. Pure: no Streamlit.

Streamlit's own colours of keywords and texts are fixed, and too faint on paper.
"""

from __future__ import annotations

import keyword
import tokenize
from collections.abc import Iterator
from html import escape

BOX = (
    "margin:0;padding:.7rem .9rem;border-radius:6px;font-size:.82rem;line-height:1.5;white-space:pre-wrap;"
    "overflow-wrap:anywhere;background:color-mix(in srgb,currentColor 5%,transparent)"
)


def html(code: str) -> str:
    """A listing of Python source."""
    return f"<pre style='{BOX}'><code style='all:unset;font-family:monospace'>{''.join(_marked(code))}</code></pre>"


def _marked(code: str) -> Iterator[str]:
    """The source in pieces, the marked ones within tags."""
    lines = code.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    done = 0
    for token in tokenize.generate_tokens(iter(lines).__next__):
        if not (tag := _tag(token)):
            continue
        first, last = (starts[row - 1] + column for row, column in (token.start, token.end))
        yield f"{escape(code[done:first])}<{tag}>{escape(code[first:last])}</{tag}>"
        done = last
    yield escape(code[done:])


def _tag(token: tokenize.TokenInfo) -> str:
    if token.type == tokenize.NAME and keyword.iskeyword(token.string):
        return "b"
    return "i" if token.type in (tokenize.COMMENT, tokenize.STRING) else ""
