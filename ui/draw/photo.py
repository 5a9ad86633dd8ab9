"""A picture from a stranger's file, as ink for the drawing pad. Pure: no Streamlit.

Nothing is decoded before its size is known: a PNG or a JPEG that would take more than MOST bytes is refused on the
strength of its header.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter, ImageOps

from ui.canvas.sketch import SENT
from ui.draw import ink

MOST = 64 * 2**20  # bytes that decoding may take
MOST_FILE = 5 * 2**20  # bytes
MOST_PIXELS = 40_000_000
LEAST = 8  # pixels, each way
WORK = 448  # pixels of the longer side while ink is separated from paper

# Grey values are fractions of white.
LIGHT = 0.5  # paper above this is light, and ink on it dark
BORDER = 20  # the border is this part of the height and the width: 1/20
STILL = 0.02  # mean variation of the border, below which the paper is a program's, even everywhere
CONTRAST = 0.12  # between paper and ink, at least
DARK = 0.995  # the quantile of a photograph's pixels that counts as full ink; its darkest specks do not
GRAIN, FADE = 0.3, 0.4  # of full ink: up to GRAIN it is the grain of the paper, from GRAIN + FADE on it is full
STROKE = 25  # pixels of a picture of 112×112: wider than any stroke, so that an opening of this size leaves paper only
SOFT = 8  # pixels: the radius that smooths the steps of that opening

Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # Pillow's own guard, for whatever opens a picture


class BadPicture(ValueError):
    """A file that cannot be used as a picture: `reason` is the key of a sentence, `values` fill its placeholders."""

    def __init__(self, reason: str, **values: object):
        super().__init__(f"{reason} {values}")
        self.reason = reason
        self.values = values


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture as ink `(112, 112)` uint8, and the keys of sentences on what had to be done to it."""

    ink: np.ndarray
    notes: tuple[str, ...]


def read(raw: bytes) -> Picture:
    """The picture in the bytes of a PNG or JPEG file. Raises BadPicture, whatever the bytes are."""
    if len(raw) > MOST_FILE:
        raise BadPicture("heavy", most=MOST_FILE // 2**20)
    try:
        with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG")) as image:
            gray, notes = _gray(image)
    except BadPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPicture("huge", most=MOST_PIXELS // 1_000_000) from None
    except Image.UnidentifiedImageError:
        raise BadPicture("format") from None
    except Exception:  # damaged bytes may break anything in Pillow
        raise BadPicture("damaged") from None
    try:
        cleaned = ink.clean(gray)
    except ink.Blank:
        raise BadPicture("blank") from None
    return Picture(_on_pad(cleaned.ink), (*notes, *cleaned.notes))


def _gray(image: Image.Image) -> tuple[np.ndarray, list[str]]:
    """The picture in grey `(h, w)`, 0..1, at most 448 pixels each way, and notes. Raises BadPicture."""
    width, height = image.size
    if width * height > MOST_PIXELS or _bytes(image) > MOST:
        raise BadPicture("large", width=width, height=height)
    if min(width, height) < LEAST:
        raise BadPicture("tiny", width=width, height=height, least=LEAST)
    notes = ["animated"] if getattr(image, "n_frames", 1) > 1 else []
    if image.format in ("JPEG", "MPO"):
        image.draft("L", (WORK, WORK))
    image.load()
    if image.mode.startswith("I"):  # 16 bits, which Pillow would clip at 255
        image = Image.fromarray((np.asarray(image) >> 8).clip(0, 255).astype(np.uint8))
    small = image.reduce(max(1, max(image.size) // WORK)) if image.mode in ("L", "RGB", "CMYK") else image
    if "A" in image.getbands() or "transparency" in image.info:
        small = _opaque(image.convert("RGBA"))
        notes.append("transparent")
    small = small.convert("RGB").convert("L")
    small = ImageOps.exif_transpose(small)
    small.thumbnail((WORK, WORK), Image.Resampling.BOX)
    if min(small.size) < 1:
        raise BadPicture("tiny", width=width, height=height, least=LEAST)
    return np.asarray(small, float) / 255, notes


def _bytes(image: Image.Image) -> float:
    """The memory that decoding takes, judged by the header.

    libjpeg scales down while it reads, taken here as 1/4 each way, but holds all coefficients of a progressive file.
    """
    width, height = image.size
    channels = {"1": 1, "L": 1, "P": 1, "LA": 4, "I;16": 3, "I": 5, "I;16B": 3}.get(image.mode, 4)
    if image.format == "PNG":
        return width * height * channels * (2 if "A" in image.mode or "transparency" in image.info else 1)
    if image.info.get("progressive"):
        return width * height * 2 * len(image.getbands())
    return width * height * channels / 16


def _opaque(image: Image.Image) -> Image.Image:
    """A transparent picture on white paper, or on black paper if the drawing is light."""
    pixels = np.asarray(image)
    alpha = pixels[..., 3]
    light = np.average(pixels[..., :3].mean(axis=2), weights=alpha) > 127 if alpha.any() else False
    paper = Image.new("RGBA", image.size, (0, 0, 0, 255) if light else (255, 255, 255, 255))
    paper.alpha_composite(image)
    return paper.convert("RGB")


def _on_pad(picture: np.ndarray) -> np.ndarray:
    """The ink in the middle of the pad, as large as fits, `(112, 112)` uint8."""
    image = Image.fromarray(np.rint(255 * picture).astype(np.uint8))
    scale = SENT / max(image.size)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    pad = Image.new("L", (SENT, SENT))
    pad.paste(image.resize(size, Image.Resampling.BOX), ((SENT - size[0]) // 2, (SENT - size[1]) // 2))
    return np.asarray(pad)
