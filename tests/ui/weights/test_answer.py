from tests.ui.weights.examples import inspection
from ui.text.numbers import number
from ui.text.words import load
from ui.weights.answer import answer
from ui.weights.edits import NewValue

WORDS = load("en", "weights")


def test_the_answer_shows_before_and_after_only_where_something_is_changed():
    assert answer(inspection(), WORDS).columns[0].was is None
    seen = inspection(edits=(NewValue(4, 0, None, 9.0),))
    data = answer(seen, WORDS).data()
    cell = data["rows"][0]["cells"][0]
    assert (cell["now"], cell["was"]) == (seen.trace.a[4][0, 0], seen.before.a[4][0, 0])
    assert cell["text"] == number(seen.trace.a[4][0, 0])
    assert data["title"] == "It reads 0"
