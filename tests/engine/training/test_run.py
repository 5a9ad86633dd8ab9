import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import Diverged, TrainingConfig, TrainingRun
from tests.engine import book

CONFIG = TrainingConfig(sizes=(6, 4, 3), eta=2.0, mini_batch_size=10, epochs=3, seed=5)


def test_a_run_is_the_book_s_loop_to_the_last_digits(small):
    run = TrainingRun(CONFIG, small, dtype=np.float64)
    w, b = list(run.network.w.values()), list(run.network.b.values())
    w, b = [m.copy() for m in w], [c.copy() for c in b]
    train = small.train
    for _ in range(2 * 11):  # two epochs of ten mini-batches of 10 and one of 3
        examples = [(train.images[:, [i]].astype(float), train.targets[:, [i]]) for i in run.batch()]
        w, b = book.update(w, b, examples, 2.0)
        run.advance(mini_batches=1)
    for i, l in enumerate(run.network.w):
        assert run.network.w[l] == pytest.approx(w[i], rel=1e-9)
        assert run.network.b[l] == pytest.approx(b[i], rel=1e-9)


def test_each_epoch_goes_through_all_examples_once_in_another_order(small):
    run = TrainingRun(CONFIG, small)
    orders = []
    for _ in range(2):
        order = []
        for _ in range(run.mini_batches_per_epoch):
            order += run.batch().tolist()
            run.advance(mini_batches=1)
        orders.append(order)
    assert [sorted(order) for order in orders] == 2 * [list(range(103))]
    assert orders[0] != orders[1]


def test_the_last_mini_batch_may_be_smaller(small):
    run = TrainingRun(CONFIG, small)
    assert run.mini_batches_per_epoch == 11
    run.advance(mini_batches=10)
    assert len(run.batch()) == 3


@settings(deadline=None)
@given(data=st.data())
def test_the_same_configuration_gives_the_same_run_however_it_is_advanced(small, data):
    whole = TrainingRun(CONFIG, small).advance(epochs=3)
    run = TrainingRun(CONFIG, small)
    while not run.finished:
        unit = data.draw(st.sampled_from(["epochs", "mini_batches", "examples"]))
        run.advance(**{unit: data.draw(st.integers(1, 40 if unit == "examples" else 4))})
    assert (run.network.parameters == whole.network.parameters).all()


def test_examples_move_the_weights_when_their_mini_batch_is_complete(small):
    run = TrainingRun(CONFIG, small)
    start = run.network.parameters.copy()
    snapshot = run.advance(examples=9)
    assert (snapshot.example, snapshot.mini_batch) == (9, 0)
    assert (run.network.parameters == start).all()
    snapshot = run.advance(examples=2)
    assert (snapshot.example, snapshot.mini_batch) == (1, 1)
    assert (run.network.parameters != start).any()


def test_a_snapshot_is_a_moment_and_stays_it(small):
    run = TrainingRun(CONFIG, small)
    snapshot = run.advance(mini_batches=12)
    parameters = snapshot.network.parameters.copy()
    run.advance(epochs=1)
    assert (snapshot.network.parameters == parameters).all()
    assert snapshot.network.parameters.flags.writeable is False
    assert (snapshot.epoch, snapshot.mini_batch) == (1, 1)
    assert snapshot.epochs == pytest.approx(1 + 1 / 11)
    assert snapshot.float64.dtype == np.float64


def test_a_run_ends_after_its_epochs_and_stays_there(small):
    run = TrainingRun(CONFIG, small)
    run.advance(epochs=99)
    assert (run.epoch, run.mini_batch, run.finished) == (3, 0, True)
    end = run.network.parameters.copy()
    for unit in ("epochs", "mini_batches", "examples"):
        run.advance(**{unit: 5})
    assert (run.network.parameters == end).all()


