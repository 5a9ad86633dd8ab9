import numpy as np
import pytest

from engine import Dataset, Diverged, Network, TrainingConfig, backprop, load_network
from engine.training.teaching import descend, train_on
from tests.paths import BOOK


@pytest.fixture(scope="module")
def book():
    net, _ = load_network(BOOK)
    return net.copy(dtype=float, frozen=True)


def column(labels, classes=10):
    return np.eye(classes)[:, labels]


def test_one_step_of_a_linear_neuron_worked_by_hand():
    net = Network({2: [[2.0]]}, {2: [[1.0]]}, activation="linear")
    x, y = np.array([[3.0]]), np.array([[5.0]])
    step = descend(net, x, y, "quadratic", 0.01)
    # a = 7, C = 2, ∂C/∂w = 2·3 = 6, ∂C/∂b = 2, ‖∇C‖² = 40
    assert step.costs[0] == 2
    assert step.predicted == pytest.approx((-0.4,))
    assert step.network.w[2][0, 0] == pytest.approx(1.94)
    assert step.network.b[2][0, 0] == pytest.approx(0.98)
    assert step.actual == pytest.approx(0.5 * 1.8**2 - 2)
    assert net.w[2][0, 0] == 2


@pytest.mark.parametrize("cost", ["quadratic", "cross_entropy"])
def test_the_prediction_is_exact_where_the_step_is_small(book, mnist, cost):
    x, y = mnist.test.images[:, [8]].astype(float), column([3])
    step = descend(book, x, y, cost, 1e-6)
    assert step.actual == pytest.approx(step.predicted[0], rel=1e-3)


def test_ten_steps_are_ten_times_one_step(book, mnist):
    x, y = mnist.test.images[:, [8]].astype(float), column([3])
    ten = descend(book, x, y, "quadratic", 0.5, 10)
    net = book
    for i in range(10):
        gradient = backprop(net, x, y).gradient
        assert ten.predicted[i] == -0.5 * float(gradient @ gradient)
        net = descend(net, x, y, "quadratic", 0.5).network
    assert (net.parameters == ten.network.parameters).all()
    assert len(ten.costs) == 11


def test_a_step_that_is_too_large_is_named():
    net = Network.random((784, 10), activation="linear", dtype=np.float64)
    with pytest.raises(Diverged, match="too large"):
        descend(net, np.ones((784, 1)), column([3]), "quadratic", 1e300, 10)


def test_training_on_with_drawings_learns_them_and_keeps_the_rest(book, mnist):
    wrong = Dataset.of(mnist.test.images[:, :3].T, (mnist.test.labels[:3] + 1) % 10)  # they are meant otherwise
    config = TrainingConfig(cost="cross_entropy", eta=0.5)  # with which saturated outputs learn
    taught = train_on(book, config, mnist.train, wrong)
    before, after = (net.copy(dtype=np.float32).evaluate(mnist.test) for net in (book, taught))
    assert book.feedforward(wrong.images)[wrong.labels, range(3)].max() < 0.1
    assert taught.feedforward(wrong.images)[wrong.labels, range(3)].min() > 0.3
    assert after > before - 500
    assert taught.sizes == book.sizes


def test_training_on_is_the_same_for_the_same_seed_and_works_without_drawings(book, mnist):
    config, none = TrainingConfig(), mnist.test[:0]
    once, again = (train_on(book, config, mnist.train, none, mini_batches=20, seed=3) for _ in range(2))
    assert (once.parameters == again.parameters).all()
    assert (once.parameters != book.parameters).any()


def test_weight_decay_is_that_of_the_whole_training_set_however_few_examples_are_drawn(book, mnist):
    config = TrainingConfig(eta=1e-4, lmbda=float(len(mnist.train)))  # so that each step shrinks by the share η
    taught = train_on(book, config, mnist.train, mnist.test[:0], mini_batches=100)
    assert np.linalg.norm(taught.weights) / np.linalg.norm(book.weights) == pytest.approx((1 - 1e-4) ** 100, rel=1e-4)


def test_with_large_mini_batches_there_are_fewer_of_them(book, mnist):
    config, none = TrainingConfig(mini_batch_size=5000), mnist.test[:0]
    many, two = (train_on(book, config, mnist.train, none, mini_batches=count) for count in (300, 2))
    assert (many.parameters == two.parameters).all()
