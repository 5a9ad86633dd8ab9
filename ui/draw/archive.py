"""The visitor's drawings as pictures: a zip of PNG files with the labels in their names. Pure: no Streamlit."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NoReturn

from PIL import Image

from ui.draw import drawings
from ui.draw.drawings import MOST, MOST_FILE, BadCollection, LabelledDrawing

SIDE = 28
MOST_PICTURE = 2**12  # bytes of a PNG; 28×28 pixels need less than 1,000
MODES = ("1", "L", "LA", "P", "RGB", "RGBA")  # of pixels: all with 8 bits
NAME = re.compile(r"([0-9])-([0-9]{1,9})\.png")
WHEN = (1980, 1, 1, 0, 0, 0)  # the same drawings give the same bytes


def encode(kept: Sequence[LabelledDrawing]) -> bytes:
    """A zip with a PNG of 28×28 for each drawing, in their order: white ink on black, as in MNIST.

    The name begins with the label: 3-001.png is the first drawing, and is meant to be a 3.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for number, each in enumerate(kept, start=1):
            picture = io.BytesIO()
            Image.frombytes("L", (SIDE, SIDE), each.pixels).save(picture, "PNG")
            archive.writestr(zipfile.ZipInfo(f"{each.label}-{number:03}.png", WHEN), picture.getvalue())
    return file.getvalue()


def decode(raw: bytes) -> list[LabelledDrawing]:
    """The drawings of a file of either kind, such a zip or JSON, which may come from anybody. Raises BadCollection."""
    if not raw.startswith(b"PK"):
        return drawings.decode(raw)
    if len(raw) > MOST_FILE:
        raise BadCollection("heavy", most=MOST_FILE // 2**20)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _members(archive)
    except BadCollection:
        raise
    except Exception:  # damaged bytes may break anything in zipfile
        raise BadCollection("format") from None


def _members(archive: zipfile.ZipFile) -> list[LabelledDrawing]:
    """The drawings of an archive, whose sizes are checked before anything is unpacked; in whatever folder they are."""
    files = [info for info in archive.infolist() if not info.is_dir() and not _is_of_a_system(info.filename)]
    if len(files) > MOST:
        raise BadCollection("many", count=len(files), most=MOST)
    members = [(info, NAME.fullmatch(PurePosixPath(info.filename).name)) for info in files]
    named = [(int(name[2]), int(name[1]), info) for info, name in members if name]
    if len(named) < len(members) or not members:
        raise BadCollection("format")
    named.sort(key=lambda member: member[0])
    return [LabelledDrawing(_pixels(archive, info, number), label) for number, label, info in named]


def _is_of_a_system(name: str) -> bool:
    """Whether it is one of the files that systems add to an archive, such as __MACOSX/._3-001.png or .DS_Store."""
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _pixels(archive: zipfile.ZipFile, info: zipfile.ZipInfo, number: int) -> bytes:
    """The pixels of a PNG in an archive; never more of it than `MOST_PICTURE` bytes are unpacked."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # the others unpack without a bound
        _refuse(number)
    with archive.open(info) as member:
        raw = member.read(MOST_PICTURE + 1)
    if len(raw) > MOST_PICTURE:
        _refuse(number)
    try:
        with Image.open(io.BytesIO(raw), formats=("PNG",)) as image:
            if image.size != (SIDE, SIDE) or image.mode not in MODES:
                _refuse(number)
            black = Image.new("RGBA", image.size, "black")  # what is transparent is no ink
            return Image.alpha_composite(black, image.convert("RGBA")).convert("L").tobytes()
    except BadCollection:
        raise
    except Exception:  # whatever damaged bytes break in Pillow
        _refuse(number)


def _refuse(number: int) -> NoReturn:
    raise BadCollection("row", number=number)
