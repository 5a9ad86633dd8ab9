import re

from ui.text.words import load
from ui.train import tables

WORDS = load("en", "train")


def cells(html):
    """The texts of the cells of a table, row by row, without its heads."""
    return [re.findall("<td>(.*?)</td>", row) for row in re.findall("<tr>(.*?)</tr>", html)][1:]


def test_there_is_a_row_an_epoch_the_newest_first(status):
    rows = cells(tables.epochs(status, WORDS))
    assert [row[0] for row in rows] == ["3", "2", "1"]
    last = status.measurements.epochs[-1]
    assert rows[0][1:3] == ["2", f"{last.training_cost:.4f}"]
    assert rows[0][5] == f"{last.test_accuracy:.2%}"
