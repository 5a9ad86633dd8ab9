import gc
import subprocess
import sys
import weakref
from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from engine import ACTIVATIONS, COSTS, Dataset, Network, Splits, TrainingConfig, TrainingRun, backprop
from engine.training.order import Order
from engine.training.step import AHEAD, Step
from tests.paths import ROOT

RNG = np.random.default_rng(0)
BYTES = Dataset.of(RNG.integers(0, 256, (200, 12)).astype(np.uint8), RNG.integers(0, 4, 200), 4)
PLACES = RNG.permutation(200)
ORDER = Order(BYTES.rows, PLACES)


def stepped(activation, cost="quadratic", m=10, dtype=np.float32):
    """A step, its network, and the gradient of the mini-batch that it takes, by backprop."""
    output = COSTS[cost].output
    net = Network.random((12, 6, 5, 4), activation=activation, output_activation=output, dtype=dtype)
    step = Step(net, COSTS[cost], BYTES, m, len(BYTES) // m)
    part = BYTES[PLACES[20 : 20 + m]]
    return step, net, backprop(net, part.images, part.targets, cost).gradient


@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_every_network_is_replayed_and_its_step_is_the_gradient_s(activation, cost, dtype):
    step, _, gradient = stepped(activation, cost, dtype=dtype)
    assert step.replayed
    assert step(ORDER, 20, 3.0 / 10) == pytest.approx(3 * gradient, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("m", [1, 7, 10, 150, 180])
def test_it_is_the_step_of_these_examples_wherever_one_begins(m):
    step, net, _ = stepped("sigmoid", m=m)
    for start in (0, min(m, 200 - m), 3, 200 - m, 0):
        part = BYTES[PLACES[start : start + m]]
        assert step(ORDER, start, 1 / m) == pytest.approx(backprop(net, part.images, part.targets).gradient, abs=1e-6)
    other = Order(BYTES.rows, PLACES[::-1].copy())
    part = BYTES[other.indices[:m]]
    assert step(other, 0, 1 / m) == pytest.approx(backprop(net, part.images, part.targets).gradient, abs=1e-6)


def test_images_as_bytes_give_the_bits_of_images_as_numbers():
    numbers = Dataset.of(BYTES.images.T, BYTES.labels, 4)
    net = Network.random((12, 6, 4))
    one, other = (
        Step(net, COSTS["quadratic"], data, 10, 20)(Order(data.rows, PLACES), 0, 0.1).tobytes()
        for data in (BYTES, numbers)
    )
    assert one == other


CALLS = count(1)
COIN = np.random.default_rng(0)
MASK = np.empty((6, 10), np.float32)
SIGMOID = ACTIVATIONS["sigmoid"]


def dropout(z):
    """With a buffer of its own, in the first hidden layer."""
    if len(z) != len(MASK):
        return SIGMOID.function(z)
    MASK[...] = COIN.random(MASK.shape) < 0.5
    return SIGMOID.function(z) * MASK


KINDS = {
    "σ' is bool": {"prime": lambda z, a: z > 0},
    "a number of NumPy's": {"function": lambda z: np.float64(1.7) * np.tanh(z)},
    "an integer": {"function": lambda z: np.ldexp(np.tanh(z), 1)},
    "integers": {"function": lambda z: np.tanh(z) + z.astype(np.int32)},
    "transposed": {"function": lambda z: np.tanh(z.T).T},
    "dropout": {"function": dropout},
    "a coin that may be 0": {"prime": lambda z, a: a * (1 - a) * float(COIN.choice([0.0, 2.0]))},
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layer", [2, 3])
def test_whatever_an_activation_does_a_step_is_made_and_is_not_wrong(kind, layer):
    net = Network.random((12, 6, 5, 4))
    net.sigma[layer] = replace(SIGMOID, name="odd", **KINDS[kind])
    step = Step(net, COSTS["quadratic"], BYTES, 10, 20)
    net.parameters *= 3
    if kind == "a coin that may be 0" or (kind, layer) == ("dropout", 2):
        assert not step.replayed
        return
    part = BYTES[PLACES[:10]]
    gradient = backprop(net, part.images, part.targets).gradient
    assert step(ORDER, 0, 0.1) == pytest.approx(gradient, abs=1e-6, rel=1e-4)


def test_layers_of_several_precisions_do_not_share_a_block():
    net = Network.random((12, 6, 5, 4), init="scaled")
    net.sigma[2] = replace(ACTIVATIONS["relu"], name="odd", prime=lambda z, a: z > 0)
    bent = {"function": lambda z: np.where(z < 3, z, 2.25 + z / 4), "prime": lambda z, a: np.where(z < 3, 1.0, 0.25)}
    net.sigma[3] = replace(ACTIVATIONS["linear"], name="bent", **bent)
    step = Step(net, COSTS["quadratic"], BYTES, 10, 20)
    net.parameters *= 20
    part = BYTES[PLACES[:10]]
    gradient = backprop(net, part.images, part.targets).gradient
    with np.errstate(over="ignore"):
        found = step(ORDER, 0, 0.1)
    assert np.linalg.norm(found - gradient) <= 1e-5 * np.linalg.norm(gradient)


@pytest.mark.parametrize(
    "function",
    [
        lambda z: SIGMOID.function(z) if z.max() < 100 else z,
        lambda z: np.array([SIGMOID.function(row) for row in z]),
        lambda z: SIGMOID.function(z) * next(CALLS) ** 0.5,
    ],
    ids=["a branch", "a loop", "a hidden input"],
)
def test_what_cannot_be_replayed_is_evaluated(function):
    step, net, _ = stepped(replace(SIGMOID, name="odd", function=function))
    assert not step.replayed
    part = BYTES[PLACES[:10]]
    global CALLS
    CALLS = count(1)
    gradient = backprop(net, part.images, part.targets).gradient
    CALLS = count(1)
    assert step(ORDER, 0, 0.1) == pytest.approx(gradient, rel=1e-6)


def test_an_activation_that_is_changed_in_the_middle_of_a_run_counts():
    config = TrainingConfig(sizes=(12, 6, 4), mini_batch_size=10, epochs=2)
    run = TrainingRun(config, Splits(BYTES, BYTES, BYTES))
    run.advance(mini_batches=3)
    run.network.sigma[2] = ACTIVATIONS["tanh"]
    part = BYTES[run.batch()]
    gradient = backprop(run.network, part.images, part.targets).gradient
    before = run.network.parameters.copy()
    run.advance(mini_batches=1)
    assert before - run.network.parameters == pytest.approx(3 * gradient, abs=1e-6)


def test_a_network_that_is_replaced_in_the_middle_of_a_run_counts():
    run = TrainingRun(TrainingConfig(sizes=(12, 6, 4), mini_batch_size=10), Splits(BYTES, BYTES, BYTES))
    run.advance(mini_batches=1)
    run.network = Network.random((12, 6, 4), seed=5)
    part, before = BYTES[run.batch()], run.network.parameters.copy()
    gradient = backprop(run.network, part.images, part.targets).gradient
    run.advance(mini_batches=1)
    assert before - run.network.parameters == pytest.approx(3 * gradient, abs=1e-6)


def test_a_run_that_is_released_holds_no_memory():
    run = TrainingRun(TrainingConfig(sizes=(12, 6, 4), mini_batch_size=10), Splits(BYTES, BYTES, BYTES))
    run.advance(mini_batches=1)
    x, _ = run._last._gatherer.places[0]
    images, sums = weakref.ref(x.base), weakref.ref(run._last.sums.vector)
    del x
    gc.disable()
    try:
        run.release()
        assert (images(), sums()) == (None, None)
    finally:
        gc.enable()


def test_the_trial_leaves_the_network_as_it_was():
    net = Network.random((12, 6, 4))
    before = net.parameters.copy()
    Step(net, COSTS["quadratic"], BYTES, 10, 20)
    assert (net.parameters == before).all()


def test_80_examples_are_gathered_ahead():
    step, _, _ = stepped("sigmoid", m=10)
    assert len(step._gatherer.places) == AHEAD // 10


BITS = """
import hashlib
from engine import TrainingConfig, TrainingRun, load_mnist
for sizes, m in (((784, 30, 10), 10), ((784, 100, 60, 10), 100)):
    run = TrainingRun(TrainingConfig(sizes=sizes, mini_batch_size=m), load_mnist())
    print(hashlib.sha256(run.advance(mini_batches=100).network.parameters).hexdigest())
"""


def test_a_run_has_the_same_bits_in_every_process():
    command = [sys.executable, "-c", BITS]
    seen = {subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout for _ in range(3)}
    assert len(seen) == 1
    assert len(seen.pop().split()) == 2
