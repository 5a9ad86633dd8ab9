import json

from engine import TrainingConfig
from engine.training.live import LiveRun
from ui.text.words import load
from ui.train import curves

WORDS = load("en", "train")


def test_curves_show_what_was_measured_and_where_eta_was_changed(status):
    option = curves.curves({"this": status}, WORDS)
    training = option["series"][0]
    last = status.measurements.curve[-1]
    assert training["data"][-1] == [3, 100 * last.training_accuracy]
    assert [row[0] for row in option["series"][2]["data"]] == [1, 2, 3]
    assert training["markLine"]["data"][0]["label"]["formatter"] == "η = 2"
    assert option["xAxis"][0]["max"] == 3
    json.dumps(option, allow_nan=False)


def test_before_a_run_there_are_axes_without_curves():
    option = curves.curves({}, WORDS)
    assert not any(series["data"] for series in option["series"])


def test_several_runs_are_overlaid_one_colour_each(status):
    option = curves.curves({"η = 3": status, "η = 0.5": status}, WORDS, moment=1.0)
    assert option["legend"]["data"] == ["η = 3", "η = 0.5"]
    assert len(option["series"]) == 4
    assert option["series"][0]["markLine"]["data"][-1]["xAxis"] == 1.0


def test_the_title_tells_the_moment_that_is_looked_at(status):
    option = curves.curves({"this": status}, WORDS, moment=0.0)
    first = status.measurements.curve[0]
    assert f"{first.validation_accuracy:.1%}" in option["title"]["text"]


def test_inside_has_a_line_a_layer_in_each_of_its_three_charts(status):
    option = curves.inside(status.measurements.inside, WORDS)
    layers = ["l = 2", "l = 3"]
    names = [[line["name"] for line in option["series"] if line["xAxisIndex"] == place] for place in range(3)]
    assert names == [layers, [*layers, WORDS["inside.dead"]], layers]
    assert option["series"][-1]["data"][0][1] is None  # before the first step there is none
    json.dumps(option, allow_nan=False)


def test_settings_that_have_changed_are_named_in_short():
    settings = {"sizes": [784, 60, 10], "eta": 0.5, "activation": "relu", "cost": "cross_entropy"}
    assert curves.changed(settings, WORDS) == "784-60-10, η = 0.5, ReLU, cross-entropy"


def test_inside_begins_anew_where_layers_were_added(small, status):
    deeper = LiveRun(TrainingConfig(sizes=(6, 4, 5, 3), epochs=4), small, origin=status).start()
    deeper.join(20)
    option = curves.inside(deeper.poll().measurements.inside, WORDS)
    assert [line["name"] for line in option["series"][:3]] == ["l = 2", "l = 3", "l = 4"]
    assert option["series"][0]["data"][0][0] >= 3
