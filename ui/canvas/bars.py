"""A table of numbers with a bar beside each, for the component `bars`. Pure: no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ui.text.numbers import number


@dataclass(frozen=True, eq=False)
class BarColumn:
    """Numbers `(n,)` as they are now and, if something was changed, as they were before.

    `scale` is the |value| of a bar of full length.
    """

    head: str
    now: np.ndarray
    was: np.ndarray | None = None
    kind: Literal["ink", "signed"] = "signed"
    scale: float = 1.0

    def cell(self, row: int) -> dict[str, Any]:
        """One number as the component reads it: the value, the text, and both as they were before."""
        sign = self.kind == "signed"
        was = None if self.was is None else float(self.was[row])
        return {
            "now": float(self.now[row]),
            "was": was,
            "text": number(self.now[row], sign=sign),
            "before": "" if was is None else number(was, sign=sign),
        }


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of numbers with their names, below `head`; the name of row `strong` is bold."""

    names: Sequence[str]
    columns: Sequence[BarColumn]
    title: str = ""
    note: str = ""
    head: str = ""
    strong: int | None = None

    def data(self) -> dict[str, Any]:
        """The table as the component reads it."""
        return {
            "title": self.title,
            "note": self.note,
            "heads": [self.head, *(column.head for column in self.columns)],
            "columns": [{"kind": column.kind, "scale": column.scale} for column in self.columns],
            "rows": [
                {"name": name, "strong": row == self.strong, "cells": [column.cell(row) for column in self.columns]}
                for row, name in enumerate(self.names)
            ],
        }
