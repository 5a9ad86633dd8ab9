"""Drawings as values, as pixels and as the bytes that are sent."""

import base64

import numpy as np
import pytest

from ui.canvas import sketch

ENCODE = "({encode}, drawing) => encode({base: null, label: null, ...drawing})"
LINE = [[40, 140], [240, 140]]


def read(ink, strokes=(), pens=(), **more):
    """The drawing as the server reads it from a message."""
    return sketch.read({"sequence": 1, "ink": ink, "strokes": list(strokes), "pens": list(pens), **more})


def inked(scripts, *strokes, pens=None):
    """The ink that strokes leave, as the server reads it, `(112, 112)` uint8."""
    pens = pens or [20] * len(strokes)
    message = read(scripts.call("pad/ink.js", ENCODE, {"strokes": strokes, "pens": pens}), strokes, pens)
    assert message
    return message.ink


# --- bytes ---


@pytest.mark.parametrize("length", [0, 1, 2, 3, 784, 8191, 8192, 8193, 12544, 20_000])
def test_bytes_become_base64_and_come_back(scripts, length):
    raw = np.random.default_rng(length).integers(0, 256, length, dtype=np.uint8)
    code = base64.b64encode(raw.tobytes()).decode()
    there, back = "({base64}, bytes) => base64(Uint8Array.from(bytes))", "({bytesOf}, code) => [...bytesOf(code)]"
    assert scripts.call("shared/bytes.js", there, raw.tolist()) == code
    assert scripts.call("shared/bytes.js", back, code) == raw.tolist()


# --- strokes ---


def test_a_pen_that_stands_still_adds_no_points_and_one_that_comes_back_does(scripts):
    points = [[10, 10], [10, 10], [20, 10], [20, 10], [20, 10], [10, 10], [10, 11]]
    extend = "({extend}, [first, ...more]) => { const s = [first]; for (const p of more) extend(s, p); return s; }"
    assert scripts.call("pad/drawing.js", extend, points) == [[10, 10], [20, 10], [10, 10], [10, 11]]


def test_strokes_that_are_drawn_again_point_by_point_are_the_same(scripts):
    strokes = [[[1, 2], [3, 4], [5, 6]], [[7, 8]], [[9, 10], [11, 12]]]
    again = "({pointsOf, addPoint}, s) => { const n = []; for (const p of pointsOf(s)) addPoint(n, p); return n; }"
    assert scripts.call("pad/drawing.js", again, strokes) == strokes


def test_a_shift_there_and_back_changes_nothing(scripts):
    strokes = [[[0, 0], [280, 280]], [[140, 3]]]
    shift = """({moved}, strokes) => {
      const by = (x) => new DOMMatrix([1, 0, 0, 1, x, 0]);
      return moved(moved({strokes, base: null}, by(14)), by(-14)).strokes;
    }"""
    assert scripts.call("pad/drawing.js", shift, strokes) == strokes


def test_what_is_pushed_off_the_pad_stays_where_the_server_accepts_it(scripts):
    push = """({moved, thickened}, drawing) => {
      for (let i = 0; i < 100; i++) {
        Object.assign(drawing, moved(drawing, new DOMMatrix([1, 0, 0, 1, 14, -14])), thickened(drawing, 4));
      }
      return drawing;
    }"""
    pushed = scripts.call("pad/drawing.js", push, {"strokes": [LINE, LINE], "pens": [20, -48], "base": None})
    assert pushed["strokes"] == [[[560, -280], [560, -280]]] * 2
    assert pushed["pens"] == [80, -48]  # what rubs out keeps its width
    blank = base64.b64encode(bytes(sketch.SENT**2)).decode()
    assert read(blank, pushed["strokes"], pushed["pens"])


def test_thinner_lines_never_vanish(scripts):
    thin = "({thickened}, pens) => { for (let i = 0; i < 30; i++) ({pens} = thickened({pens}, -4)); return pens; }"
    assert scripts.call("pad/drawing.js", thin, [20, 80, 5, -8]) == [4, 4, 4, -8]


