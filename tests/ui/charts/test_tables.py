import re
import tomllib
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paths import ROOT
from ui.charts import tables
from ui.charts.tables import Bar, Cell, Math

EVIL = "<script>alert('1')</script>"


def table(html):
    """The table as XML, without the style sheet before it."""
    return ElementTree.fromstring(html[html.index("<table") : html.index("</table>") + len("</table>")])


@pytest.mark.parametrize(
    "html",
    [
        tables.html([EVIL], [], tables.TERMS),
        tables.html(["a"], [[EVIL]], tables.TERMS),
        tables.html(["a"], [[Cell(EVIL, "row")]], tables.TERMS),
        tables.html(["a"], [[Cell("a", attributes={"title": EVIL})]], tables.TERMS),
        tables.html(["a"], [], tables.TERMS, foot=[EVIL]),
        tables.html(["a"], [], tables.EPOCHS, caption=EVIL),
        tables.table(EVIL, [EVIL], [[EVIL]], strong=0, marks={"<": "#f00"}),
        tables.facts([(EVIL, EVIL)]),
    ],
)
def test_markup_anywhere_in_a_table_is_text(html):
    assert "<script" not in html
    assert "&lt;script&gt;alert(&#x27;1&#x27;)" in html


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8), min_size=1))
def test_the_texts_of_the_cells_are_read_as_they_were_written(texts):
    found = table(tables.html(["a"] * len(texts), [texts], tables.EPOCHS))
    assert [cell.text or "" for cell in found.iter("td")] == texts


def test_heads_are_heads_of_columns_rows_and_groups():
    rows = [[Cell("start", "rowgroup", {"colspan": "2"})], [Cell("2", "row"), "0.5"]]
    found = table(tables.html(["l", "mean"], rows, tables.TERMS, foot=[Cell("Σ", "row"), "1"]))
    scopes = [(cell.get("scope"), cell.text) for cell in found.iter("th")]
    assert scopes == [("col", "l"), ("col", "mean"), ("rowgroup", "start"), ("row", "2"), ("row", "Σ")]
    assert [cell.text for cell in found.iter("td")] == ["0.5", "1"]
    assert len(found.findall("tfoot/tr")) == 1


@pytest.mark.parametrize(
    ("part", "width", "side", "sign"), [(0.5, "25.0%", "left", "plus"), (-1, "50.0%", "right", "minus")]
)
def test_a_bar_begins_in_the_middle_and_goes_to_the_side_of_its_sign(part, width, side, sign):
    bar = table(tables.html([""], [[Cell(Bar(part))]], tables.TERMS)).find("tbody/tr/td/i")
    assert bar.get("class") == sign
    assert bar.get("style") == f"width:{width};margin-{side}:50%"


def test_no_bar_leaves_its_cell():
    assert "width:50.0%" in Bar(7.0).html


def test_the_bars_have_the_colours_of_the_theme():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["theme"]
    for name, colour in (("blueColor", tables.BLUE), ("orangeColor", tables.ORANGE)):
        assert colour == f"light-dark({theme['light'][name]}, {theme['dark'][name]})"


def test_every_class_in_a_table_has_its_rule():
    classes = ("facts", "terms", "bar", "group", "plus", "minus")
    assert all(f".{name}" in tables.TERMS.css for name in classes)
    assert f".{tables.EPOCHS.table['class']} " in tables.EPOCHS.css


def test_one_row_stands_out_and_marks_have_their_colours():
    found = table(tables.table("c", ["a", "b"], [("x", "✓ 1"), ("y", "✗ 2")], strong=1, marks={"✗": "#f00"}))
    styles = [[cell.get("style") for cell in row] for row in found.findall("tbody/tr")]
    assert ["font-weight:700" in style for row in styles for style in row] == [False, False, True, True]
    assert ["color:#f00" in style for row in styles for style in row] == [False, False, False, True]


def test_the_first_column_is_text_on_the_left_and_numbers_are_on_the_right():
    found = table(tables.table("c", ["a", "b"], [("x", "1")]))
    sides = [
        re.search("text-align:(left|right)", cell.get("style"))[1] for cell in (*found.iter("th"), *found.iter("td"))
    ]
    assert sides == ["left", "right", "left", "right"]


# --- Markdown ---


def cells(line):
    """The cells of a line of a Markdown table, as they are split by pipes that are not escaped."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_a_markdown_table_has_a_line_for_its_heads_their_sides_and_each_row():
    lines = tables.markdown(["step", Math("C")], [("1", "0.5"), ("2", "0.25")], "lr").splitlines()
    assert [cells(line) for line in lines] == [["step", "$C$"], ["---", "---:"], ["1", "0.5"], ["2", "0.25"]]


@given(st.lists(st.text(max_size=8), min_size=2, max_size=2))
def test_a_text_stays_in_its_cell(texts):
    lines = tables.markdown(["a", "b"], [texts], "lr").split("\n")
    assert len(lines) == 3
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", lines[2])) == 3


def test_what_looks_like_markdown_is_text():
    line = tables.markdown(["a"], [["**a** $x$ <b> :red[c] `d`"]], "l").splitlines()[2]
    assert line == r"| \*\*a\*\* \$x\$ \<b\> \:red\[c\] \`d\` |"


def test_absolute_values_in_latex_do_not_end_their_cell():
    line = tables.markdown(["a"], [[Math(r"\left|z\right|")]], "l").splitlines()[2]
    assert "|" not in line[1:-1]
    assert line == r"| $\left\vert z\right\vert $ |"


def test_a_strong_row_is_bold_and_its_empty_cells_are_empty():
    lines = tables.markdown(["x", "y"], [("0", "1"), ("mean", "")], "lr", strong=1).splitlines()
    assert [cells(line) for line in lines[2:]] == [["0", "1"], ["**mean**", ""]]
