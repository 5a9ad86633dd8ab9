import json

import pytest

from engine import TrainingConfig
from engine.live import LiveRun
from ui import figures
from ui.words import load

WORDS = load("en", "train")


@pytest.fixture(scope="module")
def status(small):
    run = LiveRun(TrainingConfig(sizes=(6, 4, 3), epochs=3), small).start()
    run.set_eta(2.0)
    run.join(20)
    return run.poll()


def test_curves_show_what_was_measured_and_where_eta_was_changed(status):
    option = figures.curves(status, WORDS)
    training = option["series"][0]
    last = status.measurements.curve[-1]
    assert training["data"][-1] == [3, 100 * last.training_accuracy]
    assert [row[0] for row in option["series"][2]["data"]] == [1, 2, 3]
    assert training["markLine"]["data"][0]["label"]["formatter"] == "η = 2"
    assert option["xAxis"][0]["max"] == 3
    json.dumps(option, allow_nan=False)


def test_before_a_run_there_are_axes_without_curves():
    option = figures.curves(None, WORDS)
    assert not any(series["data"] for series in option["series"])


def test_a_long_curve_is_drawn_with_few_points_that_keep_its_ends():
    points = figures.evenly(tuple(range(10_000)), 300)
    assert len(points) <= 300
    assert (points[0], points[-1]) == (0, 9999)
    assert figures.evenly((), 300) == []
    assert figures.evenly((1,), 300) == [1]


def test_the_table_has_a_row_an_epoch_the_newest_first(status):
    html = figures.epoch_table(status, WORDS)
    assert html.count("<tr>") == 4
    assert html.index("<td>3</td>") < html.index("<td>1</td>")
