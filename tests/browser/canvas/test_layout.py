"""Where the pictures of a block stand, and which cell is at a point."""

import numpy as np
import pytest

from ui.canvas.blocks import Block

SHAPES = {
    "weight images": {"shape": (30, 28, 28), "least": 58, "most": 400},
    "a layer": {"shape": (10, 1, 1), "least": 20, "most": 40, "names": [str(j) for j in range(10)]},
    "a flat row": {"shape": (1, 1, 100), "aspect": 3.0, "most": 800},
    "a matrix with edges": {"shape": (1, 10, 30), "axes": ("j", "k"), "most": 600},
    "low cells": {"shape": (3, 4, 6), "aspect": 0.5, "names": ["a", "b", "c"], "axes": ("j", "k")},
}


@pytest.fixture(params=SHAPES)
def spec(request):
    """What the server says about a block."""
    options = dict(SHAPES[request.param])
    return Block(np.zeros(options.pop("shape")), alt="", **options).header()


def layout(scripts, spec, room, ratio, script):
    """What a script says of the layout of a block."""
    of = f"({{Layout}}, spec, room, ratio) => {{ const layout = new Layout(spec, room, ratio); {script} }}"
    return scripts.call("maps/layout.js", of, spec, room, ratio)


@pytest.mark.parametrize(("room", "ratio"), [(860, 1), (860, 2), (333, 1.25), (120, 3)])
def test_the_middle_of_each_cell_belongs_to_it(scripts, spec, room, ratio):
    script = """
      const middle = ([x, y, w, h]) => layout.at(x + w / 2, y + h / 2);
      return Array.from({length: layout.count * layout.size}, (_, cell) => middle(layout.box(cell)));"""
    found = layout(scripts, spec, room, ratio, script)
    assert found == list(range(spec["count"] * spec["rows"] * spec["cols"]))


@pytest.mark.parametrize(("room", "ratio"), [(860, 1), (333, 1), (860, 2)])
def test_everything_stands_on_the_canvas_and_in_its_room(scripts, spec, room, ratio):
    script = """
      const boxes = Array.from({length: layout.count}, (_, i) => layout.picture(i));
      const right = Math.max(...boxes.map(([x, , w]) => x + w));
      const bottom = Math.max(...boxes.map(([, y, , h]) => y + h)) + layout.foot;
      const [left, top] = [Math.min(...boxes.map(([x]) => x)), Math.min(...boxes.map(([, y]) => y))];
      return {right, bottom, left, top, width: layout.width, height: layout.height, edge: [layout.left, layout.top]};"""
    found = layout(scripts, spec, room, ratio, script)
    assert found["width"] == pytest.approx(found["right"], abs=1)
    assert found["height"] == pytest.approx(found["bottom"], abs=1)
    assert [found["left"], found["top"]] == found["edge"]
    assert found["width"] - found["left"] <= room * ratio


def test_between_and_beside_pictures_is_no_cell(scripts):
    spec = {"count": 5, "rows": 4, "cols": 4, "least": 40, "most": 40, "aspect": 1, "axes": ["j", "k"], "names": None}
    script = """
      const {left, top, w, h, gap} = layout;
      return {columns: layout.columns, gap, points: [
        layout.at(left, top), layout.at(left - 1, top), layout.at(left, top - 1),
        layout.at(left + 3 * (w + gap), top),       // a column too far
        layout.at(left + 2 * (w + gap), top + h + gap), // the sixth of five
        layout.at(left, top + 2 * (h + gap)),       // a line too far
      ]};"""
    found = layout(scripts, spec, 130, 1, script)
    assert (found["columns"], found["gap"]) == (3, 2)
    assert found["points"] == [0, None, None, None, None, None]


def test_a_gap_belongs_to_the_picture_before_it(scripts):
    spec = {"count": 2, "rows": 4, "cols": 4, "least": 40, "most": 40, "aspect": 1, "axes": None, "names": None}
    script = "return [layout.at(layout.w - 0.5, 1), layout.at(layout.w + 1, 1), layout.at(layout.w + layout.gap, 1)];"
    assert layout(scripts, spec, 130, 1, script) == [3, 3, 16]


def test_cells_are_whole_pixels_unless_they_are_tiny(scripts, spec):
    for room, ratio in ((860, 1), (859, 2), (501, 1.25)):
        cell, h = layout(scripts, spec, room, ratio, "return [layout.cell, layout.h / layout.rows];")
        assert cell <= 3 or cell == int(cell)
        assert h <= 3 or spec["aspect"] == 1 or h == int(h)


@pytest.mark.parametrize(("room", "ratio"), [(358, 1), (410, 2), (333, 1.25)])
def test_a_neuron_that_can_be_picked_is_wide_and_high_enough_for_a_finger(scripts, room, ratio):
    for picks, aspect, least in (("picture", 1, 24), ("picture", 0.45, 24), ("none", 0.45, 8)):
        spec = Block(np.zeros((30, 1, 1)), alt="", picks=picks, aspect=aspect, least=18, most=20).header()
        width, height = layout(scripts, spec, room, ratio, "return [layout.w / ratio, layout.h / ratio];")
        assert min(width, height) >= least - 1
        assert (min(width, height) >= 23) == (picks == "picture")


def test_a_cell_knows_its_picture_row_and_column(scripts):
    spec = {"count": 3, "rows": 2, "cols": 5, "least": 40, "most": 40, "aspect": 1, "axes": None, "names": None}
    places = layout(scripts, spec, 200, 1, "return [0, 4, 5, 9, 10, 29].map((cell) => layout.place(cell));")
    assert places == [[0, 0, 0], [0, 0, 4], [0, 1, 0], [0, 1, 4], [1, 0, 0], [2, 1, 4]]


def test_the_last_row_is_as_full_as_a_few_columns_less_can_make_it(scripts):
    counts = [(30, 13), (30, 11), (10, 7), (10, 10), (1, 1), (7, 5), (100, 14), (60, 13)]
    script = "({fewestGaps}, counts) => counts.map(([count, most]) => fewestGaps(count, most))"
    columns = scripts.call("maps/layout.js", script, counts)
    assert columns == [10, 10, 5, 10, 1, 4, 10, 12]
    for (count, most), found in zip(counts, columns, strict=True):
        assert 0.7 * most <= found <= most
        assert -count % found <= -count % most
