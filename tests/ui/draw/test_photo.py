import struct
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

from engine import to_mnist
from tests.ui.draw.pictures import file, four, header
from ui.draw import photo
from ui.draw.photo import BadPicture, read

PLAIN = read(file(four(ink=255, paper=0))).ink


def close(ink):
    """Whether the network would see nearly the same."""
    return np.abs(to_mnist(ink) - to_mnist(PLAIN)).mean() < 0.02


def test_white_ink_on_black_stays_and_dark_ink_on_light_paper_is_turned_round():
    assert read(file(four(ink=255, paper=0))).notes == ()
    dark = read(file(four()))
    assert dark.notes == ("inverted",)
    assert (dark.ink == PLAIN).all()
    assert dark.ink.shape == (112, 112)
    assert dark.ink.dtype == np.uint8


def test_an_image_of_mnist_is_seen_as_it_is(mnist):
    image = np.rint(255 * mnist.test.images[:, 0].reshape(28, 28)).astype(np.uint8)
    assert to_mnist(read(file(image)).ink) == pytest.approx(mnist.test.images[:, [0]], abs=0.25)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
@pytest.mark.parametrize("format", ["PNG", "JPEG"])
def test_every_kind_of_pixel_gives_the_same_ink(mode, format):
    if (format == "JPEG" and mode in ("LA", "P", "RGBA", "I;16")) or (format == "PNG" and mode == "CMYK"):
        pytest.skip("there is no such file")
    image = Image.fromarray(four().astype(np.uint16) * 257) if mode == "I;16" else Image.fromarray(four()).convert(mode)
    assert close(read(file(image, format)).ink)


@pytest.mark.parametrize(
    ("ink", "notes"), [((0, 0, 0), ("transparent", "inverted")), ((255, 255, 255), ("transparent",))]
)
def test_a_transparent_picture_is_laid_on_paper_that_its_ink_is_seen_on(ink, notes):
    pixels = np.zeros((200, 200, 4), np.uint8)
    pixels[..., :3] = ink
    pixels[..., 3] = four(ink=255, paper=0)
    picture = read(file(pixels))
    assert picture.notes == notes
    assert close(picture.ink)


def test_a_photograph_in_shadow_is_cleaned():
    shadow = np.linspace(0.95, 0.5, 400)[None, :] * np.linspace(1, 0.8, 400)[:, None]
    noise = np.random.default_rng(0).normal(0, 4, (400, 400))
    ink = np.where(four(400) == 0, 0.35, 1.0)
    photograph = read(file(np.clip(255 * shadow * ink + noise, 0, 255).astype(np.uint8), "JPEG"))
    assert photograph.notes == ("inverted", "photograph")
    assert close(photograph.ink)


def test_a_turned_photograph_is_set_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held sideways: turn by 90° to see it
    sideways = Image.fromarray(np.rot90(four()))
    picture = read(file(sideways, "JPEG", exif=exif, quality=95))
    assert "upright" in picture.notes
    assert close(picture.ink)


def test_of_an_animation_the_first_picture_is_taken():
    frames = [Image.fromarray(four()), Image.fromarray(four(ink=100))]
    picture = read(file(frames[0], save_all=True, append_images=frames[1:]))
    assert "animated" in picture.notes
    assert close(picture.ink)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "format"),
        (b"<svg/>", "format"),
        (file(four(), "GIF"), "format"),
        (file(four())[:-60], "damaged"),
        (file(four(), "JPEG")[:900], "damaged"),
        (file(four()[:1, :1]), "tiny"),
        (file(np.zeros((2, 3000), np.uint8)), "tiny"),
        (file(np.full((50, 50), 255, np.uint8)), "blank"),
        (file(np.full((50, 50), 0, np.uint8)), "blank"),
        (file(np.zeros((50, 50, 4), np.uint8)), "blank"),
        (header(20_000, 20_000), "huge"),
        (header(6_000, 6_000), "large"),
        (header(2**31 - 1, 2**31 - 1), "huge"),
        (header(300, 300), "blank"),
        (bytes(photo.MOST_FILE + 1), "heavy"),
    ],
)
def test_a_hostile_file_is_a_reason(raw, reason):
    with pytest.raises(BadPicture) as refused:
        read(raw)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (header(20_000, 20_000), "huge"),
        (header(6_000, 6_000), "large"),
        (header(5_000, 5_000, 16, 0), "large"),
        (header(2**31 - 1, 2**31 - 1), "huge"),
        (file(four(2000), "JPEG", progressive=True), "large"),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_decoded(raw, reason, monkeypatch):
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda image: pytest.fail("decoded"))
    if reason == "large":
        monkeypatch.setattr(photo, "MOST", 4 * 2**20)
    with pytest.raises(BadPicture, match=reason):
        read(raw)


def test_a_jpeg_of_20_000_by_20_000_is_refused_by_its_header():
    raw = bytearray(file(four(), "JPEG"))
    at = raw.index(b"\xff\xc0")
    raw[at + 5 : at + 9] = struct.pack(">HH", 20_000, 20_000)
    with pytest.raises(BadPicture, match="huge"):
        read(bytes(raw))


def test_a_long_picture_keeps_its_shape():
    wide = np.full((100, 400), 255, np.uint8)
    wide[40:60, 100:300] = 0
    ink = read(file(wide)).ink > 128
    assert ink.any(axis=1).sum() == pytest.approx(ink.any(axis=0).sum() / 10, abs=1)


@given(st.binary(max_size=300), st.integers(0, 200))
def test_damage_anywhere_is_a_reason_or_a_picture(noise, at):
    raw = bytearray(file(four(40)))
    raw[at : at + len(noise)] = noise
    with suppress(BadPicture):
        assert read(bytes(raw)).ink.shape == (112, 112)


def test_a_photograph_of_50_megapixels_is_read():
    image = Image.fromarray(np.repeat(np.repeat(four(408), 20, axis=0), 15, axis=1))
    assert image.size == (6120, 8160)
    assert (read(file(image, "JPEG")).ink > 127).any()


def test_pillow_itself_is_told_how_large_a_picture_may_be():
    assert Image.MAX_IMAGE_PIXELS == photo.MOST_PIXELS
