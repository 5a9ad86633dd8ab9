"""Two tables as HTML: the epochs of a run, and its accuracy by digit. Pure: no Streamlit."""

from __future__ import annotations

import numpy as np

from engine.training.live import Status
from ui.charts import tables
from ui.text.words import Words
from ui.train.mistakes import accuracy, accuracy_by_digit


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


def digits(confusion: np.ndarray, words: Words) -> str:
    """The accuracy for each digit and the number of mistakes, from `confusion[label, answer]`."""
    wrong = confusion.sum(axis=1) - confusion.diagonal()
    rows = [(str(digit), f"{share:.1%}", str(wrong[digit])) for digit, share in enumerate(accuracy_by_digit(confusion))]
    heads = [words[f"mistakes.{name}"] for name in ("digit", "right", "wrong")]
    title = words("mistakes.by_digit", accuracy=f"{accuracy(confusion):.2%}")
    return tables.html(heads, rows, tables.EPOCHS, caption=title)
