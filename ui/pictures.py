"""Pictures made of engine values. Pure: no Streamlit."""

from __future__ import annotations

import json
import math

import numpy as np

SIDE = 28


def pack(header: dict, values: np.ndarray) -> bytes:
    """A JSON header and the bytes of an array, as the components read them: length, header, array."""
    text = json.dumps(header).encode()
    return len(text).to_bytes(4, "little") + text + values.tobytes()


def round_scale(values: np.ndarray) -> float:
    """The end of a scale for signed values: the next of 1, 2, 5, 10, … above almost all |values|.

    It changes in steps, so that a moving picture is not rescaled at every moment; one value in a thousand may lie
    beyond.
    """
    most = float(np.quantile(np.abs(values), 0.999)) if values.size else 0.0
    if not 0 < most < math.inf:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return next(float(f"{step * power:.6g}") for step in (1, 2, 5, 10) if step * power >= most * (1 - 1e-9))


def weight_images(w: np.ndarray, *, most: int, width: int, texts: dict[str, str]) -> bytes:
    """The rows of w^2 `(n, 784)` as pictures of 28×28 for the component, the first `most` of them, on one scale.

    `width` is the width of one picture in the page, in CSS pixels, at least; `texts` has title, alt and note.
    """
    shown = w[:most]
    scale = round_scale(shown)
    values = np.clip(np.rint(shown * (127 / scale)), -127, 127).astype(np.int8)
    header = {"count": len(shown), "side": SIDE, "width": width, "scale": f"{scale:g}", **texts}
    return pack(header, values)
