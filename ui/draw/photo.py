"""A picture from a stranger's file, as ink for the drawing pad. Pure: no Streamlit.

Nothing is decoded before its size is known: a PNG or a JPEG that would take more than MOST bytes is refused on the
strength of its header.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import ExifTags, Image, ImageOps

from ui.canvas.sketch import SENT
from ui.draw import ink, paper

MOST = 100 * 10**6  # bytes that decoding may take
MOST_FILE = 12 * 2**20  # bytes
MOST_PIXELS = 60_000_000
LEAST = 8  # pixels, each way
WORK = 448  # pixels of the longer side while ink is separated from paper
STRIP = 32  # rows of the small picture that are converted at a time
SHOWN = 224  # pixels of the longer side of the original beside the pad

OPAQUE = 0.99  # a picture whose least alpha is this is not transparent
SEEN = 0.5  # of alpha, from which something is to be seen
ONE_TONE = 0.15  # of grey: what is seen and varies less is ink, and no paper with ink

LARGE_PART = 1 / 3  # of the pad: with more ink it is doubtful that this is ink

Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # Pillow's own guard, for whatever opens a picture


class BadPicture(ValueError):
    """A file that cannot be used as a picture: `reason` is the key of a sentence, `values` fill its placeholders."""

    def __init__(self, reason: str, **values: object):
        super().__init__(f"{reason} {values}")
        self.reason = reason
        self.values = values


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture as ink `(112, 112)` uint8, and the keys of sentences on what had to be done to it.

    `plain` `(112, 112)` uint8 is the picture without all that, only grey and stretched; `original` is the file of a
    small picture of it in its colours; `doubtful` says that what was found may not be ink: there is much of it, it
    touches all edges, or it is wider somewhere than a stroke.
    """

    ink: np.ndarray
    notes: tuple[str, ...]
    plain: np.ndarray
    original: bytes
    doubtful: bool


def read(raw: bytes) -> Picture:
    """The picture in the bytes of a PNG or JPEG file. Raises BadPicture, whatever the bytes are."""
    if len(raw) > MOST_FILE:
        raise BadPicture("heavy", most=MOST_FILE // 2**20)
    try:
        with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG")) as image:
            small, notes = _small(image)
    except BadPicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise BadPicture("huge", most=MOST_PIXELS // 1_000_000) from None
    except Image.UnidentifiedImageError:
        raise BadPicture("format") from None
    except Exception:  # damaged bytes may break anything in Pillow
        raise BadPicture("damaged") from None
    gray = np.asarray(small.convert("L"), float) / 255
    try:
        cleaned = ink.clean(gray)
    except ink.Blank:
        raise BadPicture("blank") from None
    found = _on_pad(cleaned.ink)
    full = found > 127
    if not full.any():  # hairlines, which are nothing at the size of the pad
        raise BadPicture("blank")
    doubtful = cleaned.touches or full.mean() > LARGE_PART or paper.wide(full).any()
    plain = (gray - gray.min()) / np.ptp(gray)  # it has ink, so it has more than one grey
    return Picture(found, (*notes, *cleaned.notes), _on_pad(plain), _shown(small), bool(doubtful))


def _small(image: Image.Image) -> tuple[Image.Image, list[str]]:
    """The picture in colours, upright, at most 448 pixels each way, and notes. Raises BadPicture."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise BadPicture("huge", most=MOST_PIXELS // 1_000_000)
    if _bytes(image) > MOST:
        raise BadPicture("large", width=width, height=height)
    if min(width, height) < LEAST:
        raise BadPicture("tiny", width=width, height=height, least=LEAST)
    notes = ["animated"] if getattr(image, "n_frames", 1) > 1 else []
    orientation = image.getexif().get(ExifTags.Base.Orientation, 1)
    notes += ["upright"] if orientation in range(2, 9) else []
    if image.format in ("JPEG", "MPO"):
        image.draft("RGB", (WORK, WORK))
    image.load()
    small = _reduced(image)
    small.getexif()[ExifTags.Base.Orientation] = orientation
    small = ImageOps.exif_transpose(small)
    if small.mode == "RGBA":
        small, found = _opaque(small)
        notes += ["transparent"] if found else []
    small.thumbnail((WORK, WORK), Image.Resampling.BOX)
    if min(small.size) < 1:
        raise BadPicture("tiny", width=width, height=height, least=LEAST)
    return small, notes


def _bytes(image: Image.Image) -> float:
    """The memory that decoding takes, judged by the header.

    libjpeg scales down while it reads, taken here as 1/4 each way, but holds all coefficients of a progressive file.
    """
    pixels = image.width * image.height
    channels = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2}.get(image.mode, 4)
    if image.format == "PNG":
        return pixels * channels
    if image.info.get("progressive"):
        return pixels * 2 * len(image.getbands())
    return pixels * channels / 16


def _reduced(image: Image.Image) -> Image.Image:
    """The picture as RGB, or as RGBA where it may be transparent, by whole pixels reduced towards 448 pixels.

    It is converted a strip at a time: all at once it would be in memory two or three times.
    """
    factor = max(1, max(image.size) // WORK)
    mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
    width, height = (-(-n // factor) for n in image.size)
    small = Image.new(mode, (width, height))
    for top in range(0, height, STRIP):
        strip = image.crop((0, top * factor, image.width, min((top + STRIP) * factor, image.height)))
        if image.mode.startswith("I"):  # 16 bits, which Pillow would clip at 255
            strip = Image.fromarray((np.asarray(strip) >> 8).clip(0, 255).astype(np.uint8))
        small.paste(strip.convert(mode).reduce(factor), (0, top))
    return small


def _opaque(image: Image.Image) -> tuple[Image.Image, bool]:
    """A picture in RGBA on paper, and whether any paper can be seen through it."""
    pixels = np.asarray(image, float) / 255
    alpha = pixels[..., 3:]
    if alpha.min() > OPAQUE:
        return image.convert("RGB"), False
    onto = pixels[..., :3] * alpha + _behind(pixels) * (1 - alpha)
    return Image.fromarray(np.rint(255 * onto).astype(np.uint8)), True


def _behind(pixels: np.ndarray) -> np.ndarray:
    """The colour of the paper behind a transparent picture: its own paper's, where it has some, or white or black."""
    alpha = pixels[..., 3]
    seen = pixels[..., :3][alpha >= (SEEN if (alpha >= SEEN).any() else 1 / 255)]
    if not seen.size:
        return np.ones(3)
    low, high = np.quantile(seen.mean(axis=1), (0.02, 0.98))
    if len(seen) > alpha.size / 2 and high - low > ONE_TONE:
        return np.median(seen, axis=0)
    return np.zeros(3) if np.median(seen.mean(axis=1)) > 0.5 else np.ones(3)


def _on_pad(gray: np.ndarray) -> np.ndarray:
    """The picture in the middle of the pad, as large as fits, `(112, 112)` uint8."""
    image = Image.fromarray(np.rint(255 * gray).astype(np.uint8))
    scale = SENT / max(image.size)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    pad = Image.new("L", (SENT, SENT))
    pad.paste(image.resize(size, Image.Resampling.BOX), ((SENT - size[0]) // 2, (SENT - size[1]) // 2))
    return np.asarray(pad)


def _shown(image: Image.Image) -> bytes:
    """The file of a small picture in colours."""
    image = image.copy()
    image.thumbnail((SHOWN, SHOWN))
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=80)
    return stream.getvalue()
