"""Pictures of a four as files, as somebody might put them on the pad."""

import io
import struct
import zlib

import numpy as np
from PIL import Image


def four(side=200, ink=0, paper=255):
    """A four in ink on paper."""
    gray = np.full((side, side), paper, np.uint8)
    unit = side // 20
    gray[3 * unit : 11 * unit, 5 * unit : 7 * unit] = ink
    gray[10 * unit : 12 * unit, 5 * unit : 15 * unit] = ink
    gray[4 * unit : 17 * unit, 12 * unit : 14 * unit] = ink
    return gray


def file(image, format="PNG", **options):
    if isinstance(image, np.ndarray):
        image = Image.fromarray(image)
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream.getvalue()


def header(width, height, depth=8, colour=2):
    """A PNG that claims a size, with hardly any data."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    about = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", about) + chunk(b"IDAT", zlib.compress(bytes(10**6))) + chunk(b"IEND", b"")
    )
