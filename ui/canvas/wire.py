"""Numbers on their way to a component. Pure: no Streamlit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike


def pack(header: Mapping[str, Any], arrays: Iterable[ArrayLike]) -> bytes:
    """The length of the header (uint32), the header as JSON, and the arrays as float32, int8 as it is.

    Little-endian, and the numbers aligned to 4 bytes; unpack in shared/bytes.js is the inverse.
    """
    text = json.dumps(header, allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    return b"".join((len(text).to_bytes(4, "little"), text, *map(_bytes, arrays)))


def _bytes(array: ArrayLike) -> bytes:
    known = np.asarray(array)
    return (known if known.dtype == np.int8 else known.astype("<f4")).tobytes()