def test_a_run_learns_a_small_problem_by_heart(small):
    run = TrainingRun(TrainingConfig(sizes=(6, 8, 3), eta=3.0, epochs=20), small)
    before = run.network.evaluate(small.test)
    run.advance(epochs=20)
    assert run.network.evaluate(small.test) > before
    assert run.network.evaluate(small.test) == len(small.test)


def test_l2_shrinks_weights_and_leaves_biases_alone(small):
    plain, decayed = (TrainingRun(TrainingConfig(sizes=(6, 4, 3), lmbda=lmbda), small) for lmbda in (0.0, 2.0))
    start = plain.network.weights.copy()
    for run in (plain, decayed):
        run.advance(mini_batches=1)
    shrink = start * (3.0 * 2.0 / 103)
    assert plain.network.weights - decayed.network.weights == pytest.approx(shrink, rel=1e-4, abs=1e-6)
    assert (plain.network.biases == decayed.network.biases).all()


def test_eta_can_be_changed_on_the_way(small):
    slow, fast = TrainingRun(CONFIG, small), TrainingRun(CONFIG, small)
    fast.eta = 4.0
    start = slow.network.parameters.copy()
    for run in (slow, fast):
        run.advance(mini_batches=1)
    assert fast.network.parameters - start == pytest.approx(2 * (slow.network.parameters - start), rel=1e-3, abs=1e-6)


def test_divergence_is_an_error_that_names_eta_and_no_silent_nan(small):
    run = TrainingRun(TrainingConfig(sizes=(6, 4, 3), activation="linear", eta=1000.0), small)
    with pytest.raises(Diverged, match="eta = 1000 is too large"):
        run.advance(epochs=1)


def test_cross_entropy_gives_sigmoid_outputs_to_hidden_neurons_of_any_kind(small):
    run = TrainingRun(TrainingConfig(sizes=(6, 4, 3), activation="relu", cost="cross_entropy", eta=0.5), small)
    assert (run.network.activation, run.network.output_activation) == ("relu", "sigmoid")
    run.advance(epochs=5)
    assert run.network.evaluate(small.test) > 20


def test_seconds_end_an_advance_early(small):
    run = TrainingRun(CONFIG, small)
    run.advance(epochs=1, seconds=0)
    assert run.mini_batch == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"eta": 0}, "eta must be a positive number, got 0; the book uses 3.0"),
        ({"eta": float("nan")}, "eta must be"),
        ({"eta": "3"}, "eta must be"),
        ({"mini_batch_size": 0}, "mini_batch_size must be a whole number from 1, got 0"),
        ({"mini_batch_size": 2.5}, "mini_batch_size must be"),
        ({"epochs": True}, "epochs must be"),
        ({"seed": -1}, "seed must be a whole number from 0"),
        ({"lmbda": -1.0}, "lmbda must be a number from 0"),
        ({"lmbda": float("inf")}, "lmbda must be"),
        ({"activation": "swish"}, "unknown activation 'swish'; choose one of sigmoid, tanh"),
        ({"cost": "hinge"}, "unknown cost"),
        ({"init": "zeros"}, "unknown init"),
        ({"sizes": (784,)}, "sizes must be two or more"),
    ],
)
def test_a_configuration_that_makes_no_sense_is_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        TrainingConfig(**wrong)


def test_a_network_that_does_not_fit_the_data_is_refused(small):
    with pytest.raises(ValueError, match="begin with 6 and end with 3"):
        TrainingRun(TrainingConfig(), small)
    with pytest.raises(ValueError, match="at most 103, got 104"):
        TrainingRun(TrainingConfig(sizes=(6, 3), mini_batch_size=104), small)


def test_advance_wants_exactly_one_amount(small):
    run = TrainingRun(CONFIG, small)
    for amounts in ({}, {"epochs": 1, "examples": 1}):
        with pytest.raises(ValueError, match="exactly one of"):
            run.advance(**amounts)


def test_a_configuration_survives_json():
    config = TrainingConfig(sizes=(784, 5, 10), eta=0.1, lmbda=5.0)
    assert TrainingConfig.from_dict({**config.to_dict(), "else": 1}) == config
