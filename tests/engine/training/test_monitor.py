import math

import numpy as np
import pytest

from engine import Diverged, TrainingConfig, TrainingRun, backprop
from engine.training.inside import histogram
from engine.training.measurements import CurvePoint, downsampled
from engine.training.monitor import Monitor


def curve(points, per_epoch):
    return tuple(CurvePoint(i / per_epoch, 0, 0, 0, 0) for i in range(points))


def test_a_curve_is_thinned_evenly_and_never_loses_the_end_of_an_epoch():
    kept = ()
    for point in curve(5001, 100):
        kept = downsampled((*kept, point), most=200)
        assert len(kept) <= 200
    positions = [point.epochs for point in kept]
    assert positions == sorted(positions)
    assert set(range(51)) <= set(positions)


def test_a_short_curve_is_left_alone():
    assert downsampled(curve(7, 3), most=10) == curve(7, 3)


def test_where_epochs_alone_are_too_many_they_are_thinned_as_well():
    kept = downsampled(curve(50, 1), most=20)
    assert len(kept) <= 50
    assert kept[0].epochs == 0
    assert kept[-1].epochs == 49


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


def test_it_looks_inside_each_layer(small):
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
