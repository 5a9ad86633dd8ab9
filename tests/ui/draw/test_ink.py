"""What people take pictures of, made here: the ink that is found is that of the digit, and is read like it."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from engine import to_mnist
from tests.ui.draw import pictures
from tests.ui.draw.pictures import KINDS, cut, file, inked, lit, lying, on_table, pen, placed, ruled, shot, smooth
from ui.draw import photo
from ui.draw.photo import BadPicture, read
from ui.session import resources


def seen(ink):
    return to_mnist(ink).astype(float)


def reading(ink):
    return int(resources.bundled("book").network.feedforward(seen(ink))[:, 0].argmax())


def likeness(one, other):
    """The correlation of what the network sees of two pictures of ink, shifted by a pixel if need be."""
    one, other = (seen(ink).reshape(28, 28) for ink in (one, other))
    shifts = [np.roll(one, (down, right), (0, 1)) for down in (-1, 0, 1) for right in (-1, 0, 1)]
    return max(float(np.corrcoef(shifted.ravel(), other.ravel())[0, 1]) for shifted in shifts)


@pytest.fixture(scope="module")
def digits(mnist):
    """Test digits as smooth ink, two of each, that the network reads right and without doubt."""
    answers = resources.bundled("book").network.feedforward(mnist.test.images[:, :400].astype(float))
    sure = np.flatnonzero((answers.argmax(axis=0) == mnist.test.labels[:400]) & (answers.max(axis=0) > 0.95))
    chosen = np.concatenate([sure[mnist.test.labels[sure] == digit][:2] for digit in range(10)])
    return [smooth(mnist.test.images[:, i]) for i in chosen]


@pytest.mark.parametrize("kind", KINDS)
def test_a_digit_on_paper_of_any_kind_is_read_like_its_clean_ink(kind, digits):
    found = []
    for seed in (1, 2):
        rng = np.random.default_rng(seed)
        ink = digits[int(rng.choice([0, 1, 2, 3, 6, 7, 14, 15, 16, 17] if kind == "tight crop" else 20))]
        got = read(KINDS[kind](ink, rng)).ink
        found.append((reading(got) == reading(ink), likeness(got, ink)))
    assert all(same for same, _ in found)
    assert np.mean([like for _, like in found]) > 0.85


@pytest.mark.parametrize("kind", ["sheet on a dark table", "squared paper", "snapshot", "uneven light", "tight crop"])
@pytest.mark.parametrize("digit", [3])
def test_a_thin_pen_is_not_lost(kind, digit):
    ink = pen(digit, width=5)
    got = read(KINDS[kind](ink, np.random.default_rng(digit))).ink
    assert likeness(got, ink) > 0.8


STRIPES = np.zeros((448, 448), np.uint8)
STRIPES[::4] = 255
EMPTY = {
    "dark lines": lambda rng: pictures.on_dark_lines(np.zeros((200, 200)), rng),
    "stripes": lambda rng: file(STRIPES),
    "grain": lambda rng: shot(np.full((200, 200), 200.0), rng, quality=70),
    "uneven light": lambda rng: shot(lit(np.full((200, 200), 220.0), rng), rng, quality=70),
    "lines": lambda rng: shot(ruled(300, 300, rng, 160), rng, quality=80),
    "squares": lambda rng: shot(ruled(300, 300, rng, 160, squared=True), rng, quality=80),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_empty_paper_has_no_ink(kind):
    for seed in range(3):
        with pytest.raises(BadPicture, match="blank"):
            read(EMPTY[kind](np.random.default_rng(seed)))


def test_a_sheet_without_ink_is_doubtful():
    for seed in (1, 2, 3):
        rng = np.random.default_rng(seed)
        assert read(shot(lying(np.full((300, 240), rng.uniform(190, 245)), 40, rng), rng, quality=80)).doubtful


def test_what_was_done_is_said(digits):
    rng = np.random.default_rng(3)
    sheet = inked(placed(digits[10], 300, 260, rng, 0.12), ruled(300, 260, rng, 150), 40)
    picture = lying(sheet, 60, rng, tilt=0)
    turned = Image.fromarray(picture.astype(np.uint8)).rotate(12, fillcolor=(60, 60, 60))
    assert read(shot(np.asarray(turned, float), rng, quality=85)).notes == (
        *("sheet", "inverted", "photograph", "lines", "straightened"),
    )


@pytest.mark.parametrize("tilt", [-18, 8])
def test_a_tilted_sheet_or_ruling_is_straightened(tilt, digits):
    ink, rng = digits[14], np.random.default_rng(0)
    paper = ruled(480, 480, rng, 170)
    for sheet in (inked(placed(ink, 480, 480, rng, 0.25), paper, 30), lying(inked(ink, 230, 30), 50, rng, tilt=0)):
        turned = Image.fromarray(sheet.astype(np.uint8)).rotate(tilt, Image.Resampling.BICUBIC, fillcolor=(50,) * 3)
        picture = read(file(turned.crop((60, 60, 420, 420)) if sheet.shape[0] == 480 else turned, "JPEG"))
        assert "straightened" in picture.notes
        assert likeness(picture.ink, ink) > 0.85


def test_a_sheet_is_looked_into_and_is_no_digit_of_its_own(digits):
    for seed, kind in enumerate(((230, 240), (40, 50)) * 2):
        tone = (30, 40) if kind[0] > 100 else (220, 230)
        table = (40, 60) if kind[0] > 100 else (200, 220)
        picture = read(
            on_table(
                digits[4 * seed], np.random.default_rng(seed), sheet=kind, table=table, tone=tone, touching=seed > 1
            )
        )
        assert picture.notes[0] == "sheet"
        assert not picture.doubtful
        assert likeness(picture.ink, digits[4 * seed]) > 0.85


def test_all_digits_of_a_picture_are_kept(digits):
    row = np.concatenate([digits[i] for i in (4, 10, 14)], axis=1)
    picture = read(shot(inked(row, 200, 40), np.random.default_rng(0), quality=70))
    parts = np.array_split(picture.ink, 3, axis=1)
    assert [reading(part) for part in parts] == [2, 5, 7]


def test_a_digit_in_a_corner_is_looked_at_from_close_up(digits):
    ink = np.zeros((400, 400))
    ink[8:88, 300:380] = np.asarray(Image.fromarray(digits[0].astype(np.float32)).resize((80, 80)))
    picture = read(shot(inked(ink, 210, 50), np.random.default_rng(0), quality=60))
    assert likeness(picture.ink, digits[0]) > 0.9
    assert (picture.ink > 127).any(axis=1).sum() > 50


def test_a_one_that_fills_its_crop_is_a_one():
    for dark, light in ((0, 255), (255, 0), (30, 115)):
        for left, right in ((30, 30), (45, 14)):
            bar = Image.new("L", (60, 200), light)
            ImageDraw.Draw(bar).line([(left, 0), (right, 199)], fill=dark, width=26)
            assert reading(read(file(bar, "PNG" if dark else "JPEG")).ink) == 1


def test_a_digit_of_straight_strokes_is_neither_a_frame_nor_lines():
    """The eight and the zero of a clock, and a seven whose bar reaches both edges."""
    strokes = {"top": (50, 40, 150, 40), "middle": (50, 150, 150, 150), "bottom": (50, 260, 150, 260)}
    sides = {"left": (50, 40, 50, 260), "right": (150, 40, 150, 260)}
    for lines in ([*strokes.values(), *sides.values()], [strokes["top"], strokes["bottom"], *sides.values()]):
        clock = Image.new("L", (200, 300), 255)
        for line in lines:
            ImageDraw.Draw(clock).line(line, fill=0, width=14)
        assert read(file(clock)).notes == ("inverted",)
    seven = read(file(np.rint(255 * (1 - cut(pen(7, width=4)))).astype(np.uint8)))
    assert likeness(seven.ink, pen(7, width=4)) > 0.8


@pytest.mark.parametrize("alpha", [100, 179, 220, 250])
@pytest.mark.parametrize(("paper", "tone"), [(255, 0), (20, 230), (250, 120)])
def test_paper_that_is_half_transparent_is_paper(alpha, paper, tone, digits):
    pixels = np.empty((200, 200, 4), np.uint8)
    pixels[:] = (paper, paper, paper, alpha)
    pixels[digits[6] > 0.5] = (tone, tone, tone, 255)
    picture = read(file(pixels))
    assert likeness(picture.ink, digits[6] > 0.5) > 0.97
    assert "transparent" in picture.notes


def test_a_bold_digit_that_fills_a_transparent_picture_is_ink_and_no_paper(digits):
    bold = cut(digits[16])
    for tone in (0, 90, 255):
        pixels = np.full((*bold.shape, 4), tone, np.uint8)
        pixels[..., 3] = np.rint(255 * bold)
        assert reading(read(file(pixels)).ink) == 8


def test_an_opaque_picture_with_alpha_is_not_told_that_parts_of_it_are_transparent(digits):
    pixels = np.full((200, 200, 4), 255, np.uint8)
    pixels[digits[0] > 0.5, :3] = 0
    assert read(file(pixels)).notes == ("inverted",)


def test_what_covers_too_much_or_touches_all_edges_is_doubtful(digits):
    assert not read(shot(inked(digits[0], 220, 40), np.random.default_rng(0))).doubtful
    assert read(file(np.rint(255 - 255 * cut(digits[16])).astype(np.uint8))).doubtful
    blot = np.full((100, 100), 255, np.uint8)
    blot[20:85, 15:80] = 0
    assert read(file(blot)).doubtful
    blot[:] = 255
    blot[30:70, 40:70] = 0
    assert read(file(blot)).doubtful


def test_the_plain_picture_is_only_grey_and_stretched_and_the_original_is_small(digits):
    gray = np.rint(inked(digits[0], 150, 100)).astype(np.uint8)
    picture = read(file(np.stack([gray, gray, gray], axis=2)))
    assert (picture.plain.min(), picture.plain.max()) == (0, 255)
    assert (
        np.corrcoef(picture.plain.ravel(), Image.fromarray(gray).resize((112, 112)).get_flattened_data())[0, 1] > 0.99
    )
    assert len(picture.original) < 20_000
    large = read(shot(np.tile(inked(digits[0], 200, 40), (2, 2)), np.random.default_rng(0), quality=80))
    with Image.open(pictures.io.BytesIO(large.original)) as shown:
        assert max(shown.size) == photo.SHOWN
