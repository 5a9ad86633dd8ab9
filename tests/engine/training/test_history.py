from dataclasses import replace

import numpy as np
import pytest

from engine import Network, Snapshot, TrainingConfig, TrainingRun, forward
from engine.training.history import BETWEEN, MOST_BYTES, nearest, texts, until, with_snapshot
from engine.training.surgery import warm_start

PER_EPOCH = 100
NET = Network.random((3, 2, 2))


def at(epoch, mini_batch=0, net=NET):
    return Snapshot(net, epoch, mini_batch, 0, PER_EPOCH, 3.0, finished=False)


def grown(epochs, step, net=NET):
    history = ()
    for i in range(0, epochs * PER_EPOCH + 1, step):
        history = with_snapshot(history, at(*divmod(i, PER_EPOCH), net))
    return history


def test_ends_of_epochs_stay_and_those_between_are_downsampled():
    history = grown(40, 7)  # not every epoch end is a multiple of 7
    ends = [snapshot.epoch for snapshot in grown(40, 10) if snapshot.mini_batch == 0]
    assert ends == list(range(41))
    assert len([snapshot for snapshot in history if snapshot.mini_batch]) <= BETWEEN + 1
    positions = [snapshot.epochs for snapshot in history]
    assert positions == sorted(positions)
    assert positions[-3:] == [pytest.approx(7 * i / PER_EPOCH) for i in (569, 570, 571)]


def test_every_second_snapshot_between_ends_goes_but_none_of_the_newest_twenty():
    history = ()
    for i in range(BETWEEN + 3):
        history = with_snapshot(history, at(0, i))
    assert [snapshot.mini_batch for snapshot in history] == [0, *range(2, 61, 2), *range(62, 83)]


def test_where_bytes_are_scarce_the_ends_of_epochs_stay_longer_than_what_lies_between():
    net = Network.random((1000, 1000))
    history = grown(12, 50, net)
    assert len(history) * net.parameters.nbytes <= MOST_BYTES
    assert [snapshot.epoch for snapshot in history if snapshot.mini_batch == 0] == list(range(13))


def test_its_bytes_are_bounded():
    net = Network.random((1000, 1000))
    history = grown(100, 50, net)
    assert len(history) * net.parameters.nbytes <= MOST_BYTES
    assert history[0].epochs == 0
    assert history[-1].epochs == 100


def test_a_snapshot_at_the_same_position_takes_the_place_of_the_last():
    assert with_snapshot((at(0), at(1)), new := at(1))[-1] is new
    assert len(with_snapshot((at(0), at(1)), at(1))) == 2


def test_a_run_that_goes_on_with_other_mini_batches_begins_at_the_same_position():
    history = grown(2, 50)
    other = replace(at(1), mini_batch=4, mini_batches_per_epoch=8)
    assert [snapshot.epochs for snapshot in with_snapshot(history, other)] == [0, 0.5, 1, 1.5]
    assert [snapshot.epochs for snapshot in until((*history[:3], other), other)] == [0, 0.5, 1, 1.5]


def test_no_two_moments_have_one_text():
    near = [replace(at(1), mini_batch=i, mini_batches_per_epoch=5000) for i in range(4)]
    assert texts((at(0), at(1))) == ["0.00", "1.00"]
    assert texts(tuple(near)) == ["1.0000", "1.0002", "1.0004", "1.0006"]
    assert texts((near[0], replace(near[0], example=3))) == ["1.00", "1.00 + 3"]


def test_a_position_has_a_nearest_moment_and_a_moment_has_its_past():
    history = grown(3, 50)
    assert history[nearest(history, 1.3)].epochs == 1.5
    assert [snapshot.epochs for snapshot in until(history, history[2])] == [0, 0.5, 1]


def test_a_run_from_a_snapshot_goes_on_as_if_it_had_never_stopped(small):
    config = TrainingConfig(sizes=(6, 4, 3), epochs=3)
    whole, first = TrainingRun(config, small), TrainingRun(config, small)
    rest = TrainingRun(config, small, start=first.advance(mini_batches=15))
    assert (whole.advance(epochs=3).network.parameters == rest.advance(epochs=3).network.parameters).all()
    assert rest.finished


def test_a_snapshot_of_other_sizes_is_refused(small):
    with pytest.raises(ValueError, match="sizes must be"):
        TrainingRun(TrainingConfig(sizes=(6, 5, 3)), small, start=at(0))


def test_another_mini_batch_size_begins_at_the_same_part_of_the_epoch(small):
    config = TrainingConfig(sizes=(6, 4, 3), mini_batch_size=10)
    half = TrainingRun(config, small).advance(mini_batches=5)
    run = TrainingRun(TrainingConfig(sizes=(6, 4, 3), mini_batch_size=5), small, start=half)
    assert (run.epoch, run.mini_batch) == (0, 9)  # 5 of 11 mini-batches are 9 of 21


def test_neurons_are_added_without_a_change_of_the_answers():
    net = Network.random((6, 4, 5, 3))
    x = np.random.default_rng(0).random((6, 7))
    grown = warm_start(net, TrainingConfig(sizes=(6, 9, 8, 3), seed=1))
    assert grown.sizes == (6, 9, 8, 3)
    assert grown.feedforward(x) == pytest.approx(net.feedforward(x), abs=1e-5)
    assert forward(grown, x).a[2][4:].any()


def test_with_the_same_sizes_all_is_kept_whatever_the_activation():
    net = Network.random((6, 4, 3), activation="tanh")
    other = warm_start(net, TrainingConfig(sizes=(6, 4, 3), activation="relu", cost="cross_entropy"))
    assert (other.parameters == net.parameters).all()
    assert (other.activation, other.output_activation) == ("relu", "sigmoid")


def test_fewer_neurons_and_other_layers_keep_what_fits():
    net = Network.random((6, 4, 3))
    fewer, more = (warm_start(net, TrainingConfig(sizes=sizes, seed=5)) for sizes in ((6, 2, 3), (6, 4, 5, 3)))
    assert (fewer.w[2] == net.w[2][:2]).all()
    assert (fewer.w[3] == net.w[3][:, :2]).all()
    assert (more.w[2] == net.w[2]).all()
    assert (more.w[4][:, :4] == net.w[3]).all()
    fresh = TrainingConfig(sizes=(6, 4, 5, 3), seed=5).network()
    assert (more.w[3] == fresh.w[3]).all()
    assert (more.b[3] == fresh.b[3]).all()
