"""Drawings as a zip of pictures, from here and from anybody."""

import io
import zipfile
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ui.draw import drawings
from ui.draw.archive import decode, encode
from ui.draw.drawings import MOST, MOST_FILE, BadCollection, LabelledDrawing


def some(mnist, count=3):
    return [LabelledDrawing.of(mnist.test.images[:, [i]], int(mnist.test.labels[i])) for i in range(count)]


def png(side=28, mode="L"):
    file = io.BytesIO()
    Image.new(mode, (side, side)).save(file, "PNG")
    return file.getvalue()


def zipped(*files, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return file.getvalue()


def test_each_drawing_is_a_picture_of_white_ink_whose_name_begins_with_its_label(mnist):
    with zipfile.ZipFile(io.BytesIO(encode(some(mnist)))) as archive:
        assert archive.namelist() == ["7-001.png", "2-002.png", "1-003.png"]
        pixels = np.asarray(Image.open(archive.open("7-001.png")))
    assert pixels.shape == (28, 28)
    assert (pixels == np.rint(255 * mnist.test.images[:, 0]).reshape(28, 28)).all()


def test_what_is_downloaded_can_be_uploaded_as_pictures_and_as_json(mnist):
    kept = some(mnist, 12)
    for raw in (encode(kept), drawings.encode(kept)):
        assert [(each.pixels, each.label) for each in decode(raw)] == [(each.pixels, each.label) for each in kept]


def test_the_same_drawings_give_the_same_bytes(mnist):
    assert encode(some(mnist)) == encode(some(mnist))


def test_as_many_as_are_kept_can_be_uploaded(mnist):
    busy = np.random.default_rng(0).integers(0, 256, 784, np.uint8).tobytes()  # a PNG can hardly make it smaller
    assert len(decode(encode([LabelledDrawing(busy, 1)] * MOST))) == MOST


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_picture_that_another_program_has_saved_is_read_too(mode):
    (one,) = decode(zipped(("4-7.png", png(mode=mode))))
    assert one.label == 4
    assert one.pixels == bytes(784)


def test_what_is_transparent_is_no_ink():
    assert decode(zipped(("4-7.png", png(mode="RGBA"))))[0].pixels == bytes(784)
    file = io.BytesIO()
    Image.new("RGBA", (28, 28), (255, 255, 255, 0)).save(file, "PNG")
    assert decode(zipped(("4-7.png", file.getvalue())))[0].pixels == bytes(784)


@pytest.mark.parametrize("folder", ["", "drawings/"])
def test_an_archive_that_was_packed_anew_is_read_in_spite_of_what_systems_add(folder):
    added = [("__MACOSX/._3-001.png", b"x"), (f"{folder}.DS_Store", b"x"), ("drawings/", b"")]
    found = decode(zipped(*added, (f"{folder}3-002.png", png()), (f"{folder}5-001.png", png())))
    assert [each.label for each in found] == [5, 3]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"PK", "format"),
        (zipped(), "format"),
        (zipped(("a.png", png())), "format"),
        (zipped(("10-001.png", png())), "format"),
        (zipped(("../3-001.png", png())), "format"),
        (zipped(("3-001.png", png()), ("readme.txt", b"")), "format"),
        (zipped(*((f"3-{i}.png", b"") for i in range(MOST + 1))), "many"),
        (zipped(("3-001.png", b"")), "row"),
        (zipped(("3-001.png", png()[:-30])), "row"),
        (zipped(("3-001.png", png(29))), "row"),
        (zipped(("3-001.png", png(mode="I;16"))), "row"),
        (zipped(("3-001.png", png(20_000, "1"))), "row"),
        (zipped(("3-001.png", png()), method=zipfile.ZIP_LZMA), "row"),
        (zipped(("3-001.png", bytes(2**26))), "row"),
        (b"PK" + bytes(MOST_FILE), "heavy"),
    ],
)
def test_any_other_zip_is_refused_with_a_reason(raw, reason):
    with pytest.raises(BadCollection) as refused:
        decode(raw)
    assert refused.value.reason == reason


@given(st.binary(max_size=500), st.integers(0, 800))
def test_no_bytes_break_it_but_with_a_reason(noise, at):
    whole = encode([LabelledDrawing(bytes(784), 3)])
    with_noise = whole[:at] + noise + whole[at + len(noise) :]
    for raw in (b"PK" + noise, with_noise):
        with suppress(BadCollection):
            decode(raw)
