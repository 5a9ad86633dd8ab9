"""Numbers on their way to a component. Pure: no Streamlit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike


def pack(header: Mapping[str, Any], arrays: Iterable[ArrayLike]) -> bytes:
    """The length of the header (uint32), the header as JSON, and the arrays as float32; all aligned to 4 bytes.

    Little-endian; unpack in shared/bytes.js is the inverse.
    """
    text = json.dumps(header, allow_nan=False).encode()
    text += b" " * (-len(text) % 4)
    return b"".join((len(text).to_bytes(4, "little"), text, *(np.asarray(a, "<f4").tobytes() for a in arrays)))
