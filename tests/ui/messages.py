"""Messages of the drawing pad, as a browser sends them."""

import base64

import numpy as np

ONE = ((56, 20), (56, 92))


def drawn(*strokes, label=None, sequence=1):
    """A message of the pad: lines of ink, from and to (x, y) in 0..111."""
    ink = np.zeros((112, 112), np.uint8)
    for (x1, y1), (x2, y2) in strokes:
        for t in np.linspace(0, 1, 200):
            x, y = round(x1 + t * (x2 - x1)), round(y1 + t * (y2 - y1))
            ink[max(0, y - 4) : y + 4, max(0, x - 4) : x + 4] = 255
    return {
        "drawing": {
            "sequence": sequence,
            "ink": base64.b64encode(ink.tobytes()).decode(),
            "strokes": [[[int(2.5 * x), int(2.5 * y)] for x, y in stroke] for stroke in strokes],
            "label": label,
            "demo": False,
        }
    }
