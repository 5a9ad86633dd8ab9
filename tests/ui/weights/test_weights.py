import numpy as np
import pytest

from engine import Network, backprop, forward, input_gradient
from ui.canvas.blocks import Brush, encode
from ui.text.numbers import number
from ui.text.words import load
from ui.weights import weights
from ui.weights.edits import Put, Silence
from ui.weights.weights import Bench

WORDS = load("en", "weights")
X = np.random.default_rng(0).random((784, 1))


def bench(sizes=(784, 6, 5, 10), edits=()):
    return Bench(Network.random(sizes, seed=2, init="scaled", dtype=np.float64), edits, "quadratic", X, 3)


def test_before_and_after_are_passes_of_the_engine():
    desk = bench(edits=(Put(3, 1, 2, 4.0),))
    y = np.eye(10)[:, [3]]
    changed = desk.network.copy()
    changed.w[3][1, 2] = 4
    assert (desk.before.gradient == backprop(desk.network, X, y).gradient).all()
    assert (desk.trace.gradient == backprop(changed, X, y).gradient).all()
    a = desk.trace.a[4]
    assert desk.value(desk.trace) == pytest.approx(0.5 * ((a - y) ** 2).sum())


def test_the_contribution_with_one_hidden_layer_is_weight_times_activation():
    desk = bench((784, 6, 10))
    expected = desk.network.w[3][3] * desk.before.a[2][:, 0]
    assert weights.measured("contribution", desk) == pytest.approx(expected)


def test_the_contribution_is_what_the_output_loses_to_first_order_when_the_activation_fades():
    desk, share = bench(), 1e-6
    for j, contribution in enumerate(weights.measured("contribution", desk)):
        fading = desk.network.copy()
        fading.w[3][:, j] *= 1 - share
        loss = desk.before.z[4][3, 0] - forward(fading, X).z[4][3, 0]
        assert loss / share == pytest.approx(contribution, rel=1e-4, abs=1e-8)


def test_similarity_is_a_cosine():
    desk = bench()
    desk.network.w[2][1] = 3 * X[:, 0]
    desk.network.w[2][2] = -X[:, 0]
    desk.network.w[2][4] = 0
    values = weights.measured("similarity", desk)
    assert values[[1, 2, 4]] == pytest.approx([1, -1, 0])
    order = weights.sorted_neurons("similarity", desk)
    assert (order[0], order[-1]) == (1, 2)


def test_sorted_pictures_keep_their_numbers_and_silenced_ones_are_crossed():
    desk = bench(edits=(Silence(2, 4),))
    block = weights.overview(desk, "norm", 4, WORDS)
    norms = np.linalg.norm(desk.network.w[2], axis=1)
    assert norms[list(block.ids)].tolist() == sorted(norms, reverse=True)
    assert (block.values[0].ravel() == desk.network.w[2][block.ids[0]]).all()
    assert list(block.marked) == [4]
    assert block.notes[0] == f" · norm {number(norms.max())}"


def test_a_network_without_hidden_layers_has_no_contributions():
    assert "contribution" not in weights.orders(bench((784, 10)).network)
    assert weights.overview(bench((784, 10)), "norm", 0, WORDS).values.shape == (10, 28, 28)


@pytest.mark.parametrize("l", [2, 3, 4])
def test_what_a_neuron_looks_for_is_the_engine_s_gradient(l):
    desk = bench()
    exact, product = weights.looks_for(desk, l, 1, WORDS)
    assert (exact.values.ravel() == input_gradient(desk.network, X, l, 1)[:, 0]).all()
    expected = desk.network.w[2]
    for m in range(3, l + 1):
        expected = desk.network.w[m] @ expected
    assert product.values.ravel() == pytest.approx(expected[1])
    assert weights.chain(4) == "w⁴w³w²"