# --- pixels ---


def test_nothing_drawn_is_no_ink(scripts):
    assert not inked(scripts).any()


def test_a_line_is_as_wide_as_its_pen_and_lies_where_it_was_drawn(scripts):
    unit = sketch.SENT / sketch.SIDE
    for width in (8, 20, 48):
        ink = inked(scripts, LINE, pens=[width]) / 255
        assert ink[:, sketch.SENT // 2].sum() == pytest.approx(width * unit, abs=0.3)
        assert np.average(np.arange(sketch.SENT) + 0.5, weights=ink.sum(1)) == pytest.approx(140 * unit, abs=0.05)


def test_a_single_point_is_a_round_dot(scripts):
    ink = inked(scripts, [[140, 140]]) / 255
    assert ink.sum() == pytest.approx(np.pi * (10 * sketch.SENT / sketch.SIDE) ** 2, rel=0.06)
    assert np.abs(ink - ink.T).max() < 0.05


def test_an_eraser_rubs_out_what_lies_below_it_and_no_more(scripts):
    across = [[140, 40], [140, 240]]
    before, after = inked(scripts, LINE), inked(scripts, LINE, across, pens=[20, -20])
    assert before[56, 56] == 255
    assert after[56, 56] == 0
    assert (after[:, :45] == before[:, :45]).all()
    assert not inked(scripts, across, pens=[-20]).any()


def test_an_eraser_as_wide_as_the_line_leaves_nothing_of_its_soft_edges(scripts):
    for (x1, y1), (x2, y2) in (((60, 140), (220, 140)), ((61, 52), (223, 207)), ((31, 90), (240, 141))):
        line = [[x1, y1], [x2, y2]]
        assert not inked(scripts, line, line, pens=[20, -20]).any()


def test_half_a_line_that_is_left_keeps_its_soft_edges(scripts):
    half = [[140, 0], [140, 280]]
    before, after = (
        inked(scripts, [[60, 141], [220, 147]]),
        inked(scripts, [[60, 141], [220, 147]], half, pens=[20, -20]),
    )
    assert (after[:, :51] == before[:, :51]).all()
    assert ((before[:, :51] > 0) & (before[:, :51] < 64)).any()


def test_a_picture_from_the_server_comes_back_byte_for_byte(scripts):
    ink = np.random.default_rng(0).integers(0, 256, (sketch.SENT, sketch.SENT), dtype=np.uint8)
    code = sketch.Offer(ink=ink).data()["ink"]
    back = "({encode, Picture}, code) => encode({strokes: [], pens: [], base: new Picture(code)})"
    assert (read(scripts.call("pad/ink.js", back, code), picture=True).ink == ink).all()


def test_a_picture_moves_with_the_strokes(scripts):
    ink = np.zeros((sketch.SENT, sketch.SENT), np.uint8)
    ink[40:60, 30:50] = 255
    move = """({encode, Picture}, code) => {
      const base = new Picture(code).moved(new DOMMatrix([1, 0, 0, 1, 25, -50]));
      return encode({strokes: [], pens: [], base});
    }"""
    moved = read(scripts.call("pad/ink.js", move, sketch.code(ink / 255))).ink
    assert (moved == np.roll(ink, (-20, 10), (0, 1))).all()  # 25 units are 10 pixels


def test_a_picture_grows_and_shrinks_by_a_pixel_each_way(scripts):
    ink = np.zeros((sketch.SENT, sketch.SENT), np.uint8)
    ink[40:60, 30:50] = 255
    change = """({encode, Picture}, code, more) =>
      encode({strokes: [], pens: [], base: new Picture(code).grown(more)})"""
    for more, side in ((True, 22), (False, 18)):
        found = read(scripts.call("pad/ink.js", change, sketch.code(ink / 255), more)).ink > 0
        assert (found.any(0).sum(), found.any(1).sum()) == (side, side)
