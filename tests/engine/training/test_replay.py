import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import ACTIVATIONS, COSTS, Network, backprop
from engine.labs.exercises import modified_neuron
from engine.labs.formula import formula
from engine.layers import ParameterVector
from engine.training.replay import NotRecordable, Tape
from engine.training.step import noted

PRECISION = {np.float32: 1e-6, np.float64: 1e-14}
NETWORKS = st.builds(
    Network.random,
    st.lists(st.integers(1, 40), min_size=2, max_size=5),
    seed=st.integers(0, 10_000),
    init=st.sampled_from(("gaussian", "scaled")),
    activation=st.sampled_from(list(ACTIVATIONS)),
    output_activation=st.sampled_from(list(ACTIVATIONS)),
    dtype=st.sampled_from(list(PRECISION)),
)


def compared(net, cost, m, exact):
    """The gradient by a replay for examples that came later, and by the plain evaluation."""
    rng = np.random.default_rng(m)
    x, y, share = (
        np.zeros((m, net.sizes[0]), net.dtype).T,
        np.zeros((net.sizes[-1], m), net.dtype),
        np.ones((), net.dtype),
    )
    sums = ParameterVector(np.full_like(net.parameters, np.nan), net.sizes)
    tape = Tape(exact=exact)
    noted(tape, net, COSTS[cost], (x, y, share), sums)
    x[...], y[...], share[...] = rng.random(x.shape), rng.random(y.shape), 1 / m
    net.parameters *= 0.9
    with np.errstate(all="ignore"):
        for function, args in tape.bind({}):
            function(*args)
    return sums.vector, backprop(net, x, y, cost).gradient


def close(one, other):
    """Up to what rounding may do in a step: the norm of the difference, relative."""
    return np.linalg.norm(one - other) <= PRECISION[one.dtype.type] * np.linalg.norm(other)


@given(net=NETWORKS, cost=st.sampled_from(list(COSTS)), m=st.integers(1, 30))
def test_a_replay_is_the_plain_evaluation_bit_for_bit(net, cost, m):
    if COSTS[cost].output:
        net.sigma[net.L] = ACTIVATIONS[COSTS[cost].output]
    found, plain = compared(net, cost, m, exact=True)
    assert found.tobytes() == plain.tobytes()


@given(net=NETWORKS, cost=st.sampled_from(list(COSTS)), m=st.integers(1, 30))
def test_a_fast_replay_is_the_plain_evaluation_up_to_rounding(net, cost, m):
    if COSTS[cost].output:
        net.sigma[net.L] = ACTIVATIONS[COSTS[cost].output]
    assert close(*compared(net, cost, m, exact=False))


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("text", ["z^3 / (1 + abs(z))", "tanh(z) + 0.1 * z", "max(0, z)", "1 / (1 + exp(-z))", "2"])
def test_a_typed_formula_is_replayed(text, exact):
    net = Network.random((6, 5, 4, 3), activation=formula(text))
    found, plain = compared(net, "quadratic", 7, exact)
    assert found.tobytes() == plain.tobytes() if exact else close(found, plain)


def test_a_neuron_with_another_f_is_replayed():
    net = modified_neuron(Network.random((6, 5, 3)), 2, 1, ACTIVATIONS["relu"])
    assert close(*compared(net, "quadratic", 7, exact=False))


def test_a_replay_allocates_nothing():
    net, m = Network.random((784, 200, 100, 50)), 50
    x, y, share = np.ones((784, m), np.float32), np.ones((50, m), np.float32), np.ones((), np.float32)
    tape = Tape()
    noted(tape, net, COSTS["quadratic"], (x, y, share), ParameterVector(np.empty_like(net.parameters), net.sizes))
    calls = tape.bind({})
    tracemalloc.start()
    for function, args in calls:
        function(*args)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < y.nbytes  # the smallest


def calls(function, *arrays, exact=False):
    """What is replayed of a function, and its result."""
    tape = Tape(exact=exact)
    result = function(*map(tape.symbol, arrays))
    tape.lay_out([result])
    bound = tape.bind({})
    for call, args in bound:
        call(*args)
    return [call for call, _ in bound], result.array


@pytest.mark.parametrize(("most", "parts"), [(0, 1), (500, 1), (2_000, 5), (8_000, 2), (10_000, 1)])
def test_a_large_product_is_made_in_a_few_parts(monkeypatch, most, parts):
    monkeypatch.setattr("engine._blas.MOST", most)
    a, b = np.random.default_rng(0).random((20, 50)), np.ones((50, 10))
    made, result = calls(np.matmul, a, b)
    assert len(made) == parts
    assert result == pytest.approx(a @ b, rel=1e-14)


Z = np.array([[1.0, -2.0], [3.0, 4.0]])


def test_the_same_call_is_made_once_and_what_nobody_needs_not_at_all():
    def function(z):
        np.sin(z)
        return np.exp(z) * np.exp(z) + 2 * z

    made, result = calls(function, Z)
    assert made == [np.exp, np.multiply, np.multiply, np.add]
    assert (result == np.exp(Z) ** 2 + 2 * Z).all()


def test_what_is_read_is_what_is_there_at_the_time():
    tape, z = Tape(), np.zeros(3)
    result = tape.symbol(z) + 1
    tape.lay_out([result])
    z[...] = [1, 2, 3]
    for call, args in tape.bind({}):
        call(*args)
    assert result.array.tolist() == [2, 3, 4]


@pytest.mark.parametrize("exact", [True, False])
def test_sums_of_rows_powers_and_choices(exact):
    _, result = calls(lambda z: np.where(z > 0, z**2, -z).sum(axis=1, keepdims=True), Z, exact=exact)
    assert result.tolist() == [[3], [25]]


@pytest.mark.parametrize(
    "function",
    [
        lambda z: z if z.max() > 0 else -z,
        lambda z: z if (z > 0) else -z,
        lambda z: np.asarray(z) + 1,
        lambda z: z[0],
        lambda z: z.sum(axis=0),
        lambda z: np.add.reduce(z),
        lambda z: np.add(z, 1, where=Z > 0),
        lambda z: np.einsum("ij,ij->i", z, z),
        lambda z: np.clip(z, 0, 1),
        list,
    ],
)
def test_what_cannot_be_noted_raises(function):
    with pytest.raises((NotRecordable, AttributeError, TypeError)):
        function(Tape().symbol(Z))