def test_the_images_that_excite_a_neuron_are_the_extremes_of_all(mnist):
    desk = bench()
    z = forward(desk.network, mnist.test.images.astype(float)).z[3][2]
    most, least = weights.extremes(desk.network, 3, 2, mnist.test)
    assert z[most] == pytest.approx(np.sort(z)[::-1][: weights.EXTREMES], abs=1e-4)
    assert z[least] == pytest.approx(np.sort(z)[: weights.EXTREMES], abs=1e-4)


@pytest.mark.parametrize("l", [2, 3])
@pytest.mark.parametrize("log", [True, False])
def test_weights_change_and_gradient_stand_on_one_scale(l, log):
    desk = bench()
    start = Network.random(desk.network.sizes, seed=9, init="scaled", dtype=np.float64)
    blocks = weights.against(desk, start, l, 1, log, WORDS)
    w, change, nabla = (block.values for block in blocks)
    rows = slice(1, 2) if l == 2 else slice(None)
    assert (w.ravel() == desk.network.w[l][rows].ravel()).all()
    assert change.ravel() == pytest.approx((desk.network.w[l] - start.w[l])[rows].ravel())
    assert (nabla.ravel() == desk.before.nabla_w[l][rows].ravel()).all()
    assert len({(block.scale, block.decades) for block in blocks}) == 1
    assert bool(blocks[0].decades) == log


def test_without_any_gradient_there_is_still_a_scale():
    desk = bench()
    desk.network.parameters[:] = 0
    desk.network.b[4][:] = -2000  # σ' is 0
    assert weights.against(desk, desk.network, 2, 0, True, WORDS)[0].scale == 1


def test_the_histogram_counts_every_weight():
    w = np.array([[-1.0, 0.0, 0.0, 1.0]])
    now, then, middles = weights.counted(w, 0.5 * w)
    assert sum(now) == pytest.approx(100, abs=0.01)
    assert sum(then) == pytest.approx(100, abs=0.01)
    assert {middle: share for middle, share in zip(middles, now, strict=True) if share} == {-1: 25, 0: 50, 1: 25}
    assert middles == [-middle for middle in reversed(middles)]


@pytest.mark.parametrize("most", [0.0, 1e-7, 0.99, 3.3, 1e5])
def test_the_bins_of_a_histogram_hold_every_weight_and_zero_has_a_mark(most):
    now, _, middles = weights.counted(np.array([[-most, most / 3, most]]), np.zeros((1, 3)))
    assert sum(now) == pytest.approx(100, abs=0.01)
    assert len(middles) % 4 == 1
    assert middles[len(middles) // 2] == 0


def test_the_answer_shows_before_and_after_only_where_something_is_changed():
    assert weights.answer(bench(), WORDS).columns[0].was is None
    desk = bench(edits=(Put(4, 0, None, 9.0),))
    data = weights.answer(desk, WORDS).data()
    cell = data["rows"][0]["cells"][0]
    assert (cell["now"], cell["was"]) == (desk.trace.a[4][0, 0], desk.before.a[4][0, 0])
    assert cell["text"] == number(desk.trace.a[4][0, 0])
    assert data["title"] == "It reads 0"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("sizes", [(784, 10), (784, 6, 10), (784, 6, 5, 10)])
def test_every_picture_can_be_encoded_for_every_layer(language, sizes):
    desk, words = bench(sizes), load(language, "weights")
    for l in range(2, len(sizes) + 1):
        blocks = [*weights.looks_for(desk, l, 0, words), *weights.against(desk, desk.network, l, 0, False, words)]
        blocks += [weights.matrix(desk, l, 0, 1, words)] if l > 2 else [weights.large(desk, 0, 5, Brush(1, 3), words)]
        blocks += [weights.row(desk, l, 0, 1, words)] if l > 2 else []
        blocks += [weights.outgoing(desk, l, 0, words)] if l < len(sizes) else []
        assert all(block.alt and block.tip for block in blocks)
        assert encode(blocks)
