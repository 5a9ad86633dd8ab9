import math

import pytest

from engine import TrainingConfig
from engine.training.live import LiveRun, State
from ui.canvas.plot import Line
from ui.text.words import load
from ui.train import curves

WORDS = load("en", "train")


def test_curves_show_what_was_measured_and_where_eta_was_changed(status):
    plot = curves.curves({"this": status}, WORDS)
    accuracy, cost = plot.panels
    training, validation, test = accuracy.lines
    last = status.measurements.curve[-1]
    assert (training.x[-1], training.y[-1]) == (3, 100 * last.training_accuracy)
    assert validation.y[-1] == 100 * last.validation_accuracy
    assert test.x == [1, 2, 3]
    assert cost.lines[0].y[-1] == last.training_cost
    assert [mark.text for mark in accuracy.marks] == ["η = 2"]
    assert plot.x.high == 3
    assert plot.names == ["training", "validation", "test"]
    assert f"{last.validation_accuracy:.1%}" in plot.alt
    assert plot.encode()


def test_before_a_run_there_are_axes_without_curves():
    plot = curves.curves({}, WORDS)
    assert [len(panel.lines) for panel in plot.panels] == [0, 0]
    assert all(axis.ticks for axis in (plot.x, *(panel.y for panel in plot.panels)))
    assert plot.alt == WORDS["curves.title"]


def test_several_runs_are_overlaid_one_colour_each(status):
    plot = curves.curves({"η = 3": status, "η = 0.5": status}, WORDS, moment=1.0)
    assert plot.names == ["η = 3, validation", "η = 0.5, validation"]
    assert [[line.name for line in panel.lines] for panel in plot.panels] == [plot.names] * 2
    assert plot.panels[0].marks[-1] == (1.0, "●", True)
    there = next(point for point in status.measurements.curve if point.epochs == 1)
    share = f"{there.validation_accuracy:.1%}"
    assert plot.title.replace(curves.NO_BREAK, " ") == f"Validation: η = 3 {share}, η = 0.5 {share} read right"
    assert plot.panels[1].lines[1].y[-1] == status.measurements.curve[-1].validation_cost


def test_the_curves_of_a_run_that_diverged_can_be_sent(small):
    config = TrainingConfig(sizes=(6, 4, 3), epochs=30, eta=1e4, activation="linear")
    run = LiveRun(config, small).start()
    run.join(20)
    assert run.poll().state == State.DIVERGED
    assert curves.curves({"this": run.poll()}, WORDS).encode()
    assert curves.inside(run.poll().measurements.inside, WORDS).encode()


def test_labels_stay_on_their_axis():
    for end in (1.0, 7.0, 999.0, 1260.0, 2600.0):
        axis = curves.epochs_axis(end, WORDS)
        assert all(0 <= value <= axis.high for value, _ in axis.ticks)
        assert len(axis.ticks) > 1


def test_the_title_tells_the_moment_that_is_looked_at(status):
    plot = curves.curves({"this": status}, WORDS, moment=0.0)
    first = status.measurements.curve[0]
    assert f"{first.validation_accuracy:.1%}" in plot.title


def test_inside_has_a_line_a_layer_in_each_of_its_three_charts(status):
    plot = curves.inside(status.measurements.inside, WORDS)
    layers = ["l = 2", "l = 3"]
    names = [[line.name for line in panel.lines] for panel in plot.panels]
    assert names == [layers, [*layers, WORDS["inside.dead"]], layers]
    assert plot.names == [*layers, WORDS["inside.dead"]]
    delta, saturated, step = (panel.lines[0] for panel in plot.panels)
    last = status.measurements.inside[-1]
    assert (delta.y[-1], saturated.y[-1], step.y[-1]) == (last.delta[0], 100 * last.saturated[0], last.step[0])


def test_settings_that_have_changed_are_named_in_short():
    settings = {"sizes": [784, 60, 10], "eta": 0.5, "activation": "relu", "cost": "cross_entropy"}
    assert curves.changed(settings, WORDS) == "784-60-10, η = 0.5, ReLU, cross-entropy"


def test_inside_begins_anew_where_layers_were_added(small, status):
    deeper = LiveRun(TrainingConfig(sizes=(6, 4, 5, 3), epochs=4), small, origin=status).start()
    deeper.join(20)
    plot = curves.inside(deeper.poll().measurements.inside, WORDS)
    assert [line.name for line in plot.panels[0].lines] == ["l = 2", "l = 3", "l = 4"]
    assert plot.panels[0].lines[0].x[0] >= 3


@pytest.mark.parametrize(
    ("values", "ends", "labels"),
    [
        ([0.03, 1.5], (0.02, 2), ["0.1", "1"]),
        ([0.1, 1], (0.1, 1), ["0.1", "1"]),
        ([1e-9, 0.03], (1e-9, 0.05), ["10⁻⁹", "10⁻⁷", "10⁻⁵", "10⁻³"]),
        ([0.002, 900], (0.002, 1000), ["0.01", "1", "100"]),
        ([0.5, 0.5], (0.5, 1), ["0.5", "1"]),
        ([3, 4], (2, 5), ["2", "5"]),
        ([0.03, 0.4], (0.02, 0.5), ["0.02", "0.5"]),
        ([0, -1, math.nan, math.inf, 0.2], (0.2, 0.4), ["0.2", "0.4"]),
        ([], (0.1, 1), ["0.1", "1"]),
    ],
)
def test_a_logarithmic_axis_holds_its_values_between_round_ends_and_has_labels(values, ends, labels):
    axis = curves.powers([Line("C", range(len(values)), values)], "C")
    assert (axis.low, axis.high) == pytest.approx(ends)
    assert [label for _, label in axis.ticks] == labels
    assert axis.log
