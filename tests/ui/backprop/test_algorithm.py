import inspect
from itertools import chain

import numpy as np
import pytest

from engine import Network, backprop, bp2, load_mnist
from tests.ui.backprop.examples import NETWORKS, example
from ui.backprop import algorithm, assumptions, step_blocks, step_diagram
from ui.backprop.algorithm import Step
from ui.canvas import network
from ui.text.words import load

WORDS = load("en", "backprop")


def test_the_steps_of_three_layers_stand_in_the_book_s_order():
    steps = algorithm.steps(3)
    assert [(step.number, step.l) for step in steps] == [(1, 1), (2, 2), (2, 3), (3, 3), (4, 2), (5, 2), (5, 3)]


@pytest.mark.parametrize("layers", [2, 4, 6])
def test_each_layer_is_fed_forward_once_and_errors_come_back_from_the_last(layers):
    kinds = [(step.kind, step.l) for step in algorithm.steps(layers)]
    assert [l for kind, l in kinds if kind == "feedforward"] == list(range(2, layers + 1))
    assert [l for kind, l in kinds if kind in ("output_error", "backpropagate")] == list(range(layers, 1, -1))
    assert [l for kind, l in kinds if kind == "gradient"] == list(range(2, layers + 1))


@pytest.mark.parametrize("name", NETWORKS)
def test_the_source_that_is_shown_is_that_of_the_engine(name):
    make, cost = NETWORKS[name]
    net = make()
    lines = {}
    for step in algorithm.steps(net.L):
        for source in chain(*algorithm.sources(step, net, cost)):
            file = lines.setdefault(source.file, (algorithm.ROOT / source.file).read_text().splitlines())
            shown = source.code.splitlines()
            assert shown[0].startswith("def ")
            assert file[source.line - 1 :][: len(shown)] == shown


def test_the_source_of_each_step_names_its_equation():
    net = Network.random((784, 30, 10), dtype=float)
    code = {step.kind: algorithm.sources(step, net, "quadratic")[0][-1].code for step in algorithm.steps(net.L)}
    assert "{1: x}" in code["input"]
    assert "z[l] = net.w[l] @ a[l - 1] + net.b[l]" in code["feedforward"]
    assert code["backpropagate"] == inspect.getsource(bp2).rstrip()
    assert "BP1" in code["output_error"]
    assert "BP4" in code["gradient"]


def test_a_mini_batch_begins_with_the_current_digit():
    test = load_mnist().test
    x, y = test.images[:, [9999]].astype(float), np.eye(10)[:, [3]]
    batch = algorithm.batch(x, y, 9999, test, 10)
    assert batch.names == (9999, *range(9))
    assert (batch.x[:, [0]] == x).all()
    assert batch.y[:, 0].argmax() == 3
    assert (batch.y[:, 1:].argmax(axis=0) == test.labels[:9]).all()
    assert batch.x.dtype == np.float64
    assert algorithm.batch(x, y, None, test, 3).names == (None, 0, 1)


def test_the_path_takes_what_is_selected_then_what_is_kept_then_the_largest_error():
    seen = example(NETWORKS["book"][0]())
    net, trace = seen.net, seen.trace
    assert seen.path[3] == 3
    assert seen.path[2] == np.abs(trace.delta[2][:, 0]).argmax()
    assert seen.path[1] == np.abs(net.w[2][seen.path[2]] * trace.a[1][:, 0]).argmax()
    assert algorithm.path(net, trace, 0, (3, 7, 17), {2: 5, 1: 400}, 3) == {3: 7, 2: 17, 1: 400}
    assert algorithm.path(net, trace, 0, None, {2: 99, 3: -1}, 3) == seen.path


def unpacked(block):
    return block.values.reshape(block.values.shape[0], -1)


