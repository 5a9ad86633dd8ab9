"""A digit drawn by hand, which the pad replays on a first visit. Pure: no Streamlit."""

TWO = {
    "label": 2,
    "strokes": [
        [
            [83, 103], [83, 94], [85, 85], [88, 77], [93, 71], [100, 65], [107, 61], [116, 59], [125, 59],
            [135, 61], [144, 64], [152, 70], [160, 76], [167, 84], [172, 92], [175, 102], [174, 114], [173, 126],
            [167, 136], [161, 147], [155, 157], [149, 167], [144, 178], [138, 188], [132, 198], [126, 209], [120, 219],
            [131, 218], [143, 217], [154, 216], [166, 214], [177, 213], [188, 212], [200, 211], [211, 210],
        ]
    ],
}  # fmt: skip
"""A 2 of which the bundled network is not quite sure, so that there are errors to see; in the units of the pad."""
