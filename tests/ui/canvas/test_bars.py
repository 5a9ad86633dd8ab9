import numpy as np

from ui.canvas.bars import BarColumn, Table


def test_a_changed_number_is_shown_beside_what_it_was():
    columns = [
        BarColumn("a", np.array([0.25, 1.0]), kind="ink"),
        BarColumn("δ", np.array([0.5]), np.array([-0.1]), scale=0.15),
    ]
    (first,) = Table(["0"], columns, head="j", strong=0).data()["rows"]
    assert first["cells"] == [
        {"now": 0.25, "was": None, "text": "0.2500", "before": ""},
        {"now": 0.5, "was": -0.1, "text": "+0.5000", "before": "−0.1000"},
    ]


def test_the_row_of_the_label_is_the_only_bold_one():
    table = Table(["0", "1", "2"], [BarColumn("a", np.zeros(3))], strong=1)
    assert [row["strong"] for row in table.data()["rows"]] == [False, True, False]
    assert table.data()["heads"] == ["", "a"]
