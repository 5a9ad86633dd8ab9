"""A digit drawn by hand, which the pad replays on a first visit. Pure: no Streamlit."""

TWO = {
    "label": 2,
    "strokes": [
        [
            [90, 103], [90, 94], [93, 85], [95, 77], [100, 71], [106, 65], [112, 61], [119, 59],
            [127, 59], [136, 61], [144, 64], [150, 70], [157, 76], [163, 84], [168, 92], [170, 102],
            [169, 114], [168, 126], [163, 136], [158, 147], [153, 157], [148, 167], [144, 178], [138, 188],
            [133, 198], [128, 209], [123, 219], [132, 211], [142, 204], [152, 196], [162, 187],
        ]
    ],
}  # fmt: skip
"""A 2 that the good reader takes half for a 7, so that there are errors to see; in the units of the pad."""
