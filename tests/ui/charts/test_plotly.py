import plotly.graph_objects as go
from streamlit.elements.lib import streamlit_plotly_theme as theme

from ui.charts import plotly


def test_the_colours_are_those_that_streamlit_replaces_by_the_theme_s():
    assert [plotly.colour(place) for place in range(3)] == [theme.CATEGORY_0, theme.CATEGORY_1, theme.CATEGORY_2]


def test_a_line_keeps_its_values_and_its_style():
    line = plotly.line([1, 2], [0.5, None], "C", plotly.BLUE, dash="dot", width=3)
    assert (tuple(line.x), tuple(line.y), line.name, line.mode) == ((1, 2), (0.5, None), "C", "lines")
    assert (line.line.color, line.line.dash, line.line.width) == (plotly.BLUE, "dot", 3)


def test_what_is_compared_is_on_one_logarithmic_axis_with_the_legend_above():
    figure = plotly.log_axis(go.Figure([plotly.line([1], [1], "C", plotly.BLUE)]), "|δ|")
    assert (figure.layout.yaxis.type, figure.layout.yaxis.title.text) == ("log", "|δ|")
    assert figure.layout.legend.orientation == "h"
    assert figure.layout.legend.y > 1
    assert figure.layout.hovermode == "x unified"