@pytest.mark.parametrize("m", [1, 10])
@pytest.mark.parametrize("name", ["book", "relu"])
def test_every_map_shows_the_numbers_of_the_pass(name, m):
    make, cost = NETWORKS[name]
    seen = example(make(), m, cost=cost)
    net, trace = seen.net, seen.trace
    x, w, b = trace.a[1], net.w[2], net.b[2]
    z = w @ x + b
    into, out = step_blocks.of_step(Step("feedforward", 2), seen, (0, 56), WORDS)
    assert np.allclose(unpacked(into[0].block), x.T, rtol=1e-12)
    assert (unpacked(into[1].block) == w[[seen.path[2]]]).all()
    assert (into[2].block.values[0] == w[:40, 56:84]).all()
    assert into[2].block.origin == (0, 56)
    assert np.allclose(out[1].block.values.reshape(z.shape), z, rtol=1e-12)
    into, out = step_blocks.of_step(Step("backpropagate", 2), seen, (0, 0), WORDS)
    assert (into[0].block.values[0] == net.w[3].T[:40, :28]).all()
    carried, prime, delta = (one.block.values.reshape(z.shape) for one in out)
    assert np.allclose(carried, net.w[3].T @ trace.delta[3], rtol=1e-12)
    assert np.allclose(carried * prime, delta, rtol=1e-12)
    into, out = step_blocks.of_step(Step("gradient", 2), seen, (0, 28), WORDS)
    mean = trace.delta[2] @ x.T / m
    assert np.allclose(unpacked(out[1].block), mean[[seen.path[2]]], rtol=1e-9)
    assert np.allclose(out[2].block.values[0], mean[:40, 28:56], rtol=1e-9)
    assert np.allclose(out[0].block.values.ravel(), trace.delta[2].mean(axis=1), rtol=1e-9)
    into, out = step_blocks.of_step(Step("output_error", net.L), seen, (0, 0), WORDS)
    gradient, prime, delta = (one.block.values.reshape(seen.y.shape) for one in out)
    assert np.allclose(gradient, trace.a[net.L] - seen.y)
    assert np.allclose(gradient * prime, delta, rtol=1e-12)


@pytest.mark.parametrize("m", [1, 10])
@pytest.mark.parametrize("name", NETWORKS)
def test_the_drawing_shows_every_step_and_takes_clicks_on_its_neurons_only(name, m):
    make, cost = NETWORKS[name]
    seen = example(make(), m, cost=cost)
    for step in algorithm.steps(seen.net.L):
        picture, note = step_diagram.of_step(step, seen, WORDS)
        svg = picture.svg()
        assert svg.count("<circle") == len(picture.choices) <= step_diagram.MOST * seen.net.L
        assert all((l, j) in picture.choices for l, j in seen.path.items())
        assert "nan" not in svg
        assert note
    assert network.read_pick(f"1-{seen.path[1]}", picture) == (1, seen.path[1])
    for nonsense in (None, 3, "", "1", "1-", "9-9", "1-5000", "--", "²-1", "1-" + "1" * 40):
        assert network.read_pick(nonsense, picture) is None


def test_the_lines_of_the_drawing_are_the_terms_of_bp2():
    seen = example(NETWORKS["book"][0]())
    j = seen.path[2]
    picture, _ = step_diagram.of_step(Step("backpropagate", 2), seen, WORDS)
    strengths = {edge.j: edge.strength for edge in picture.edges if edge.strength is not None}
    terms = seen.net.w[3][:, j] * seen.trace.delta[3][:, 0]
    assert list(strengths) == list(range(10))
    assert np.allclose(list(strengths.values()), terms / np.abs(terms).max())


def test_the_cost_of_a_mini_batch_is_the_mean_and_so_is_its_gradient():
    seen = example(NETWORKS["book"][0](), 10)
    costs = assumptions.costs(seen)
    assert costs == pytest.approx(0.5 * ((seen.trace.a[3] - seen.y) ** 2).sum(axis=0))
    one = assumptions.gradients(seen, 3, 3, 17)
    assert one.mean() == pytest.approx(seen.trace.nabla_w[3][3, 17], rel=1e-9)
    single = backprop(seen.net, seen.trace.a[1][:, [4]], seen.y[:, [4]])
    assert one[4] == pytest.approx(single.nabla_w[3][3, 17], rel=1e-6)


@pytest.mark.parametrize("name", ["book", "cross-entropy", "tanh"])
def test_moving_one_activation_gives_the_cost_and_its_slope(name):
    make, cost = NETWORKS[name]
    seen = example(make(), cost=cost)
    here = np.clip(seen.trace.a[seen.net.L][3, 0], *assumptions.range_of(seen))
    values = np.array([here - 1e-6, here, here + 1e-6])
    below, _, above = assumptions.cost_at(seen, 3, values)
    assert assumptions.slope_at(seen, 3, here) == pytest.approx((above - below) / 2e-6, rel=1e-4)


def test_bp2_with_the_slope_left_out_is_what_is_carried_back():
    seen = example(NETWORKS["book"][0]())
    carried = bp2(seen.net.w[3], seen.trace.delta[3], np.ones((30, 1)))
    assert np.allclose(carried, seen.net.w[3].T @ seen.trace.delta[3])
