import math

import numpy as np
import pytest

from engine import Dataset, Diverged, Snapshot, Splits, TrainingConfig, TrainingRun, backprop
from engine.training.diagnosis import diagnose
from engine.training.inside import histogram
from engine.training.measurements import CurvePoint, Epoch, Inside, Measurements, downsampled
from engine.training.monitor import Monitor


def curve(points, per_epoch):
    return tuple(CurvePoint(i / per_epoch, 0, 0, 0, 0) for i in range(points))


def test_a_curve_is_downsampled_evenly_and_never_loses_the_end_of_an_epoch():
    kept = ()
    for point in curve(5001, 100):
        kept = downsampled((*kept, point), most=200)
        assert len(kept) <= 200
    positions = [point.epochs for point in kept]
    assert positions == sorted(positions)
    assert set(range(51)) <= set(positions)


def test_every_second_point_between_ends_of_epochs_goes():
    kept = downsampled(curve(12, 5), most=11)
    assert [round(5 * point.epochs) for point in kept] == [0, 2, 4, 5, 6, 8, 10, 11]


def test_a_short_curve_is_left_alone():
    assert downsampled(curve(7, 3), most=10) == curve(7, 3)


def test_where_epochs_alone_are_too_many_they_are_downsampled_as_well():
    kept = downsampled(curve(50, 1), most=20)
    assert [point.epochs for point in kept] == [0, *range(2, 49, 2), 49]


def test_it_measures_cost_and_accuracy_and_the_test_set_at_the_end_of_an_epoch(small):
    config = TrainingConfig(sizes=(6, 8, 3), epochs=2)
    run, monitor = TrainingRun(config, small), Monitor(small, config)
    for snapshot in (run.snapshot(), run.advance(mini_batches=3), run.advance(epochs=1)):
        monitor.measure(snapshot, seconds=1.5)
    assert monitor.measurements.epochs == ()
    monitor.settle(wait=True)
    curve, epochs = monitor.measurements.curve, monitor.measurements.epochs
    assert [round(point.epochs, 2) for point in curve] == [0, 0.27, 1]
    net, train = run.network, small.train
    output = net.feedforward(train.images)
    assert curve[-1].training_accuracy == pytest.approx((output.argmax(axis=0) == train.labels).mean())
    assert curve[-1].training_cost == pytest.approx(0.5 * ((output - train.targets) ** 2).sum() / len(train), rel=1e-5)
    assert [row.epoch for row in epochs] == [1]
    assert epochs[0].test_accuracy == net.evaluate(small.test) / len(small.test)
    assert epochs[0].seconds == 1.5
    assert epochs[0].confusion.sum() == len(small.test)
    answers = net.feedforward(small.test.images).argmax(axis=0)
    assert epochs[0].confusion[2, 1] == ((small.test.labels == 2) & (answers == 1)).sum()


def test_the_monitor_looks_inside_each_layer(small):
    config = TrainingConfig(sizes=(6, 8, 4, 3), epochs=2)
    run, monitor = TrainingRun(config, small), Monitor(small, config)
    monitor.measure(run.snapshot(), 0, run.step)
    monitor.measure(run.advance(mini_batches=3), 0, run.step)
    start, inside = monitor.measurements.inside
    assert all(math.isnan(step) for step in start.step)
    sample = small.train[:200]
    trace = backprop(run.network, sample.images, sample.targets)
    assert inside.delta == pytest.approx([np.abs(delta).mean() for delta in trace.delta.values()], rel=1e-5)
    assert inside.saturated == tuple((slope < 0.01).mean() for slope in trace.sigma_prime.values())
    assert inside.weights.shape == inside.biases.shape == (3, 41)
    assert inside.weights.sum(axis=1) == pytest.approx(1)
    assert inside.step == run.step


def test_a_step_is_measured_against_its_weights(small):
    run = TrainingRun(TrainingConfig(sizes=(6, 4, 3)), small)
    assert run.step == ()
    before = run.network.copy()
    after = run.advance(mini_batches=1).network
    assert run.step == pytest.approx(
        [np.linalg.norm(after.w[l] - before.w[l]) / np.linalg.norm(after.w[l]) for l in after.w], rel=1e-3
    )


