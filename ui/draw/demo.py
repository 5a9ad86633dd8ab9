"""A digit drawn by hand, which the pad replays on a first visit. Pure: no Streamlit."""

TWO = {
    "label": 2,
    "strokes": [
        [
            [74, 103], [74, 94], [77, 85], [80, 77], [86, 71], [94, 65], [102, 61], [112, 59], [123, 59],
            [134, 61], [145, 64], [154, 70], [163, 76], [171, 84], [177, 92], [180, 102], [179, 114], [178, 126],
            [171, 136], [164, 147], [157, 157], [150, 167], [145, 178], [138, 188], [131, 198], [124, 209], [117, 219],
            [130, 218], [143, 217], [156, 216], [170, 214], [183, 213], [195, 212], [209, 211], [222, 210],
        ]
    ],
}  # fmt: skip
"""A 2 of which the bundled network is not quite sure, so that there are errors to see; in the units of the pad."""
