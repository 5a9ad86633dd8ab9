"""Python source as HTML."""

import inspect
import re
from html import unescape

import pytest

import engine.backprop
from ui.charts import listing


@pytest.mark.parametrize("code", [inspect.getsource(engine.backprop), "f(x, y).gradient", 'a = "<b>" # é < ∂'])
def test_nothing_of_the_source_is_lost_or_taken_for_html(code):
    assert unescape(re.sub("<[^>]+>", "", listing.html(code))) == code


def test_keywords_stand_out_and_comments_and_texts_lean():
    found = listing.html('def f(deft):\n    """Text."""\n    return deft  # why\n')
    assert re.findall("<b>(.+?)</b>", found) == ["def", "return"]
    assert re.findall("<i>(.+?)</i>", found) == ["&quot;&quot;&quot;Text.&quot;&quot;&quot;", "# why"]