def test_a_histogram_counts_what_lies_beyond_in_its_last_bins():
    shares = histogram(np.array([[-99.0, 0.0, 0.0, 99.0]]), 5)
    assert (shares[0], shares[20], shares[-1]) == (0.25, 0.5, 0.25)


def test_a_cost_that_is_no_number_is_divergence(small):
    config = TrainingConfig(sizes=(6, 3), activation="linear")
    run = TrainingRun(config, small)
    run.network.w[2][:] = 1e30
    with pytest.raises(Diverged, match="the cost is no longer a finite number"):
        Monitor(small, config).measure(run.snapshot(), 0)


@pytest.mark.parametrize(("cost", "dead"), [("quadratic", 1.0), ("cross_entropy", 0.0)])
def test_flat_outputs_are_given_up_only_where_the_slope_is_a_factor_of_their_error(small, cost, dead):
    config = TrainingConfig(sizes=(6, 3), cost=cost)
    run, monitor = TrainingRun(config, small), Monitor(small, config)
    run.network.b[2][:] = -50
    monitor.measure(run.snapshot(), 0)
    assert monitor.measurements.inside[-1].dead == dead


def test_findings_are_about_what_comes_after_a_run_was_continued_and_not_about_its_past(small):
    """Before, the accuracy was shaky; nothing that was measured since says so."""
    config = TrainingConfig(sizes=(6, 4, 3), epochs=9)
    shaky = tuple(CurvePoint(i / 10, 0.1, 0.1, accuracy, accuracy) for i, accuracy in enumerate([0.4, 0.8] * 25))
    inside = Inside(4.9, (0.01,) * 2, (0.0,) * 2, 0.0, (0.0,) * 2, np.zeros((2, 41)), np.zeros((2, 41)))
    past = Measurements(shaky, inside=(inside,))
    assert "eta_large" in [finding.kind for finding in diagnose(config, 3.0, past, (), ())]
    monitor = Monitor(small, config, past)
    monitor.measure(Snapshot(config.network(), 5, 1, 0, 11, 3.0, finished=False), 0)
    assert "eta_large" not in [finding.kind for finding in monitor.measurements.findings]
    assert len(monitor.measurements.curve) == 51


def test_statistics_of_layers_are_kept_for_fewer_moments_than_the_curves(small):
    config = TrainingConfig(sizes=(6, 3))
    inside = [Inside(i / 1000, (0.01,), (0.0,), 0.0, (0.0,), np.zeros((1, 41)), np.zeros((1, 41))) for i in range(300)]
    monitor = Monitor(small, config, Measurements(curve(300, 1000), inside=tuple(inside)))
    monitor.measure(Snapshot(config.network(), 0, 5, 0, 11, 3.0, finished=False), 0)
    assert len(monitor.measurements.curve) == 301
    assert len(monitor.measurements.inside) <= 300


def test_errors_are_averaged_over_200_examples_and_scaled_weights_are_counted_on_a_finer_scale():
    rng = np.random.default_rng(0)
    many = Dataset.of(rng.random((500, 6)), rng.integers(0, 3, 500), classes=3)
    config = TrainingConfig(sizes=(6, 4, 3), init="scaled")
    net, monitor = config.network(), Monitor(Splits(many, many, many), config)
    monitor.measure(Snapshot(net, 0, 0, 0, 50, 3.0, finished=False), 0)
    (inside,) = monitor.measurements.inside
    delta = backprop(net, many.images[:, :200], many.targets[:, :200]).delta
    assert inside.delta == pytest.approx([np.abs(errors).mean() for errors in delta.values()])
    assert (inside.weights[0] == histogram(net.w[2], 1.0)).all()
    assert (inside.biases[0] == histogram(net.b[2], 5.0)).all()


def test_the_measurements_up_to_a_position_are_its_points_its_rows_and_its_moments():
    rows = tuple(Epoch(i, 3.0, 0.1, 0.9, 0.9, 0.9, 1.0, np.empty(0)) for i in (1, 2, 3))
    zeros = np.zeros((1, 41))
    inside = tuple(Inside(epochs, (0.01,), (0.0,), 0.0, (0.0,), zeros, zeros) for epochs in (0.5, 2.5))
    past = Measurements(curve(31, 10), rows, inside).until(2.0)
    assert [row.epoch for row in past.epochs] == [1, 2]
    assert len(past.curve) == 21
    assert [moment.epochs for moment in past.inside] == [0.5]
