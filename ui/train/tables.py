"""The epochs of a run as a table in HTML. Pure: no Streamlit."""

from __future__ import annotations

from engine.training.live import Status
from ui.charts import tables
from ui.text.words import Words


def epochs(status: Status, words: Words) -> str:
    """The epochs of a run, the newest first."""
    rows = [
        (
            str(row.epoch),
            f"{row.eta:g}",
            f"{row.training_cost:.4f}",
            f"{row.training_accuracy:.1%}",
            f"{row.validation_accuracy:.1%}",
            f"{row.test_accuracy:.2%}",
            f"{row.seconds:.1f}",
        )
        for row in reversed(status.measurements.epochs)
    ]
    heads = [words[f"table.{name}"] for name in ("epoch", "eta", "cost", "training", "validation", "test", "seconds")]
    return tables.html(heads, rows, tables.EPOCHS, caption=words["table.title"])
