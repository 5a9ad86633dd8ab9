from streamlit.elements.lib import streamlit_plotly_theme as theme

from ui.charts import plotly


def test_the_colours_are_those_that_streamlit_replaces_by_the_theme_s():
    assert [plotly.colour(place) for place in range(3)] == [theme.CATEGORY_0, theme.CATEGORY_1, theme.CATEGORY_2]


def test_a_line_keeps_its_values_and_its_style():
    line = plotly.line([1, 2], [0.5, None], "C", plotly.BLUE, dash="dot", width=3)
    assert (tuple(line.x), tuple(line.y), line.name, line.mode) == ((1, 2), (0.5, None), "C", "lines")
    assert (line.line.color, line.line.dash, line.line.width) == (plotly.BLUE, "dot", 3)
